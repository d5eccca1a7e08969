// Every library that is heard, in CommonJS. A comment names the cache that is made in its line.
'use strict';
const { call, play } = require('./play.cjs');

Error.prepareStackTrace = () => {
  console.log('the stack was asked for');
  return '';
};

const Five = require('lru-cache-5');
play(new Five({ max: 2 }), Five); // lru-cache 5.1.1
const Seven = require('lru-cache-7');
play(new Seven({ max: 2 }), Seven); // lru-cache 7.18.3
const { LRUCache: Ten } = require('lru-cache-10');
play(new Ten({ max: 2 }), Ten); // lru-cache 10.4.3
const { LRUCache: Eleven3 } = require('lru-cache-11.3');
play(new Eleven3({ max: 2 }), Eleven3); // lru-cache 11.3.6
const { LRUCache: Eleven4 } = require('lru-cache-11.4');
play(new Eleven4({ max: 2 }), Eleven4); // lru-cache 11.4.0
const { LRUCache } = require('lru-cache');
play(new LRUCache({ max: 2 }), LRUCache); // lru-cache 11.5.3
const Quick5 = require('quick-lru-5');
play(new Quick5({ maxSize: 2 }), Quick5); // quick-lru 5.1.1
const { LRUCache: Old, LRUMap: OldMap } = require('mnemonist-0.38');
play(new Old(2), Old); // LRUCache of mnemonist 0.38.5
play(new OldMap(2), OldMap); // LRUMap of mnemonist 0.38.5
const mnemonist = require('mnemonist');
play(new mnemonist.LRUCache(2), mnemonist.LRUCache); // LRUCache of mnemonist 0.40.8
play(new mnemonist.LRUMap(2), mnemonist.LRUMap); // LRUMap of mnemonist 0.40.8
play(new mnemonist.LRUCacheWithDelete(2)); // LRUCacheWithDelete of mnemonist 0.40.8
play(new mnemonist.LRUMapWithDelete(2)); // LRUMapWithDelete of mnemonist 0.40.8
const OldTtl = require('ttlcache-1');
play(new OldTtl({ max: 2, ttl: 60_000 }), OldTtl); // @isaacs/ttlcache 1.4.1
const { TTLCache } = require('@isaacs/ttlcache');
play(new TTLCache({ max: 2, ttl: 60_000 }), TTLCache); // @isaacs/ttlcache 2.1.5
const tiny8 = require('tiny-lru-8');
play(tiny8(2)); // tiny-lru 8.0.2
const { LRU, lru } = require('tiny-lru');
play(new LRU(2), LRU); // tiny-lru 13.1.0
play(lru(2)); // a second tiny-lru 13.1.0
const memoizee = require('memoizee');
const square = (n) => n * n;
call(memoizee(square, { max: 2 })); // memoizee 0.4.17
const lodash = require('lodash');
call(lodash.memoize(square)); // lodash 4.18.1
call(require('lodash.memoize')(square)); // lodash.memoize 4.1.2
lodash.get({ a: { b: 1 } }, 'a.b'); // has a cache of its own, which is nobody's

class Pages extends LRUCache {
  constructor(max) {
    super({ max });
  }
}
class Images extends Pages {}
play(new Images(2), Images); // Images
