// What every cache of these programs does: a hit, a miss, one entry too many, one taken out.
'use strict';

/** What nobody holds may be collected before it was looked at. */
const kept = [];

function play(cache, Class) {
  kept.push(cache);
  cache.set(1, 'a');
  cache.get(1);
  cache.get(9);
  cache.set(2, 'b');
  cache.set(3, 'c');
  cache.set(3, 'd');
  const remove = cache.delete ?? cache.del;
  remove?.call(cache, 2);
  if (Class) console.log(cache instanceof Class, cache.constructor === Class, Object.keys(cache).length > 99);
}

function call(memoized) {
  kept.push(memoized);
  for (const n of [1, 1, 2, 3]) memoized(n);
  (memoized.cache ?? memoized).delete(2);
  console.log(memoized.length, typeof memoized);
}

module.exports = { call, play };
