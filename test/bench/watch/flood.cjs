// Looks up in a cache for so many seconds, as fast as it can.
'use strict';
const { LRUCache } = require('lru-cache');

const cache = new LRUCache({ max: 100_000 });
const end = performance.now() + Number(process.argv[2]) * 1000;
for (let n = 0; performance.now() < end;)
  for (let i = 0; i < 1000; i++) {
    const key = ++n % 2 ? `key ${(n * 7919) % 300_000}` : n % 100;
    if (cache.get(key) === undefined) cache.set(key, n);
  }
