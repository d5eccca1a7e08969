import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import path from 'node:path';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { build } from 'esbuild';
import * as probe from '../../../src/probe/node/operations.ts';
import { operations, PROBE_VERSION } from '../../../src/watch/messages.ts';
import { markedLines, programs, runPlain, type Told, WatchedNode } from './watchedNode.ts';

const engine = path.join(import.meta.dirname, '../../../src/engine/index.ts');
const { keys: namesOf } = Object;
const nameOf = (operation: number): string =>
  namesOf(operations).find((name) => operations[name as 'hit'] === operation)!;

/** The operations of a cache, as texts. */
const spelled = (told: Told, id: number): string[] =>
  told.calls.filter(([cache]) => cache === id).map(([, , what, key]) => `${nameOf(what)} ${key}`);

describe('a watched Node program', () => {
  let watched: WatchedNode;
  before(async () => (watched = await WatchedNode.make()));
  after(() => watched.dispose());

  it('speaks the language of the host', () => {
    assert.equal(probe.PROBE_VERSION, PROBE_VERSION);
    assert.deepEqual({ ...operations, ...probe.operations }, operations);
  });

  for (const file of ['caches.cjs', 'caches.mjs']) {
    it(`is the same program, and all its caches are heard: ${file}`, async () => {
      const program = path.join(programs, file);
      const [plain, { told, ...outcome }] = await Promise.all([runPlain([program]), watched.run([program])]);
      assert.deepEqual(outcome, plain);
      assert.equal(plain.status, 0, plain.stderr);
      assert.equal(told.length, 1);
      const lines = markedLines(program);
      const places = [...lines].filter(([mark]) => !mark.startsWith('has'));
      assert.deepEqual(
        told[0]!.caches.map(({ line }) => line),
        places.map(([, line]) => line),
      );
      for (const cache of told[0]!.caches) {
        const { kind, name, line, hits, misses, evictions, size, maxsize, isLibrary } = cache;
        const mark = places.find(([, at]) => at === line)![0];
        const told = [hits, misses, evictions, size, maxsize, isLibrary];
        assert.ok(
          mark.includes(kind.replace('mnemonist', 'of mnemonist')) || mark === name,
          `${mark}: ${kind}`,
        );
        assert.equal(cache.file, program);
        const staysTwo = /quick-lru|lodash|LRUMap of|LRUCache of/.test(mark);
        const isMemo = /lodash|memoizee/.test(mark);
        assert.deepEqual(
          told,
          [
            1,
            isMemo ? 3 : 1,
            /quick-lru|lodash/.test(mark) ? 0 : 1,
            staysTwo ? 2 : 1,
            mark.includes('lodash') ? null : 2,
            false,
          ],
          mark,
        );
      }
    });
  }

  for (const how of ['exit', 'error', 'rejection', 'nothing', 'late']) {
    it(`is heard to its last look-up when it ends by: ${how}`, async () => {
      const args = ['ends.cjs', how];
      const [plain, { told, ...outcome }] = await Promise.all([runPlain(args), watched.run(args)]);
      assert.deepEqual(outcome, plain);
      const [cache] = told[0]!.caches;
      assert.deepEqual([cache!.hits, cache!.misses, cache!.size], [1, how === 'late' ? 1 : 0, 1]);
      assert.equal(told[0]!.of('bye').length, 1);
    });
  }

  it('has one frame more, which reads like one of Node, where an error comes out of a library', async () => {
    const args = ['ends.cjs', 'inside'];
    const [plain, { stderr, status }] = await Promise.all([runPlain(args), watched.run(args)]);
    const frames = (text: string): string[] =>
      text.split('\n').filter((line) => /^ +at |^\w*Error:/.test(line));
    const ours = frames(stderr).filter((line) => line.includes('node:internal/cachebook'));
    assert.deepEqual([status, ours.length], [1, 1]);
    // Node shows ten at most.
    const others = frames(stderr).filter((line) => !ours.includes(line));
    assert.deepEqual(others, frames(plain.stderr).slice(0, others.length));
  });

  it('has told what it did until shortly before, where it is killed', async () => {
    const { told, signal } = await watched.run(['ends.cjs', 'killed']);
    assert.equal(signal, 'SIGKILL');
    assert.deepEqual([told[0]!.caches[0]!.hits, told[0]!.of('bye')], [1, []]);
  });

  it('has children and workers that are heard for themselves, and keeps the NODE_OPTIONS that were there', async () => {
    const required = path.join(programs, 'with a blank', 'required.cjs');
    const env = { ...process.env, NODE_OPTIONS: `--require "${required}"` };
    const [plain, { told, ...outcome }] = await Promise.all([
      runPlain(['family.cjs'], { env }),
      watched.run(['family.cjs'], { env }),
    ]);
    assert.deepEqual(outcome, plain);
    assert.match(plain.stdout, /^by the options that were there before \[\]/);
    const limits = told.map((one) => one.caches.map(({ maxsize, misses }) => [maxsize, misses]));
    assert.deepEqual(
      limits.flat().sort(),
      [1, 2, 3, 4, 5, 6].map((maxsize) => [maxsize, 1]),
    );
    const parent = told.find((one) => one.caches[0]?.maxsize === 1)!.hello;
    for (const { hello, caches } of told) {
      const isWorker = caches[0]!.maxsize! > 3;
      assert.equal(hello.token, 'token of the run');
      assert.equal(hello.thread !== 0, isWorker);
      assert.equal(isWorker ? hello.pid : hello === parent ? parent.pid : hello.ppid, parent.pid);
    }
    const byText = told.find((one) => one.caches[0]!.maxsize === 5)!.caches[0]!;
    assert.deepEqual([byText.file, byText.isLibrary], [undefined, false]);
  });

  it('may be started by npm within npm, whose own caches are those of a library', async () => {
    const folder = path.join(watched.folder, 'package');
    mkdirSync(folder);
    const program = JSON.stringify(path.join(programs, 'ends.cjs')).slice(1, -1);
    const scripts = { outer: 'npm run --silent inner', inner: `node "${program}" exit` };
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ scripts }));
    const npm = { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', cwd: folder };
    const { told, status } = await watched.run(['run', '--silent', 'outer'], npm);
    assert.equal(status, 3);
    const caches = told.flatMap((one) => one.caches);
    const own = caches.filter(({ isLibrary }) => !isLibrary);
    assert.deepEqual(
      own.map(({ file, hits }) => [path.basename(file!), hits]),
      [['ends.cjs', 1]],
    );
  });

  it('is heard in a bundle by the channel of lru-cache, at the place of the first use', async () => {
    const source = [
      "import { LRUCache } from 'lru-cache';",
      'const cache: LRUCache<string, number> = new LRUCache({ max: 2 });',
      "cache.set('a', 1);",
      "cache.get('a'); cache.get('b'); cache.delete('a');",
    ].join('\n');
    const outfile = path.join(watched.folder, 'bundle.cjs');
    await build({
      stdin: { contents: source, resolveDir: programs, sourcefile: 'source.ts', loader: 'ts' },
      bundle: true,
      minify: true,
      platform: 'node',
      sourcemap: 'linked',
      outfile,
    });
    const { told } = await watched.run([outfile], { keys: '1' });
    const [cache] = told[0]!.caches;
    const { name, kind, hits, misses, evictions, size, maxsize, file, line, column } = cache!;
    assert.equal(name, 'LRUCache');
    assert.deepEqual([kind, hits, misses, evictions, size, maxsize], ['lru-cache', 1, 1, null, 0, 2]);
    assert.equal(file, outfile);
    const map = new TraceMap(readFileSync(`${outfile}.map`, 'utf8'));
    assert.equal(originalPositionFor(map, { line: line!, column: column! - 1 }).line, 3);
    assert.deepEqual(spelled(told[0]!, 1), ["stored 'a'", "hit 'a'", "miss 'b'", "deleted 'a'"]);
  });

  it('may have a copy of our own engine', async () => {
    const copy = path.join(watched.folder, 'engine.mjs');
    await build({ entryPoints: [engine], bundle: true, format: 'esm', minify: true, outfile: copy });
    const program = path.join(watched.folder, 'program.mjs');
    writeFileSync(
      program,
      `import { createCache, lruCache, ttlCache } from './engine.mjs';
const heard = [];
const pages = createCache('fifo', 2, { observer: ({ type }) => heard.push(type) });
for (const key of ['a', 'b', 'c']) pages.set(key, 1);
pages.get('c'); pages.get('x'); pages.delete('c');
const stepsTo = lruCache(16)((stair) => stair <= 2 ? stair : stair === 3 ? 4 : stepsTo(stair - 3) + stepsTo(stair - 2) + stepsTo(stair - 1));
const area = ttlCache(9)((width, height) => width * height);
area(2, 3);
console.log(stepsTo(30), stepsTo.cacheInfo().toString(), heard.join());`,
    );
    for (const keys of [undefined, '1'] as const) {
      const [plain, { told, ...outcome }] = await Promise.all([
        runPlain([program]),
        watched.run([program], keys && { keys }),
      ]);
      assert.deepEqual(outcome, plain);
      const facts = told[0]!.caches.map((each) => [
        ...[each.name, each.kind, each.policy, each.file, each.line],
        ...[each.hits, each.misses, each.evictions, each.size, each.maxsize],
      ]);
      assert.deepEqual(facts, [
        ['createCache', 'cachebook createCache', 'fifo', program, 3, 1, 1, 1, 1, 2],
        ['lruCache', 'cachebook lruCache', 'lru', program, 6, 52, 30, 14, 16, 16],
        ['ttlCache', 'cachebook ttlCache', 'lru', program, 7, 0, 1, 0, 1, 128],
      ]);
      if (!keys) continue;
      assert.deepEqual(spelled(told[0]!, 1), [
        ...["stored 'a'", "stored 'b'", "stored 'c'", "evicted 'a'"],
        ...["hit 'c'", "miss 'x'", "deleted 'c'"],
      ]);
      assert.deepEqual(spelled(told[0]!, 2).filter((each) => each.startsWith('hit')).length, 52);
      assert.deepEqual(spelled(told[0]!, 3), ['miss (2, 3)', 'stored (2, 3)']);
    }
  });

  it('tells its keys without asking them, and who left', async () => {
    const { told, stderr } = await watched.run(['keys.cjs'], { keys: '1' });
    assert.equal(stderr, '');
    const [one] = told;
    const long = `'${'x'.repeat(64)}'… (70, `;
    const kinds = spelled(one!, 1).map((each) => each.replace(/^miss /, ''));
    assert.ok(kinds[8]!.startsWith(long), kinds[8]);
    assert.deepEqual(
      kinds.map((kind, at) => (at === 8 ? '' : kind)),
      [
        ...['1', "'1'", '0', 'NaN', '2n', 'true', 'null', `'it\\'s "quoted"\\n'`, ''],
        ...['<Person 1>', '<Person 1>', '<Proxy 2>', '<function 3>', '<Object 4>', '<symbol 5>', '<Array 6>'],
      ],
    );
    assert.deepEqual(spelled(one!, 2), [
      ...["stored 'a'", "stored 'b'", "hit 'a'", "stored 'c'", "evicted 'b'", "deleted 'a'", "deleted 'c'"],
      ...["stored 'd'", 'cleared null'],
    ]);
    assert.deepEqual(spelled(one!, 3), [
      ...["stored 'one'", "stored 'two'", "stored 'three'", "evicted 'one'", "evicted 'two'"],
    ]);
    assert.deepEqual(spelled(one!, 4), [
      ...['miss 4', 'miss 3', 'miss 2', 'miss 1', 'stored 1', 'miss 0', 'stored 0', 'stored 2'],
      ...['hit 1', 'stored 3', 'hit 2', 'stored 4'],
    ]);
    assert.deepEqual(spelled(one!, 5), [
      "miss 'p'",
      "stored 'p'",
      "hit 'p'",
      "miss 'q'",
      "stored 'q'",
      "evicted 'p'",
    ]);
    const figures = one!.caches.map(({ hits, misses, evictions, size, maxsize }) => [
      hits,
      misses,
      evictions,
      size,
      maxsize,
    ]);
    assert.deepEqual(figures, [
      [0, 16, 0, 0, 100],
      [1, 0, 1, 0, 2],
      [0, 0, 2, 1, null],
      [2, 5, 0, 5, 9],
      [1, 2, 1, 1, 1],
    ]);
  });

  it('tells hashes of its keys where that is asked: the same in all its processes', async () => {
    const runs = await Promise.all([1, 2].map(() => watched.run(['keys.cjs'], { keys: 'hashed' })));
    const [first, second] = runs.map(({ told }) => spelled(told[0]!, 2));
    assert.deepEqual(first, second);
    for (const each of first!) assert.match(each, /^(\w+ [0-9a-f]{16}|cleared null)$/);
  });

  it('says who it is also with more arguments than a message takes', async () => {
    const many = Array.from({ length: 1000 }, () => 'x'.repeat(1000));
    const { told } = await watched.run(['ends.cjs', 'nothing', ...many]);
    const { argv } = told[0]!.hello;
    assert.deepEqual([path.basename(argv[1]!), argv[2]], ['ends.cjs', 'nothing']);
    assert.ok(argv.join('').length <= 16_000);
  });

  it('says that it lets itself be looked at, where it has nothing else to say', async () => {
    const { told, status } = await watched.run(['ends.cjs', 'waits'], { stdinAfter: 'beat' });
    assert.deepEqual([status, told[0]!.of('bye').length], [0, 1]);
  });

  it('never waits for a reader: what is not read is counted, and the figures are right', async () => {
    const readers: Socket[] = [];
    const { told, status } = await watched.run(['flood.cjs'], {
      keys: '1',
      connected(socket) {
        socket.pause();
        readers.push(socket);
      },
      wrote: () => readers.forEach((reader) => void reader.resume()),
    });
    assert.equal(status, 0);
    const [one] = told;
    const { hits, misses, size } = one!.caches[0]!;
    assert.deepEqual([hits, misses, size], [0, 300_001, 100]);
    assert.ok(one!.dropped > 0);
    assert.equal(one!.calls.length + one!.dropped, 300_001 + 300_000 + 299_900);
  });

  it('goes on in silence when the reader goes away', async () => {
    const { status, stdout } = await watched.run(['flood.cjs'], {
      keys: '1',
      connected: (socket) => socket.destroy(),
    });
    assert.deepEqual([status, stdout], [0, 'flooded\n']);
  });

  it('may close our connection and use its number for a file: nothing is written into that', async function () {
    if (process.platform !== 'linux') this.skip();
    const file = path.join(watched.folder, 'own.txt');
    const { stdout, status } = await watched.run(['closes.cjs', file]);
    assert.deepEqual([status, stdout], [0, 'true true\n0\n']);
  });

  it('is left alone without a reader, without an order, and by a Node that is too old', async () => {
    const env = watched.env(path.join(watched.folder, 'nobody'));
    const args = ['ends.cjs', 'exit'];
    const [plain, ...others] = await Promise.all([
      runPlain(args),
      runPlain(args, { env }),
      runPlain(args, { env: { ...env, CACHEBOOK_WATCH: '' } }),
    ]);
    for (const other of others) assert.deepEqual(other, plain);
  });
});
