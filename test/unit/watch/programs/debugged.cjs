// Is stopped between two look-ups.
'use strict';
const { LRUCache } = require('lru-cache');

const cache = new LRUCache({ max: 2 });
if (cache.get('a') === undefined) cache.set('a', 1);
console.log(process.env.REQUIRED); // stops here
cache.get('a');
