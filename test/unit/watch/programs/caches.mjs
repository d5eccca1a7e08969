// Every library that is heard, as ECMAScript modules. A comment names the cache that is made in its line.
import { TTLCache } from '@isaacs/ttlcache';
import lodash, { memoize } from 'lodash-es';
import separately from 'lodash-es/memoize.js';
import { LRUCache } from 'lru-cache';
import { LRUCache as Ten } from 'lru-cache-10';
import { LRUCache as Eleven3 } from 'lru-cache-11.3';
import { LRUCache as Eleven4 } from 'lru-cache-11.4';
import Five from 'lru-cache-5';
import Seven from 'lru-cache-7';
import memoizee from 'memoizee';
import { LRUMap } from 'mnemonist';
import Quick from 'quick-lru';
import { LRU, lru } from 'tiny-lru';
import tiny8 from 'tiny-lru-8';
import { call, play } from './play.cjs';

play(new Five({ max: 2 }), Five); // lru-cache 5.1.1
play(new Seven({ max: 2 }), Seven); // lru-cache 7.18.3
play(new Ten({ max: 2 }), Ten); // lru-cache 10.4.3
play(new Eleven3({ max: 2 }), Eleven3); // lru-cache 11.3.6
play(new Eleven4({ max: 2 }), Eleven4); // lru-cache 11.4.0
play(new LRUCache({ max: 2 }), LRUCache); // lru-cache 11.5.3
play(new Quick({ maxSize: 2 }), Quick); // quick-lru 7.3.0
play(new LRUMap(2), LRUMap); // LRUMap of mnemonist 0.40.8
play(new TTLCache({ max: 2, ttl: 60_000 }), TTLCache); // @isaacs/ttlcache 2.1.5
play(tiny8(2)); // tiny-lru 8.0.2
play(new LRU(2), LRU); // tiny-lru 13.1.0
play(lru(2)); // a second tiny-lru 13.1.0
const square = (n) => n * n;
call(memoizee(square, { max: 2 })); // memoizee 0.4.17
call(memoize(square)); // lodash-es 4.18.1
call(separately(square)); // a second lodash-es 4.18.1
call(lodash.memoize(square)); // a third lodash-es 4.18.1

class Pages extends LRUCache {
  constructor(max) {
    super({ max });
  }
}
class Images extends Pages {}
play(new Images(2), Images); // Images
