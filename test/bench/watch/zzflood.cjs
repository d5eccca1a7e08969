const { LRUCache } = require('lru-cache');
const [,, mode, seconds] = process.argv;
const end = Date.now() + seconds * 1000;
const cache = new LRUCache({ max: mode === 'big' ? 200000 : 100 });
let n = 0;
while (Date.now() < end) for (let i = 0; i < 1000; i++) { n++; const k = mode === 'texts' || mode === 'big' ? 'key ' + (n * 7919 % 300000) : n % 150; if (cache.get(k) === undefined) cache.set(k, n); }
