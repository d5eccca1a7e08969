/** As those about variables. */
export const SYNTAX: readonly string[] = [
  String.raw`
class Animal {
  #name; static count = 0; kind = 'animal'
  constructor(name) { this.#name = name; Animal.count++ }
  get name() { return this.#name }
  set name(value) { this.#name = value.toUpperCase() }
  static #secret() { return 'secret' }
  static { this.told = Animal.#secret() }
  has(o) { return #name in o }
  *[Symbol.iterator]() { yield* this.#name }
  async later() { return this.kind }
}
class Dog extends Animal { kind = 'dog'; constructor(n) { super(n); this.loud = () => super.name + '!' } }
const rex = new Dog('rex'); rex.name = 'max'
print([...rex], rex.loud(), Animal.count, Animal.told, rex.has({}), rex.has(rex))
print(await rex.later(), Dog.name, Object.keys(rex))
const Anonymous = class {}, Named = class Inner { static self() { return Inner.name } }
print(Anonymous.name, Named.name, Named.self())
Animal.count = 10
print(Animal.count)`,
  String.raw`
function* naturals(n = 0) { try { while (true) yield n++ } finally { print('closed') } }
for (const n of naturals()) { if (n > 2) break; print(n) }
const it = naturals(5)
print(it.next().value, it.next().value, it.return(9))
async function* slow() { for (const x of [1, 2]) { await null; yield x } }
for await (const x of slow()) print(x)
for await (var w of [Promise.resolve(4)]);
print(w)
print(await Promise.all([1, Promise.resolve(2)]), await (async () => 3)())
const [first, ...others] = naturals(1)[Symbol.iterator]().constructor ? [1, 2, 3] : []
print(first, others)`,
  String.raw`
outer: for (let i = 0; i < 3; i++) {
  inner: for (let j = 0; j < 3; j++) {
    if (j === 1) continue outer
    if (i === 2) break outer
    print(i, j)
  }
}
block: { print('in'); if (true) break block; print('never') }
fetch: for (;;) break fetch
switch (3) { case 1: let s = 1; case 3: s = 2; print(s); var t = s; default: print('through') }
print(t)`,
  String.raw`
const { a, b: { c = 3, ...d } = {}, ['e' + 1]: f = () => 1, ...g } = { a: 1, b: { x: 2 }, h: 5 }
print(a, c, d, f.name, f(), g)
let [p, [q = 2, ...r] = [], { s } = { s: 9 }] = [1, [undefined, 3, 4]]
print(p, q, r, s)
var { length } = 'four', [head = length] = []
print(length, head)
try { const { z } = null } catch (e) { print(e.message) }
try { const [y] = {} } catch (e) { print(e.constructor.name) }
function take({ a: { b } = { b: 1 }, ...rest }, [x] = [2], ...more) { return [b, rest, x, more] }
print(take({ q: 1 }), take({ a: { b: 5 } }, [6], 7, 8), take.length)`,
  String.raw`
let n = 1
let text = 'a'
;[1, 2].forEach((x) => { n += x })
print(n)
const f = function () { return n }
;(function () { print('called', f()) })()
n
++n
print(n)
var u
/a/g.test('a')
text
+text
print(text)
let q = n
print(q)
const t = (s) => s.raw[0]
print(t${'`'}\n${'`'})
return_()
function return_() { return
  1 } //+
print(return_())`.replace('return_()\nfunction', 'print(return_()) //+\nfunction'),
  String.raw`
// at the start
const a /* here */ = /* there */ 1 // and here
/* between */ print(a /* in a call */) // end
let /* x */ b /* y */
b /* z */ = 2 /* last
over lines */
print(b) /* trailing */
/** doc */ function f(/* none */) { /* body */ return /* value */ 3 /* after */ }
print(f()) // the end`,
  String.raw`
const s = ${'`'}line ${'$'}{[1, 2].map((x) => ${'`'}<${'$'}{x}>${'`'}).join('')} and
more ${'$'}{typeof fetch}${'`'}
print(s)
const tag = (parts, ...values) => parts.raw.join('|') + values
print(tag${'`'}a${'$'}{1}\n${'$'}{2}b${'`'})
print(/[/]\/(?<y>\d+)/u.exec('//12')?.groups?.y, 'a-b'.replace(/-/g, '+'), 4 / 2 / 1)
const re = /x/gi, half = 4 / 2
print(re.flags, half)`,
  String.raw`
const o = { fetch: 1, get performance() { return 2 }, set performance(v) { print('set', v) }, ['Map']: 3, Set() { return 4 }, async *URL() {} }
print(o.fetch, o.performance, o.Map, o.Set(), o?.fetch, o['fetch'])
o.performance = 5
const Map = 6
print({ Map }, { Map: Map }, o.Map, ((Map) => Map)(1), { Map() { return Map } }.Map())
print([Map].map((Map) => Map + 1), typeof Map)
const { fetch: renamed } = o
print(renamed, typeof fetch)`,
  String.raw`
print(this, typeof globalThis)
const window = [1, 2, 3], document = 'text', module = 1, exports = 2, define = () => 3, require = 4, self = 5
print(window.length, document, module, exports, define(), require, self, typeof globalThis.window)
const get = () => window.at(-1)
print(get())`,
  String.raw`
import { sep, basename as base } from 'node:path'
import * as path from 'node:path'
import fs, { existsSync } from 'node:fs'
import 'node:os'
print(sep, base('/a/b'), path.basename === base, typeof fs.existsSync, existsSync === fs.existsSync)
try { sep = 1 } catch (e) { print(e.name, e.message) }
const os = await import('node:os')
print(typeof os.cpus)
import { performance, PerformanceObserver } from 'node:perf_hooks'
print(typeof performance.now(), typeof PerformanceObserver)`,
  String.raw`
print(typeof late, existsHere('x')) //+
import { existsSync as late } from 'node:fs' //+
function existsHere(name) { return late(name) }
print('end')`,
  String.raw`
try { undeclared } catch (e) { print(e.name, e.message) }
try { undeclared = 1 } catch (e) { print(e.name, e.message) }
print(typeof undeclared)
try { null.x } catch (e) { print(e.message) }
const notFunction = 1, fetch = 2
try { notFunction() } catch (e) { print(e.message) }
try { new notFunction() } catch (e) { print(e.message) }
try { eval('let = 1') } catch (e) { print(e.name) }
try { Object.freeze([1]).push(2) } catch (e) { print(e.name) }
try { (() => { throw new RangeError('r', { cause: 1 }) })() } catch ({ name, message, cause }) { print(name, message, cause) } finally { print('finally') }
try { throw 1 } catch { var caught = true }
print(caught)`,
  String.raw`
var e = 'outer'
try { throw 'inner' } catch (e) { var e = 'assigned'; print(e) }
print(e)
const f = function g(n) { try { g = 1 } catch (x) { print(x.message) } return n ? g(n - 1) : typeof g }
print(f(2), f.name)
var arguments_ = (function () { return arguments.length })(1, 2)
print(arguments_)
const args = (...args) => args.length
print(args(1, 2, 3))
function def(a, b = a, c = () => a + b) { var a = 5; return [a, b, c()] }
print(def(1))`,
  String.raw`
export const one = 1
export let two = 2
export var three = 3
export function four() { return 4 }
export class Five { static v = 5 }
export {}
print(one, two, three, four(), Five.v)
two = 20
print(two)`,
  String.raw`
async function work(log, n) { await null; log.push(n); return n }
const log = []
const pending = [work(log, 1), work(log, 2)] //+
log.push('sync')
await Promise.all(pending)
print(log)
let state = 'start'
const done = new Promise((resolve) => setTimeout(() => { state = 'changed'; resolve() }, 1)) //+
print(state)
await done
print(state)
try { await Promise.reject(new Error('no')) } catch (error) { print(error.message) }`,
  String.raw`
var async = 1, of = 2, get = 3, set = 4, from = 5, as = 6, type = 7, using = 8, accessor = 9
print(async + of + get + set + from + as + type + using + accessor)
for (var async of [10]);
for (async in { k: 1 });
print(async)
using
;[1].forEach(() => {})
const static_ = { async, of, get, set, static: 1, await: 2, new: 3 }
print(static_)
const naïve = 'ï', $ = '$', _ = '_', ünï = naïve + $ + _
print(ünï)
const \u0061b = 'escaped'
print(ab)`,
  String.raw`
'use strict'
'another'
const f = () => { 'use x'; return this }
print(f())
delete Object.prototype.nothing
print((function () { return this })())
print([, 1].length, [1, , 2], 0b11, 0o17, 1_000, 10n ** 20n)
print(null ?? 'n', 0 || 'o', a?.b, a?.[1]?.(2)) //+
var a
new Function('return 1')()
print((0, eval)('1 + 1'), void 0, typeof null)`,
  String.raw`
let cache = new WeakMap(), lruCache = 'mine'
print(typeof cache, lruCache)
const memoize = (f, m = {}) => (k) => (k in m ? m[k] : (m[k] = f(k)))
let n = 0
const square = memoize((x) => { n++; return x * x })
print(square(4), square(4), n, memoize.name)
var show = 3
print(show)`,
  String.raw`
class Temp { static #n = 0; static make = () => new Temp(++Temp.#n); constructor(v) { this.v = v } static { var inside = 1; let fetch = 2; this.both = inside + fetch } ; ['computed' + 1] = 3; 'quoted key' = 4; 5 = 6; static async *gen() { yield 1 } }
print(Temp.make(), Temp.make().v, Temp.both)
class A { x = 1
['y'] = 2
static z
get
w() { return 3 } }
print(new A(), new A().w, A.z)
class B extends (class { base = 1 }) { static create() { return new this() } }
print(B.create())`,
  String.raw`
const obj = { [Symbol.toPrimitive]: (hint) => hint, toString() { return 'str' }, valueOf: () => 42 }
print(+obj + '', obj + '')
const proxied = new Proxy({}, { get: (t, k) => String(k) })
print(proxied.anything)
const { anything, ...rest } = proxied
print(anything, rest)
let getterCalls = 0
const lazy = { get value() { getterCalls++; Object.defineProperty(this, 'value', { value: 1 }); return 1 } }
print(lazy.value, lazy.value, getterCalls)
const sorted = [3, 1, 2].sort((a, b) => a - b), copy = structuredClone({ a: [1] })
print(sorted, copy, Array.from({ length: 2 }, (_, i) => i))`,
];
