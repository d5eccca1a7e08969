// Ends as its argument says, right after its last look-up.
'use strict';
const { LRUCache } = require('lru-cache');

const cache = new LRUCache({ max: 2 });
cache.set('a', 1);
cache.get('a');

const ends = {
  exit: () => process.exit(3),
  error() {
    throw new Error('not caught');
  },
  rejection: () => void Promise.reject(new Error('not caught')),
  nothing() {},
  late() {
    process.on('exit', () => {
      cache.get('b');
      console.log('late');
    });
  },
  killed: () => setInterval(() => cache.get('a') && process.kill(process.pid, 'SIGKILL'), 200),
  waits: () => process.stdin.resume(),
  inside: () => new LRUCache({ max: -1 }),
};
ends[process.argv[2]]();
