import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { CancellationTokenSource } from 'vscode';
import { makeWorkload, missRatioCurve, policies, simulate } from '../../../src/engine/index.ts';
import { analyze, findOut, resultOf } from '../../../src/host/lab/analysis.ts';
import type { LabClient } from '../../../src/host/lab/client.ts';
import { ALL_POLICIES } from '../../../src/host/lab/options.ts';
import type { LabLimits, TraceFacts } from '../../../src/protocol/lab.ts';
import { Stopped } from '../../../src/host/sessions/stopped.ts';
import { KEYS, TEXT, WorkingLab } from './workingLab.ts';
import { frame, joined, repeated, skippable } from './zstdFrames.ts';
import { firstWith } from './support.ts';

let lab: WorkingLab;
let client: LabClient;

const file = (name: string, content: string | Uint8Array): string => lab.folder.file(name, content);
const read = (place: string, limits: Partial<LabLimits> = {}, format?: string): Promise<TraceFacts> =>
  lab.read(place, limits, format);

async function analyzed(place: string) {
  const findings = await analyze(client, place, await lab.wayOf(place), { inputs: {} }, () => undefined);
  return resultOf(findings, {});
}

describe('the process of the lab', () => {
  before(async () => {
    lab = await WorkingLab.create();
    ({ client } = lab);
  });
  after(() => {
    lab.remove();
  });

  it('finds what the engine finds, for every policy', async () => {
    const place = file('keys.txt', TEXT);
    const sizes = [0, 1, 7, 40, 300, 1000];
    const findings = await analyze(
      client,
      place,
      await lab.wayOf(place),
      { sizes, inputs: {} },
      () => undefined,
    );
    const result = resultOf(findings, { sizes });
    const curve = missRatioCurve(KEYS);
    assert.deepEqual(Object.keys(result).sort(), [
      'advice',
      'curve',
      'distinct',
      'league',
      'malformed',
      'requests',
    ]);
    assert.deepEqual([result.requests, result.distinct, result.malformed], [3000, curve.distinct, 0]);
    assert.deepEqual(
      result.curve,
      sizes.map((size) => ({ size, misses: curve.misses(size) })),
    );
    assert.equal(result.league.length, ALL_POLICIES.length * sizes.length);
    for (const { policy, size, hits, misses } of result.league) {
      const known = simulate(policy, size, KEYS);
      assert.deepEqual([policy, size, hits, misses], [policy, size, known.hits, known.misses]);
    }
    assert.ok(policies.some(({ id }) => id === result.advice.policy));
    assert.ok(result.advice.maxsize > 0 && result.advice.text.includes('maxsize'));
  });

  it('says what is left out where requests do not fit into memory, and counts the rest as before', async () => {
    const place = file('keys.txt', TEXT);
    await read(place, { requests: 100 });
    const league = await client.ask({ type: 'run', policies: ALL_POLICIES, sizes: [7], mine: 40 });
    assert.deepEqual(league.left, ['opt']);
    for (const { policy, size, misses } of league.runs)
      assert.equal(misses, simulate(policy, size, KEYS).misses);
    assert.equal(league.runs.length, 2 * policies.length);
  });

  it('tells hits by window also of requests that do not fit into memory', async () => {
    const many = Array.from({ length: 200_000 }, (_, at) => (at < 100_000 ? at % 50 : at));
    await read(file('two-loads.txt', many.join('\n')), { requests: 100 }, 'keys');
    const league = await client.ask({ type: 'run', policies: ['lru'], sizes: [], mine: 60 });
    const [run] = league.runs;
    assert.deepEqual([...league.ends], [65_536, 131_072, 196_608, 200_000]);
    assert.deepEqual([...(run?.windows ?? [])], [65_536 - 50, 100_000 - 65_536, 0, 0]);
  });

  it('looks at a part of the keys where there are too many, and says how far it may be off', async () => {
    const many = [...makeWorkload('zipf', { requests: 60_000, keys: 40_000 })].map(Number);
    const place = file('many.txt', many.join('\n'));
    const facts = await read(place, { keys: 8000 }, 'keys');
    const curve = missRatioCurve(many);
    assert.equal(facts.requests, 60_000);
    assert.ok(facts.rate <= 1 / 4 && facts.rate >= 1 / 16, `${facts.rate}`);
    assert.equal(facts.exact, firstWith(many, 8000));
    assert.ok(Math.abs(facts.distinct - curve.distinct) < 0.2 * curve.distinct);
    const sizes = [2000, 4000, 8000];
    const advised = await client.ask({ type: 'advise', inputs: {}, sizes });
    const { error = new Float64Array() } = advised.curve;
    assert.ok(Math.abs(facts.error - error.reduce((sum, each) => sum + each) / (error.length - 1)) < 1e-9);
    assert.ok(facts.error > 0 && facts.error < 0.1, `${facts.error}`);
    sizes.forEach((size, at) => {
      const off = Math.abs(advised.hits[at]! - (60_000 - curve.misses(size))) / 60_000;
      assert.ok(off < 0.06, `${size}: ${off}`);
    });
    const league = await client.ask({ type: 'run', policies: ['lfu', 'lru', 'fifo'], sizes: [], mine: 4000 });
    assert.deepEqual(league.left, ['lfu']);
    assert.deepEqual([league.rate, league.error], [facts.rate, 1 / Math.sqrt(facts.distinct * facts.rate)]);
    for (const { policy, misses } of league.runs) {
      const off = Math.abs(misses - simulate(policy, 4000, many).misses) / 60_000;
      assert.ok(off < 0.06, `${policy}: ${off}`);
    }
  });

  it('runs policies over a part of the keys where requests are too many, and the curve stays exact', async () => {
    const many = [...makeWorkload('zipf', { requests: 120_000, keys: 200_000 })].map(Number);
    const facts = await read(file('patience.txt', many.join('\n')), { kept: 70_000 }, 'keys');
    const curve = missRatioCurve(many);
    assert.deepEqual([facts.rate, facts.exact, facts.error], [1, 120_000, 0]);
    assert.deepEqual([facts.requests, facts.distinct], [120_000, curve.distinct]);
    assert.ok(facts.kept < 120_000, `${facts.kept}`);
    const sizes = [1, 77, 5000, 30_000];
    const { hits } = await client.ask({ type: 'advise', inputs: {}, sizes });
    assert.deepEqual(
      hits,
      sizes.map((size) => 120_000 - curve.misses(size)),
    );
    const league = await client.ask({
      type: 'run',
      policies: ['mru', 'lru', 'fifo', 'opt'],
      sizes,
      mine: 5000,
    });
    assert.deepEqual(league.left, ['mru']);
    assert.ok(league.rate < 1 && league.error > 0);
    for (const { policy, size, misses } of league.runs) {
      const known = simulate(policy, size, many).misses;
      if (policy === 'lru') assert.equal(misses, known);
      else assert.ok(Math.abs(misses - known) < 0.06 * 120_000, `${policy} ${size}`);
    }
    const { keys } = await client.ask({ type: 'requests', from: 0, to: 200 });
    const chosen = new Set(keys);
    assert.deepEqual(
      keys,
      many
        .map(String)
        .filter((key) => chosen.has(key))
        .slice(0, keys.length),
    );
  });

  it('reads what is packed by gzip or zstd, whole frames one after another', async () => {
    const text = Buffer.from(TEXT);
    const half = text.subarray(0, 12_345);
    const rest = text.subarray(12_345);
    const line = Buffer.from('abcdefg\n');
    const exact = Buffer.alloc(131_072, line);
    for (const [name, bytes, requests] of [
      ['a.gz', gzipSync(text), 3000],
      ['two.gz', joined([gzipSync(half), gzipSync(rest)]), 3000],
      ['a.zst', frame(text), 3000],
      ['two.zst', joined([frame(half), skippable(9), frame(rest)]), 3000],
      ['skip.zst', joined([skippable(3), frame(text)]), 3000],
      ['run.zst', repeated(97, 131_072), 1],
      // All input is read before all output is out.
      ['pending.zst', repeated(97, 100_000, 2), 1],
      ['runs.zst', joined([repeated(97, 131_072), repeated(98, 131_072), frame(Buffer.from('\na\n'))]), 2],
      ['exact.zst', frame(exact), 131_072 / 8],
      ['long.zst', joined([frame(exact), frame(exact), frame(line)]), (2 * 131_072) / 8 + 1],
    ] as const)
      assert.equal((await read(file(name, bytes))).requests, requests, name);
  });

  it('says in its advice that it was made from a sample, and how far that may be off', async () => {
    const many = [...makeWorkload('zipf', { requests: 60_000, keys: 40_000 })].map(Number);
    const place = file('sampled.txt', many.join('\n'));
    const facts = await read(place, { keys: 8000 }, 'keys');
    const asked = { policies: ['lru', 'fifo'], sizes: [4000], inputs: {} };
    const findings = await findOut(client, facts, asked, () => undefined);
    const { text } = resultOf(findings, asked).advice;
    assert.match(
      text,
      /told apart up to request [\d,]+\. .* of [\d.]+ % of the keys.* right to about [\d.]+ %/,
    );
    assert.match(text, /Policies ran over [\d.]+ % of the keys.* off by [\d.]+ %/);
    assert.doesNotMatch((await analyzed(file('keys.txt', TEXT))).advice.text, /of the keys/);
  });

  it('has policies run over a part of the keys where these are many, and the curve stays exact', async () => {
    const many = [...makeWorkload('zipf', { requests: 40_000, keys: 30_000 })].map(Number);
    const facts = await read(file('policyKeys.txt', many.join('\n')), { policyKeys: 5000 }, 'keys');
    const curve = missRatioCurve(many);
    assert.deepEqual([facts.rate, facts.error, facts.distinct], [1, 0, curve.distinct]);
    const sizes = [1, 500, 4000];
    const { hits } = await client.ask({ type: 'advise', inputs: {}, sizes });
    assert.deepEqual(
      hits,
      sizes.map((size) => 40_000 - curve.misses(size)),
    );
    const league = await client.ask({ type: 'run', policies: ['lru', 'fifo', 'lfu'], sizes: [], mine: 4000 });
    assert.deepEqual([league.left, league.rate <= 0.5], [['lfu'], true]);
    for (const { policy, misses } of league.runs) {
      const known = simulate(policy, 4000, many).misses;
      if (policy === 'lru') assert.equal(misses, known);
      else assert.ok(Math.abs(misses - known) < 0.06 * 40_000, policy);
    }
  });

  it('tells of the quarters of a sample what all requests ask for', async () => {
    // Each quarter asks for keys of its own, 10,000 and then 40,000 of them, in turns.
    const quarter = (first: number, keys: number): number[] =>
      Array.from({ length: 100_000 }, (_, at) => first + (at % keys));
    const many = [0, 1, 2, 3].flatMap((part) => quarter(part * 100_000, part < 2 ? 10_000 : 40_000));
    await read(file('quarters.txt', many.join('\n')), { keys: 30_000 }, 'keys');
    const { change = [] } = await client.ask({ type: 'advise', inputs: {}, sizes: [] });
    const truth = [10_000, 10_000, 40_000, 40_000];
    assert.ok(
      truth.every((size, at) => Math.abs((change[at] ?? 0) - size) < 0.15 * size),
      change.join(),
    );
  });

  it('counts many requests beside the reading as it does few after it', async () => {
    const many = Array.from({ length: 1_100_000 }, (_, at) => (at < 550_000 ? at % 50 : 50 + (at % 4000)));
    await read(file('beside.txt', many.join('\n')), {}, 'keys');
    const sizes = [0, 1, 49, 50, 51, 3999, 4000, 4050];
    const { hits, change } = await client.ask({ type: 'advise', inputs: {}, sizes });
    const [first, second] = [550_000 - 50, 550_000 - 4000];
    assert.deepEqual(hits, [0, 0, 0, first, first, first, first + second, first + second]);
    assert.deepEqual(change, [50, 50, 4000, 4000]);
  });

  it('writes what libCacheSim reads, and reads it again', async () => {
    const place = file('keys.txt', TEXT);
    await read(place);
    const target = path.join(lab.folder.path, 'out.bin');
    await client.ask({ type: 'export', path: target });
    const bytes = readFileSync(target);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const ids: bigint[] = [];
    for (let at = 0; at < bytes.length; at += 24) ids.push(view.getBigUint64(at + 4, true));
    ids.forEach((id, at) => {
      const next = ids.indexOf(id, at + 1);
      assert.equal(view.getBigInt64(24 * at + 16, true), next < 0 ? -1n : BigInt(next + 1));
    });
    assert.equal((await lab.wayOf(target)).format, 'oracleGeneral');
    const facts = await read(target);
    assert.deepEqual([facts.requests, facts.distinct], [3000, missRatioCurve(KEYS).distinct]);
    assert.deepEqual(
      readdirSync(lab.folder.path).filter((name) => name.endsWith('.new')),
      [],
    );
  });

  it('tells the keys of some requests by their names', async () => {
    await read(file('keys.txt', TEXT));
    const { keys } = await client.ask({ type: 'requests', from: 10, to: 15 });
    assert.deepEqual(keys, KEYS.slice(10, 15));
    assert.deepEqual(
      readdirSync(lab.folder.temporary),
      [],
      'no temporary file has a name, not even while it works',
    );
  });

  it('is ended in the middle of anything, and then says that it was', async () => {
    const place = file('many.txt', 'some key or other\n'.repeat(2_000_000));
    const own = lab.launch();
    const source = new CancellationTokenSource();
    const way = await lab.wayOf(place);
    const reading = own.ask({ type: 'read', path: place, way }, () => source.cancel(), source.token);
    await assert.rejects(reading, Stopped);
    await assert.rejects(own.ask({ type: 'look', path: place }), Stopped);
    own.dispose();
  });

  it('a repeat of nothing is no cache', async () => {
    const place = file('once.txt', Array.from({ length: 50 }, (_, at) => `k${at}`).join('\n'));
    const facts = await read(place);
    const findings = await findOut(client, facts, { inputs: {} }, () => undefined);
    const { advice } = resultOf(findings, {});
    assert.equal(advice.maxsize, 0);
    assert.match(advice.text, /Nothing to cache/);
  });
});
