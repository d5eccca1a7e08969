import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { askProgram, startProgram, kindOfFile } from '../../../src/host/node/programs.ts';
import { openWatchServer } from '../../../src/host/node/watchServer.ts';
import type { Keys } from '../../../src/host/watch/environment.ts';
import { resultOf, type WatchResult } from '../../../src/host/watch/results.ts';
import { WatchRun } from '../../../src/host/watch/watchRun.ts';
import { SessionStore } from '../../../src/host/sessions/store.ts';

const root = path.join(import.meta.dirname, '../../..');
const python = spawnSync('python3', ['--version']).status === 0;
const itWithPython = python || process.env['CI'] !== undefined ? it : it.skip;

const STAIRS = `from functools import lru_cache

@lru_cache(maxsize=16)
def stairs(n):
    return {1: 1, 2: 2, 3: 4}.get(n) or stairs(n - 3) + stairs(n - 2) + stairs(n - 1)

print(stairs(30))
`;

const PAGES = `const { LRUCache } = require('lru-cache');
const pages = new LRUCache({ max: 2 });
for (const key of ['a', 'b', 'a', 'c', 'b']) pages.get(key) ?? pages.set(key, key.toUpperCase());
process.exitCode = 3;
`;

function unexpected(text: string): void {
  throw new Error(text);
}

describe('real programs that are watched', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'watched programs '));
  const probe = path.join(folder, 'probe.cjs');
  const store = new SessionStore();

  before(async () => {
    const { builds } = createRequire(import.meta.url)('../../../esbuild.js') as {
      builds: esbuild.BuildOptions[];
    };
    const options = builds.find(({ outdir }) => outdir === 'dist/probe/node');
    await esbuild.build({
      ...options,
      absWorkingDir: root,
      outdir: folder,
      logLevel: 'warning',
      sourcemap: false,
    });
  });
  after(() => {
    store.dispose();
    rmSync(folder, { recursive: true, force: true });
  });

  async function watch(name: string, text: string, keys: Keys): Promise<WatchResult & { output: string }> {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    const programs = {
      isWindows: process.platform === 'win32',
      listen: openWatchServer,
      ask: askProgram,
      kindOf: kindOfFile,
      start: startProgram,
    };
    const probes = { python: path.join(root, 'src/probe/python'), node: probe };
    const services = { store, programs, probes, log: unexpected, tell: unexpected };
    let isOver = false;
    const run = await WatchRun.open({ key: `watch:${name}`, title: name, keys }, services, {
      turned: () => undefined,
      ended: () => (isOver = true),
    });
    const env = { NODE_PATH: path.join(root, 'node_modules'), ...run.environment(process.env) };
    const program = programs.start({
      file: name.endsWith('.py') ? 'python3' : process.execPath,
      args: [file],
      cwd: folder,
      env,
    });
    let output = '';
    program.onOutput((text) => (output += text));
    const { code } = await program.ended;
    await run.ended(code);
    assert.ok(isOver);
    return { ...resultOf(run, code), output };
  }

  itWithPython('tell of the stairs in Python, with advice', async () => {
    const { exitCode, caches, output } = await watch('my "stairs" ä.py', STAIRS, true);
    assert.equal(output.trim(), '53798080');
    assert.equal(exitCode, 0);
    const [first] = caches.filter(({ own }) => own);
    assert.deepEqual(first, {
      name: 'stairs',
      module: '__main__',
      file: path.join(folder, 'my "stairs" ä.py'),
      line: 3,
      own: true,
      policy: 'lru',
      info: { hits: 52, misses: 30, maxsize: 16, currsize: 16 },
      distinct: 30,
      advice: '3 would be enough',
    });
    const session = store.sessions.find(({ title }) => title.startsWith('my'));
    assert.equal(session?.status, 'finished');
    const cache = session.caches.find(({ name }) => name === 'stairs');
    assert.equal(cache?.evictions, 14);
    const recording = store.recordingOf(session.id);
    const keys = recording?.stateAt(Number(cache.cache), recording.last).keys;
    assert.equal(keys?.at(-1), '30');
  });

  itWithPython('tell of its counters alone', async () => {
    const { caches } = await watch('stairs.py', STAIRS, false);
    const [first] = caches.filter(({ own }) => own);
    assert.deepEqual(first?.info, { hits: 52, misses: 30, maxsize: 16, currsize: 16 });
    assert.equal(first.advice, undefined);
  });

  it('tell of an lru-cache in Node, and how they have ended', async () => {
    const { exitCode, caches } = await watch('pages.cjs', PAGES, true);
    assert.equal(exitCode, 3);
    const [first] = caches.filter(({ own }) => own);
    assert.deepEqual(first?.info, { hits: 1, misses: 4, maxsize: 2, currsize: 2 });
    assert.equal(first.line, 2);
    const session = store.sessions.find(({ title }) => title === 'pages.cjs');
    assert.equal(session?.message, 'The program ended with exit code 3.');
    const recording = store.recordingOf(session.id);
    const [cache] = session.caches;
    assert.deepEqual(recording?.stateAt(Number(cache?.cache), recording.last).keys, ["'c'", "'b'"]);
  });
});
