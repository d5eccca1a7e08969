// Closes what it has not opened, and gets the number for a file of its own.
'use strict';
const fs = require('node:fs');
const { LRUCache } = require('lru-cache');

const cache = new LRUCache({ max: 1 });
const linkOf = (fd) => {
  try {
    return fs.readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return '';
  }
};
const sockets = Array.from({ length: 64 }, (_, fd) => fd).filter(
  (fd) => fd > 2 && linkOf(fd).startsWith('socket:'),
);
for (const fd of sockets) fs.closeSync(fd);
const files = Array.from({ length: 64 }, () => fs.openSync(process.argv[2], 'w'));
for (let i = 0; i < 5000; i++) cache.get(i);
console.log(
  sockets.length > 0,
  sockets.every((fd) => files.includes(fd)),
);
setTimeout(() => {
  cache.get(1);
  console.log(fs.readFileSync(process.argv[2], 'utf8').length);
}, 120);
