// Very many look-ups while nobody reads, then some when there is a reader again.
'use strict';
const { LRUCache } = require('lru-cache');

const cache = new LRUCache({ max: 100 });
for (let i = 0; i < 300_000; i++) {
  if (cache.get(i % 300) === undefined) cache.set(i % 300, i);
}
console.log('flooded');
process.stdin.resume().on('end', () => cache.get('last'));
