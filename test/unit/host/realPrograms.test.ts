import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Keys } from '../../../src/host/watch/environment.ts';
import { resultOf, type WatchResult } from '../../../src/host/watch/results.ts';
import { WatchRun } from '../../../src/host/watch/watchRun.ts';
import { SessionStore } from '../../../src/host/sessions/store.ts';
import { STAIRS } from '../watch/programs.ts';
import { PROBE, withPython } from '../watch/pythons.ts';
import { WatchedNode } from '../watch/watchedNode.ts';
import { RealPrograms } from './realPrograms.ts';

const root = path.join(import.meta.dirname, '../../..');

const PAGES = `const { LRUCache } = require('lru-cache');
const pages = new LRUCache({ max: 2 });
for (const key of ['a', 'b', 'a', 'c', 'b']) pages.get(key) ?? pages.set(key, key.toUpperCase());
process.exitCode = 3;
`;

function unexpected(text: string): void {
  throw new Error(text);
}

/** Runs programs as the host does, without a screen. */
class Desk {
  readonly store = new SessionStore();
  readonly folder = mkdtempSync(path.join(os.tmpdir(), 'watched programs '));
  private readonly programs = new RealPrograms();

  private constructor(private readonly node: WatchedNode) {}

  static async make(): Promise<Desk> {
    return new Desk(await WatchedNode.make());
  }

  dispose(): void {
    this.store.dispose();
    this.node.dispose();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async watch(
    name: string,
    text: string,
    keys: Keys,
    command = process.execPath,
  ): Promise<WatchResult & { output: string }> {
    const { store, programs, folder, node } = this;
    const file = path.join(folder, name);
    writeFileSync(file, text);
    const probes = { python: PROBE, node: node.probe };
    const services = { store, programs, probes, log: unexpected, tell: unexpected };
    let isOver = false;
    const run = await WatchRun.open({ key: `watch:${name}`, title: name, keys }, services, {
      turned: () => undefined,
      ended: () => (isOver = true),
    });
    const env = { NODE_PATH: path.join(root, 'node_modules'), ...run.environment(process.env) };
    const program = programs.start({ file: command, args: [file], cwd: folder, env });
    let output = '';
    program.onOutput((text) => (output += text));
    const { code } = await program.ended;
    await run.ended(code);
    assert.ok(isOver);
    return { ...resultOf(run, code), output };
  }
}

let desk: Desk;
before(async () => (desk = await Desk.make()));
after(() => desk.dispose());

withPython('a real Python program that is watched', (python) => {
  it('is told of, with advice', async () => {
    const name = 'my "stairs" ä 🪜.py';
    const { exitCode, caches, output } = await desk.watch(
      name,
      `${STAIRS}print(steps_to(30))\n`,
      true,
      python.path,
    );
    assert.equal(output.trim(), '53798080');
    assert.equal(exitCode, 0);
    const [first] = caches.filter(({ own }) => own);
    assert.deepEqual(first, {
      name: 'steps_to',
      module: '__main__',
      file: path.join(desk.folder, name),
      line: 3,
      own: true,
      policy: 'lru',
      info: { hits: 52, misses: 30, maxsize: 16, currsize: 16 },
      distinct: 30,
      advice: '3 would be enough',
    });
    const { store } = desk;
    const session = store.sessions.find(({ title }) => title === name);
    assert.equal(session?.status, 'finished');
    const cache = session.caches.find(({ name: each }) => each === 'steps_to');
    assert.equal(cache?.evictions, 14);
    const recording = store.recordingOf(session.id);
    const keys = recording?.stateAt(Number(cache.cache), recording.last).keys;
    assert.equal(keys?.at(-1), '30');
  });

  it('is told of by its counters alone', async () => {
    const { caches } = await desk.watch('stairs.py', `${STAIRS}steps_to(30)\n`, false, python.path);
    const [first] = caches.filter(({ own }) => own);
    assert.deepEqual(first?.info, { hits: 52, misses: 30, maxsize: 16, currsize: 16 });
    assert.equal(first.advice, undefined);
  });
});

describe('a real Node program that is watched', () => {
  it('is told of, and how it has ended', async () => {
    const name = 'my "pages" ä 🪜.cjs';
    const { exitCode, caches } = await desk.watch(name, PAGES, true);
    const { store } = desk;
    assert.equal(exitCode, 3);
    const [first] = caches.filter(({ own }) => own);
    assert.deepEqual(first?.info, { hits: 1, misses: 4, maxsize: 2, currsize: 2 });
    assert.equal(first.line, 2);
    const session = store.sessions.find(({ title }) => title === name);
    assert.equal(session?.message, 'The program ended with exit code 3.');
    const recording = store.recordingOf(session.id);
    const [cache] = session.caches;
    assert.deepEqual(recording?.stateAt(Number(cache?.cache), recording.last).keys, ["'c'", "'b'"]);
  });
});
