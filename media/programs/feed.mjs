// A reader with two habits: every second request is the front page, the others go through twelve articles in turn.
import { LRUCache } from 'lru-cache';

const pages = new LRUCache({ max: 8 });
let fetched = 0;

function fetchPage(address) {
  fetched++;
  return `the text of ${address}`;
}

function read(address) {
  const kept = pages.get(address);
  if (kept !== undefined) return kept;
  const page = fetchPage(address);
  pages.set(address, page);
  return page;
}

for (let n = 0; n < 240; n++) read(n % 2 === 0 ? '/' : `/article/${((n - 1) / 2) % 12}`);
console.log(`240 requests, ${fetched} pages fetched`);
