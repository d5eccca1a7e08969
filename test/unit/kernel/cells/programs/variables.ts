/**
 * Programs that say what they do with `print`. They may be cut into cells between any two statements at their top,
 * but not after a statement that ends with the comment `//+`.
 */
export const VARIABLES: readonly string[] = [
  String.raw`
if (false) var z = 1;
print(z, typeof z)`,
  String.raw`
const queue = [3, 1, 2];
while (queue.length > 0) var last = queue.pop();
print(last, queue)`,
  String.raw`
const seen = new Set();
for (const key of ['a', 'b', 'a'])
  if (seen.has(key)) var repeated = key;
  else seen.add(key);
print(repeated)`,
  String.raw`
for (const k of [1, 2]) var doubled = k * 2;
print(doubled)
do var once = 1; while (false)
print(once)
label: for (var i = 0; i < 3; i++) for (;;) { if (i === 1) break label; continue label }
print(i)`,
  String.raw`
var x = 5
var x
print(x)
var x = x + 1, y = x
print(x, y)
for (let i = 0; i < 3; i++) { var sum; sum = (sum || 0) + i }
print(sum)`,
  String.raw`
let performance = 0;
function tick() { performance++; return performance }
tick();
print(tick(), performance)
performance += 1
print(performance);
{ let performance = 'inner'; print(performance) }
(function (performance) { performance = 9; print(performance) })(8)
print(performance, typeof globalThis.performance.now)`,
  String.raw`
function load(url) { return fetch(url) } //+
function clock() { return [Date.now(), typeof Math.max, Symbol.iterator === Symbol['iterator']] } //+
const fetch = (url) => 'mine ' + url; //+
const Date = { now: () => 7 }
print(load(1), clock(), fetch.name)
const mock = { fetch, Date };
print(Object.keys(mock), mock.fetch === fetch, mock.Date.now())`,
  String.raw`
const { Map, Set: Other = class {}, ...process } = { Map: 1, a: 2 }
print(Map, Other.name, process)
const [URL, , Buffer = () => 5] = [1, 2]
print(URL, Buffer(), Buffer.name)
function Request() { return Request.name }
print(Request(), new (class Event { me() { return Event.name } })().me())
class Event { static who = Event.name; other() { return Event } }
print(Event.who, new Event().other() === Event, Event.name)`,
  String.raw`
try { early } catch (e) { print(e.name, e.message) } //+
try { early = 1 } catch (e) { print(e.name, e.message) } //+
try { typeof early } catch (e) { print(e.name, e.message) } //+
try { new Late() } catch (e) { print(e.name, e.message) } //+
const read = () => early; //+
let early = read.name //+
class Late {}
print(early, new Late())`,
  String.raw`
const limit = 1
try { limit = 2 } catch (e) { print(e.name, e.message) }
try { limit++ } catch (e) { print(e.name, e.message) }
try { [limit] = [3] } catch (e) { print(e.name, e.message) }
try { ({ limit } = { limit: 3 }) } catch (e) { print(e.message) }
try { for (limit of [1]); } catch (e) { print(e.message) }
try { limit ??= 5; limit &&= 5 } catch (e) { print(e.message) }
const change = () => { limit += 5 }
try { change() } catch (e) { print(e instanceof TypeError) }
print(limit)`,
  String.raw`
const set = () => { later = 2 } //+
try { set() } catch (e) { print(e.message) } //+
const later = 1
try { set() } catch (e) { print(e.message) }
print(later)`,
  String.raw`
print(hoisted(), typeof inner) //+
function hoisted() { return 'up' } //+
var inner = 1
print(hoisted.name, hoisted.length);
{ function block() { return 1 } print(block()) }
print(typeof block)
hoisted = () => 'changed'
print(hoisted(), hoisted.name)`,
  String.raw`
function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2) }
const before = fib
let calls = 0
fib = ((inner) => (n) => { calls++; return inner(n) })(fib)
print(fib(10), calls, before(3), calls)`,
  String.raw`
let a = 1, b = 2
const swap = () => { [a, b] = [b, a] }
swap()
print(a, b);
[a, b] = [b, a]
print(a, b)
;({ a, b = 5, c: a } = { a: 7, c: 8 })
print(a, b)
const get = () => a + b
a = 10
print(get())
a++, --b
print(get(), a ** b, a--, a)`,
  String.raw`
const counters = []
for (let i = 0; i < 3; i++) counters.push(() => i++)
print(counters.map((f) => f()), counters.map((f) => f()))
for (var j = 0; j < 2; j++) counters.push(() => j)
print(counters.at(-1)(), j)
for (const { n, m = n } of [{ n: 1 }, { n: 2, m: 3 }]) print(n, m)
for (const key in { p: 1, q: 2 }) print(key)
for (var [k, v] of Object.entries({ s: 1, t: 2 }));
print(k, v)
let free
for (free of [1, 2, 3]) if (free === 2) break
print(free)`,
];
