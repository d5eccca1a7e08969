import { RECORD_BYTES } from '../../../src/lab/formats/oracleGeneral.ts';
import { chunksOf, compiledPolicies, GrowingCurve, nextUsesOf, PolicyRun } from '../../../src/lab/index.ts';
import { estimateOf, sampleOf } from '../../support/lab/sample.ts';

/** One figure of the lab: what is done with the numbers of the keys of a trace. */
export interface Case {
  readonly id: string;
  readonly title: string;
  /** Million requests a second that are wanted on two quiet cores with Node 20, as text; empty where nothing is. */
  readonly goal: string;
  /** Whether it is compiled where there are compiled loops. */
  readonly isCompiled: boolean;
  /** Returns what must come out the same in every round, compiled or not: misses. */
  run(ids: Int32Array, distinct: number, code?: WebAssembly.Module): number;
}

/** A file that is read and counted as the product does it. */
export interface FileCase {
  readonly id: string;
  readonly title: string;
  readonly goal: string;
  /** The bytes of a request. */
  record(key: number): Uint8Array;
}

const policy = (id: string, size: number, goal = ''): Case => ({
  id: `${id}-${size}`,
  title: `${id} of ${size.toLocaleString('en')}`,
  goal,
  isCompiled: compiledPolicies.includes(id),
  run(ids, distinct, code) {
    const future = id === 'opt' ? nextUsesOf(ids, distinct) : undefined;
    const run = new PolicyRun({ policy: id, size }, { distinct, future, code });
    for (const part of chunksOf({ ids })) run.push(part);
    return run.counts().misses;
  },
});

const sampled = (title: string, options: Parameters<typeof sampleOf>[1], goal = ''): Case => ({
  id: title,
  title,
  goal,
  isCompiled: true,
  run: (ids, _, code) => Math.round(estimateOf(sampleOf(ids, options), code).misses(100_000)),
});

const others = ['clock', 'lifo', 'mru', 'slru', 'random', 's3-fifo', '2q', 'arc', 'w-tinylfu', 'opt'];

export const cases: readonly Case[] = [
  policy('lru', 100_000, '≥ 80'),
  policy('lru', 10_000, '≥ 50'),
  policy('fifo', 100_000, '≥ 200'),
  policy('lfu', 100_000, '≥ 36'),
  policy('lfu', 10_000, '≥ 30'),
  policy('sieve', 100_000, '≥ 120'),
  ...others.map((id) => policy(id, 100_000)),
  {
    id: 'curve',
    title: 'exact LRU curve of every size',
    goal: '≥ 12, aim 25',
    isCompiled: true,
    run(ids, _, code) {
      const growing = new GrowingCurve(code);
      for (const part of chunksOf({ ids })) growing.push(part);
      return growing.curve().misses(100_000);
    },
  },
  sampled('sampled curve, 1 %', { rate: 0.01 }, '≥ 200'),
  sampled('sampled curve, 32,768 keys', { most: 32_768 }),
];

const FROM_FILE = { goal: '≥ 8' };

export const files: readonly FileCase[] = [
  {
    ...FROM_FILE,
    id: 'file-text',
    title: 'from a file of 240 MB to LRU of 100,000, one key per line',
    record: (key) => Buffer.from(`object:${String(key).padStart(16, '0')}\n`),
  },
  {
    ...FROM_FILE,
    id: 'file-oracleGeneral',
    title: 'from a file of 240 MB to LRU of 100,000, oracleGeneral',
    record: (key) => {
      const bytes = Buffer.alloc(RECORD_BYTES);
      bytes.writeUInt32LE(key, 4);
      bytes.writeUInt32LE(1, 12);
      bytes.writeBigInt64LE(-1n, 16);
      return bytes;
    },
  },
];
