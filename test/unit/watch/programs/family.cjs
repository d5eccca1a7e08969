// A process with children and workers of every kind, each with a cache of its own.
'use strict';
const { execFileSync, fork } = require('node:child_process');
const path = require('node:path');
const { isMainThread, Worker } = require('node:worker_threads');
const { LRUCache } = require('lru-cache');

const role = process.argv[2] ?? 'parent';
const sizes = { parent: 1, forked: 2, executed: 3, worker: 4, text: 5 };
const cache = new LRUCache({ max: isMainThread ? sizes[role] : sizes.worker });
cache.get(role);

async function parent() {
  console.log(process.env.REQUIRED, process.execArgv);
  execFileSync(process.execPath, [__filename, 'executed'], { stdio: 'inherit' });
  const forked = fork(__filename, ['forked']);
  await new Promise((resolve) => forked.on('exit', resolve));
  for (const worker of [
    new Worker(__filename),
    new Worker(
      `const { LRUCache } = require(${JSON.stringify(require.resolve('lru-cache'))});
      new LRUCache({ max: 5 }).get(1);`,
      { eval: true },
    ),
    new Worker(path.join(__dirname, 'worker.mjs')),
  ]) {
    await new Promise((resolve) => worker.on('exit', resolve));
  }
}

if (isMainThread && role === 'parent') parent();
