/** What people cache: nothing of it is a number only. */
export const CACHES = String.raw`
  > pages = createCache('lru', 2)
  . article, read = {'title': 'a'}, {1, 2}
  . pages.set('page', article)
  . pages.set(('en', 7), read)
  . [pages.get('page') is article, pages.get(('en', 7)) is read, pages.get('no'), pages.get('no', 0), pages.peek('page') is article]
  = [True, True, None, 0, True]
  > pages.set(frozenset({3}), object)
  . pages.keys(), pages.has('page'), pages.delete('page'), pages.size, pages.info()
  = ([('en', 7), frozenset({3})], False, False, 2, CacheInfo(hits=2, misses=2, maxsize=2, currsize=2))
  > pages[1] = 'one'
  . [pages[1.0], pages[True], 1 in pages, len(pages), list(pages), bool(pages)]
  = ['one', 'one', True, 2, [frozenset({3}), 1], True]
  > del pages[1]
  . pages[1]
  ! KeyError: 1 @ 2
  > pages.set([1], 2)
  ! TypeError: unhashable type: 'list' @ 1
  > class Odd:
  .     def __init__(self, hashed): self.hashed = hashed
  .     def __hash__(self): return self.hashed()
  .     def __eq__(self, other): return True
  .     def __repr__(self): raise ValueError('no text')
  . pages.get(Odd(lambda: 1 / 0))
  ! ZeroDivisionError: division by zero @ 6 <lambda>, 3 __hash__, 6
  > pages.set(Odd(lambda: 1), Odd(int))
  . pages.has(Odd(lambda: 1))
  = True
  > pages
  = pages: CacheInfo(hits=4, misses=3, maxsize=2, currsize=2) [cache]
  > @lruCache
  . def pair(n): return [n, n + 1]
  . [pair(1) is pair(1), pair(1), pair.cacheInfo(), pair.__name__, pair.wrapped(2)]
  = [True, [1, 2], CacheInfo(hits=2, misses=1, maxsize=128, currsize=1), 'pair', [2, 3]]
  > @lruCache
  . def total(numbers, *, start=0): return sum(numbers, start)
  . total((1, 2)); total((1, 2)); total((1, 2), start=1); total((1, 2), start=1)
  . total.cacheInfo(), total.cache_info() == total.cacheInfo()
  = (CacheInfo(hits=2, misses=2, maxsize=128, currsize=2), True)
  > total([1, 2])
  ! TypeError: unhashable type: 'list' @ 1
  > total((1, 'a'))
  ! TypeError: unsupported operand type(s) for +: 'int' and 'str' @ 2 total, 1
  > total.cacheInfo()
  = CacheInfo(hits=2, misses=3, maxsize=128, currsize=2)
  > @lruCache(2)
  . def square(n): return {n: n * n}
  . @lruCache(maxsize=2)
  . def cube(n): return {n: n ** 3}
  . @lruCache({'maxsize': 2})
  . def fourth(n): return {n: n ** 4}
  . @memoize(policy='fifo', maxsize=2)
  . def fifth(n): return {n: n ** 5}
  . by_use = memoize(lambda n: {n}, policy='lfu', maxsize=2)
  . @ttlCache(10, maxsize=2)
  . def fresh(n): return [n]
  . @timedLruCache(seconds=10, maxsize=2)
  . def timed(n): return (n, [n])
  . @cache
  . def kept(n): return [n]
  . for each in (square, cube, fourth, fifth, by_use, fresh, timed, kept):
  .     once = each('a') if each in (by_use, fresh, timed, kept) else each(1)
  .     print(once is each('a' if each in (by_use, fresh, timed, kept) else 1), each.cacheInfo())
  True CacheInfo(hits=1, misses=1, maxsize=2, currsize=1)
  True CacheInfo(hits=1, misses=1, maxsize=2, currsize=1)
  True CacheInfo(hits=1, misses=1, maxsize=2, currsize=1)
  True CacheInfo(hits=1, misses=1, maxsize=2, currsize=1)
  True CacheInfo(hits=1, misses=1, maxsize=2, currsize=1)
  True CacheInfo(hits=1, misses=1, maxsize=2, currsize=1)
  True CacheInfo(hits=1, misses=1, maxsize=2, currsize=1)
  True CacheInfo(hits=1, misses=1, maxsize=None, currsize=1)
  > lruCache(maxsize=2.5)
  ! TypeError: maxsize must be an integer or None, not 2.5. @ 1
  > ttlCache(-1)
  ! ValueError: seconds must be a finite number above 0, not -1. @ 1
  > memoize(len, observer='nobody')
  ! TypeError: observer must be a function, not "nobody". @ 1
  > lruCache(2)(3)
  ! TypeError: lruCache needs a function, not 3. @ 1
  > class Reader:
  .     @lruCache(maxsize=None)
  .     def read(self, url, *, size=1): return [self, url, size]
  . first, second = Reader(), Reader()
  . [first.read('/a') is first.read('/a'), first.read('/a') is second.read('/a'), Reader.read.cache_info().hits]
  = [True, False, 2]
  > class Late(Exception): pass
  . late, calls = Late('x'), []
  . @lruCache
  . def fails(n):
  .     calls.append(n)
  .     raise late
  . for _ in 'ab':
  .     try: fails(1)
  .     except Late as error: print(error is late, error.__cause__, error.__context__)
  . calls, fails.cacheInfo()
  True None None
  True None None
  = ([1, 1], CacheInfo(hits=0, misses=2, maxsize=128, currsize=0))
  > @cache
  . def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
  . fib(250)
  = 7896325826131730509282738943634332893686268675876375
  > events = []
  . @lruCache(maxsize=1, observer=events.append)
  . def seen(*args): return [args]
  . seen('a'); seen('a'); seen('b', 'c'); seen.cacheClear()
  . show([e.type for e in events], [e.key for e in events if e.type == 'miss'])
  . [e.value for e in events if e.type == 'stored'], [e.cause for e in events if e.type == 'removed']
  = ['miss', 'stored', 'hit', 'miss', 'removed', 'stored', 'removed']
  = ['a', ('b', 'c')]
  = ([[('a',)], [('b', 'c')]], ['evicted', 'cleared'])
  > class Clock:
  .     ms = 0
  .     def now(self): return self.ms
  . clock = Clock()
  . old = ttlCache(1, clock=clock)(lambda key: [key])
  . first = old('a'); again = old('a'); clock.ms = 1000
  . first is again, first is old('a'), old.cacheInfo()
  = (True, False, CacheInfo(hits=1, misses=2, maxsize=128, currsize=1))
  > by_content = lruCache(objects='structural')(lambda value: [value])
  . by_identity = lruCache(objects='identity')(lambda value: [value])
  . by_length = lruCache(key=len)(lambda value: [value])
  . by_type = lruCache(typed=True)(lambda value: [value])
  . nothing = lruCache(0)(lambda value: [value])
  . for each in (by_content, by_identity, by_length, nothing):
  .     each([1, {2: [3]}]); each([1, {2: [3]}]); print(each.cacheInfo())
  . by_type(1); by_type(1.0); by_type(True); by_type.cacheInfo()
  CacheInfo(hits=1, misses=1, maxsize=128, currsize=1)
  CacheInfo(hits=0, misses=2, maxsize=128, currsize=2)
  CacheInfo(hits=1, misses=1, maxsize=128, currsize=1)
  CacheInfo(hits=0, misses=2, maxsize=0, currsize=0)
  = CacheInfo(hits=0, misses=3, maxsize=128, currsize=3)
  > requests = [(n * n % 13, 'key') for n in range(200)]
  . for policy in ('lru', '2q', 'arc', 's3-fifo'):
  .     strategy = createCache(policy, 4)
  .     for key in requests:
  .         if strategy.get(key) is None: strategy.set(key, key)
  .     print(strategy.info().misses == simulate(policy, 4, requests).misses)
  True
  True
  True
  True
  > import gc, weakref
  . class Page: pass
  . def held(cache, key):
  .     page = Page()
  .     cache.set(key, page)
  .     return weakref.ref(page)
  . shelf = createCache('lru', 1)
  . first, second, third = held(shelf, 'a'), held(shelf, 'a'), held(shelf, 'b')
  . print(first(), second(), third() is shelf.peek('b'))
  . shelf.clear()
  . fourth = held(shelf, 'c')
  . make = lruCache(lambda: Page())
  . fifth = weakref.ref(make())
  . print(third(), fourth() is not None, fifth() is make())
  . del shelf, make
  . gc.collect()
  . fourth(), fifth()
  None None True
  None True True
  = (None, None)
  > import asyncio
  . begun = []
  . @lruCache
  . async def page(url):
  .     begun.append(url)
  .     await asyncio.sleep(0.001)
  .     return [url]
  . first, second = await page('/a'), await page('/a')
  . third, fourth = await asyncio.gather(page('/b'), asyncio.create_task(page('/b')))
  . first is second, third is fourth, begun, page.cacheInfo()
  = (True, True, ['/a', '/b'], CacheInfo(hits=2, misses=2, maxsize=128, currsize=2))
  > await page('/a') is first
  = True
  > async def inner(n, depth=[]): return [n]
  . made = memoize(inner, policy='lfu', maxsize=2), ttlCache(10)(inner), cache(inner), lruCache(0)(inner)
  . [[await f(1) is await f(1), f.cacheInfo().hits] for f in made]
  = [[True, 1], [True, 1], [True, 1], [False, 0]]
  > tries = []
  . @cache
  . async def unsure(n):
  .     tries.append(n)
  .     await asyncio.sleep(0.001)
  .     if len(tries) < 3: raise late
  .     return n
  . both = await asyncio.gather(unsure(1), unsure(1), return_exceptions=True)
  . print([each is late for each in both], tries, unsure.cacheInfo().currsize)
  . try: await unsure(1)
  . except Late as error: print(error is late)
  . await unsure(1), await unsure(1), tries, unsure.cacheInfo().currsize
  [True, True] [1] 0
  True
  = (1, 1, [1, 1, 1], 1)
  > @cache
  . async def slow(n):
  .     await asyncio.sleep(0.01)
  .     return [n]
  . patient = asyncio.create_task(slow(1))
  . try: await asyncio.wait_for(slow(1), 0.001)
  . except TimeoutError: print('too long')
  . await patient is await slow(1), slow.cacheInfo().misses
  too long
  = (True, 1)
  > @cache
  . async def count_down(n): return n if n == 0 else await count_down(n - 1)
  . await count_down(50), count_down.cacheInfo().misses
  = (0, 51)
  > import gc, weakref
  . class Big: pass
  . def make():
  .     @cache
  .     async def big(): return Big()
  .     return big
  . big = make(); gone = weakref.ref(await big()); print(gone() is None)
  False
  > del big
  . gc.collect() >= 0, gone()
  = (True, None)
  > missed = page('/a'); missed.close(); missed.__name__
  = 'page'
`;
