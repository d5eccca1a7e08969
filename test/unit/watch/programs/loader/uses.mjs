import { made } from 'made:up';
import { LRUCache } from 'lru-cache';
import Quick from 'quick-lru';

const cache = new LRUCache({ max: 2 });
cache.set('ORIGINAL', made);
console.log(cache.get('translated'), process.execArgv, import.meta.url);
new Quick({ maxSize: 3 }).get(1);
