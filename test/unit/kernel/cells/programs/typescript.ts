/** As those about variables. */
export const TYPESCRIPT: readonly string[] = [
  String.raw`
enum Level { Low = 1, Mid, High = Low + 10, Text = 'text', Bits = 1 << 2 | Low, Len = 'abc'.length }
enum Level { More = 20 }
print(Level.Low, Level.Mid, Level.High, Level[11], Level.Text, Level.Bits, Level.Len, Level.More, Object.keys(Level).length)
const enum Small { A, B = A + 5, 'quoted' = 3, C }
print(Small.A, Small.B, Small.quoted, Small.C)
declare enum Nothing { X }
export enum Color { Red, Green = Level.High, Blue }
print(Color.Red, Color[Color.Blue], (Color as any)['Green'])
function f() { enum Local { P = 5, Q } return Local.Q }
print(f())
enum Request { Get, Post }
print(Request[1], typeof Request)
enum Empty {}
print(Empty)`,
  String.raw`
namespace Sizes { export const small = 4; export let big = small * 2; export function grow() { big++; return inner() } function inner() { return big } }
print(Sizes.small, Sizes.grow(), Sizes.big)
namespace Sizes { export const more = small + big; export class Box { constructor(public w = more) {} } export enum Unit { Cm = 1, M } }
print(Sizes.more, new Sizes.Box().w, Sizes.Unit.M)
namespace A.B.C { export const deep = 'deep'; export namespace D { export const deeper = deep + 'er' } }
print(A.B.C.deep, A.B.C.D.deeper)
import Deep = A.B.C
print(Deep.D.deeper)
namespace Only { export interface Types { a: number } export type T = Types }
print(typeof (globalThis as any).Only)
class Shape { static make() { return new Shape() } area = Shape.unit }
namespace Shape { export const unit = 9; export const { p, q: [r] } = { p: 1, q: [2] } }
print(Shape.make().area, Shape.p, Shape.r)
function fn() { return fn.count }
namespace fn { export let count = 1; export const call = () => ++count }
print(fn(), fn.call(), fn())
namespace Shadow { export const x = 1; export const get = (x: number) => x; export const own = () => { const x = 3; return x }; export const obj = { x } }
print(Shadow.get(2), Shadow.own(), Shadow.obj)
module Old { export const f = function () { return this } ; export const isFree = f() === undefined }
print(Old.isFree, Old.f.name)`,
  String.raw`
let x = 1 as number
;[1, 2].forEach((y: number): void => { x += y })
print(x)
let y = x as any
print(y)
type Alias = number
(function () { print('alone') })()
interface I { a: number }
[3].forEach((n) => print(n))
const z = <any>x
print(z!)
const w = <{
  a: number
}>{ a: 1 }
print(w.a)
const f = (a: number, b?: string): {
  a: number
} => ({ a })
print(f(1))
const g = async <
  T,
>(t: T): Promise<T> => t
print(await g(3))
function h(this: void, n: number): asserts n is 5 { if (n !== 5) throw new Error('not') }
h(5)
function over(a: string): string
function over(a: number): number
function over(a: any): any { return a }
print(over('o'))
abstract class Abs { abstract m(): void; abstract p: number; protected constructor(readonly q = 1) {} static of() { return new (class extends Abs { m() {} p = 2 })() } }
print(Abs.of())`,
  String.raw`
class P<T> { readonly a: T; b?: number; c!: string; declare d: number; static readonly e: number = 1; [key: string]: unknown; constructor(private x: number, public y?: T, protected readonly z = 3) { this.a = y as T } get v(): number { return this.x } set v(n: number) { this.x = n } method?(): void; private async *gen<U>(u: U): AsyncGenerator<U> { yield u } toString(): string { return 'P' } }
const p = new P<string>(1, 'two')
print(Object.keys(p), p.a, p.v, String(p))
p.v = 5
print(p.v, p.z)
class Q extends P<number> implements Iterable<number>, I { field = this.y; constructor(public extra = 'e', n: number = 1) { super(n, 2); print(this.extra) } *[Symbol.iterator](): Generator<number> { yield this.y! } }
interface I {}
print(Object.keys(new Q()), [...new Q()])
class Acc { accessor count: number = 1; static accessor total = 10; bump() { return ++this.count } }
print(new Acc().bump(), Acc.total++, Acc.total, Object.keys(new Acc()))`,
  String.raw`
function open(name: string, log: string[]) { log.push('open ' + name); return { name, [Symbol.dispose]() { log.push('close ' + name) }, async [Symbol.asyncDispose]() { await null; log.push('aclose ' + name) } } }
const log: string[] = [];
{ using a = open('a', log), b = open('b', log); using none = null; log.push(a.name + b.name) }
print(log.splice(0))
function early() { using a = open('a', log); if (log) return a.name; log.push('never') }
print(early(), log.splice(0))
async function wait() { await using a = open('a', log); using b = open('b', log); log.push('in'); return 1 }
print(await wait(), log.splice(0))
for (using r of [open('x', log), open('y', log)]) { if (r.name === 'x') continue; log.push('body ' + r.name) }
print(log.splice(0))
try { using bad = open('bad', log); throw new Error('body') } catch (e: any) { print(e.message, log.splice(0)) }
try { using bad = { [Symbol.dispose]() { throw new Error('dispose') } }; throw new Error('body') } catch (e: any) { print(e.name, e.error.message, e.suppressed.message) }
try { using bad = {} as any; } catch (e: any) { print(e.name) }
for (await using r of [open('z', log)]) log.push(r.name)
print(log.splice(0))
class K { static { using k = open('k', log); log.push('static') } }
print(log.splice(0))
const arrow = () => { using q = open('q', log); return () => q.name }
print(arrow()(), log.splice(0))`,
  String.raw`
import * as fs from 'node:fs'
import type { Stats } from 'node:fs'
import { type Dirent, existsSync, type WriteStream as W } from 'node:fs'
import * as path from 'node:path'
print(typeof fs.existsSync, existsSync === fs.existsSync, path.sep)
export type { Stats }
export interface Out { a: 1 }
export type Named = Out & { b: 2 }
declare const ghost: number
declare function phantom(): void
declare module 'elsewhere' { export const x: number }
declare global { interface Array<T> { nothing?: T } }
print(typeof ghost, typeof phantom)
const s = { a: 1 } satisfies { a: number }
print(s, [1 as const], s!.a!, (s as any)?.a as number)
const inst = Array<string>
print(inst.name, new Map<string, Array<number>>([['k', [1]]]).get('k')![0])
const cmp = s.a < 2 && s.a > (0)
print(cmp)
let tuple: [a: number, b?: string, ...c: boolean[]] = [1]
let fnType: new (...args: any[]) => abstract new () => void
let union: | 'a' | 'b' = 'a'
print(tuple, union, fnType!)`,
  String.raw`
const log: string[] = []
function tell(fn: any, c: any) { log.push(c.kind + ' ' + String(c.name) + ' ' + c.static); return function (this: any, ...a: any[]) { log.push('call'); return fn.apply(this, a) } }
const named = (n: string) => (fn: any, c: any) => { c.addInitializer(function (this: any) { log.push('init ' + n) }) }
class D {
  @tell one(x: number): number { return x + 1 }
  @named('b') @tell
  static two() { return 2 }
  @tell get three() { return 3 }
  @named('s') @tell set three(v: number) { log.push('set ' + v) }
  @tell async *['fo' + 'ur']() { yield 4 }
  plain = 5
}
const d = new D()
print(d.one(1), D.two(), d.three)
d.three = 7
for await (const x of (d as any).four()) print(x)
print(log)`,
  String.raw`
let mapped = [1, 2].map(n => n as unknown as string)
let a = mapped! as any
(a as any).extra = 1
print(a.extra);
(<any>a).extra++
print((a.extra as number) + 1, a!.extra!)
for (const x of a as number[]) print(x)
for (let i: number = 0, j = <number>1; i < j; i++) print(i)
try { throw 1 } catch (e: unknown) { print(e) }
const opt = (q?: number, ...r: number[]): number | undefined => q ?? r.length
print(opt())
const pred = (v: unknown): v is string => typeof v === 'string'
print(pred('s'))
function generic<const T extends readonly unknown[], U = T[number]>(t: T): T { return t }
print(generic(['g']))
var obj = { method<T>(this: any, t: T): T { return t }, async am<T>(t: T) { return t }, get g(): number { return 1 }, key: <T,>(t: T) => t }
print(obj.method(1), await obj.am(2), obj.g, obj.key(3))
label: for (;;) { break label }
let { q, r = 5 as number }: { q: number; r?: number } = { q: 1 }
let [m = 1 as number]: number[] = []
print(q, r, m)
type Fn = typeof print
declare let never: never
let unique: unique symbol | undefined, keys: keyof typeof obj = 'g', tpl: ${'`'}a${'$'}{string}${'`'} = 'ab', cond: string extends infer X ? X : never = 'c', idx: (typeof obj)['g'] = 1
print(keys, tpl, cond, idx, unique)`,
];
