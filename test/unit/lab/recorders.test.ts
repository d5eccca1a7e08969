import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { transformSync } from 'esbuild';
import { sniff } from '../../../src/lab/reading/sniff.ts';
import { wayOf } from '../../../src/lab/reading/traceReader.ts';
import { readPieces, type Read } from './reading.ts';

const { writeRecorders } = createRequire(import.meta.url)('../../../recorders.js') as {
  writeRecorders: (folder: string) => Promise<void>;
};

/** The recorders as they are shipped. */
const recorders = mkdtempSync(path.join(tmpdir(), 'recorders-'));

/** Keys that a program may have. */
const KEYS = ['user:1', 'a "quoted", key', 'line\nbreak', 'é日😀', '', 'user:1', 'x'.repeat(200), 'user:1'];

interface Language {
  readonly name: string;
  /** Writes a program that records the keys, and runs it. */
  readonly run: (
    folder: string,
    file: string,
    options: { hashed?: boolean; maxBytes?: number; times?: number },
  ) => void;
}

const script =
  (name: string): Language['run'] =>
  (folder, file, { times = 1, ...options }) => {
    const text = readFileSync(path.join(recorders, name), 'utf8');
    const code = name.endsWith('.ts') ? transformSync(text, { loader: 'ts', format: 'esm' }).code : text;
    const rest = `
    const record = recordRequests(${JSON.stringify(file)}, ${JSON.stringify(options)});
    for (let time = 0; time < ${times}; time++) for (const key of ${JSON.stringify(KEYS)}) record(key, 7);
    if (${times} === 1) record({ id: 1, of: ['a'] });`;
    writeFileSync(path.join(folder, 'program.mjs'), `${code}\n${rest}`);
    execFileSync(process.execPath, [path.join(folder, 'program.mjs')]);
  };

const LANGUAGES: readonly Language[] = [
  { name: 'TypeScript', run: script('recordRequests.ts') },
  { name: 'JavaScript', run: script('recordRequests.mjs') },
  {
    name: 'Python',
    run: (folder, file, { hashed = false, maxBytes = 64 * 2 ** 20, times = 1 }) => {
      const text = readFileSync(path.join(recorders, 'record_requests.py'), 'utf8');
      const rest = `
import json
record = record_requests(${JSON.stringify(file)}, hashed=${hashed ? 'True' : 'False'}, max_bytes=${maxBytes})
for _ in range(${times}):
    for key in json.loads(${JSON.stringify(JSON.stringify(KEYS))}):
        record(key, 7)
if ${times} == 1:
    record((1, "a"))
`;
      writeFileSync(path.join(folder, 'program.py'), `${text}\n${rest}`);
      execFileSync('python3', [path.join(folder, 'program.py')]);
    },
  },
];

/** Reads a file as the lab does that nobody has told anything. */
function imported(file: string): Read {
  const bytes = readFileSync(file);
  const found = sniff(bytes, true, bytes.length);
  assert.ok(typeof found !== 'string');
  assert.equal(found.guess.doubt, undefined);
  return readPieces([bytes], wayOf(found));
}

describe('recorders of requests', () => {
  before(() => writeRecorders(recorders));
  after(() => rmSync(recorders, { recursive: true }));

  let folder = '';
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'recorder-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  for (const { name, run } of LANGUAGES) {
    it(`${name}: what a program has asked for is read unchanged`, () => {
      const file = path.join(folder, 'requests.csv');
      run(folder, file, {});
      const read = imported(file);
      assert.deepEqual(
        read.ids.slice(0, KEYS.length).map((id) => read.names[id]),
        KEYS,
      );
      assert.equal(read.requests, KEYS.length + 1);
      assert.deepEqual([read.malformed, read.sizes[0]], [0, 7]);
      assert.ok(Math.abs(read.times[0]! - Date.now()) < 3_600_000);
    });

    it(`${name}: hashed keys are the same keys, and nobody reads them`, () => {
      const file = path.join(folder, 'requests.csv');
      run(folder, file, { hashed: true });
      const read = imported(file);
      assert.deepEqual(read.ids.slice(0, KEYS.length), [0, 1, 2, 3, 4, 0, 5, 0]);
      assert.doesNotMatch(readFileSync(file, 'utf8'), /user|quoted/);
    });

    it(`${name}: the file has a limit`, () => {
      const file = path.join(folder, 'requests.csv');
      run(folder, file, { maxBytes: 100_000, times: 1000 });
      assert.ok(statSync(file).size <= 100_000);
      const read = imported(file);
      assert.equal(read.malformed, 0);
      assert.ok(read.requests > 1000);
    });
  }
});
