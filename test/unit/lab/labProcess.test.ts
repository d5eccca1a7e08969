import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { CancellationTokenSource, Uri } from 'vscode';
import { makeWorkload, missRatioCurve, policies, simulate } from '../../../src/engine/index.ts';
import { analyze, findOut, resultOf } from '../../../src/host/lab/analysis.ts';
import { LabClient } from '../../../src/host/lab/client.ts';
import { ALL_POLICIES } from '../../../src/host/lab/options.ts';
import { launchLabProcess } from '../../../src/host/node/labProcess.ts';
import { HumanError } from '../../../src/lessons/humanError.ts';
import type { LabLimits, LabWay } from '../../../src/protocol/lab.ts';
import { Stopped } from '../../../src/host/sessions/stopped.ts';
import { LabFolder } from './bundledLab.ts';
import { frame, joined, repeated, skippable, tarOf, wideFrame } from './zstdFrames.ts';
import { firstWith } from './support.ts';

let lab: LabFolder;
let folder = '';
let client: LabClient;

const file = (name: string, content: string | Uint8Array): string => lab.file(name, content);
const launch = (): LabClient => new LabClient(launchLabProcess(Uri.file(folder)));
const wayOf = async (place: string, format?: string): Promise<LabWay> =>
  (await client.ask({ type: 'look', path: place, format })).way;

/** Some requests: a few popular keys, and many that come seldom. */
const KEYS = Array.from(
  { length: 3000 },
  (_, at) => `key${Math.floor(((at * 7919) % 401 ** 2) % (at % 3 === 0 ? 400 : 40))}`,
);
const TEXT = `${KEYS.join('\n')}\n`;

async function read(place: string, limits: Partial<LabLimits> = {}, format?: string) {
  return client.ask({ type: 'read', path: place, way: await wayOf(place, format), limits });
}

async function analyzed(place: string) {
  const findings = await analyze(client, place, await wayOf(place), { inputs: {} }, () => undefined);
  return resultOf(findings, {});
}

/** Starts something that nobody has to let read anything: root may read all. */
function asNobody<T>(start: () => T): T {
  if (process.getuid?.() !== 0) return start();
  process.seteuid?.(65_534);
  try {
    return start();
  } finally {
    process.seteuid?.(0);
  }
}

describe('the process of the lab', () => {
  before(async () => {
    lab = await LabFolder.create();
    folder = lab.path;
    // One test starts it as another user.
    chmodSync(folder, 0o755);
    client = launch();
  });
  after(() => {
    client.dispose();
    lab.remove();
  });

  it('finds what the engine finds, for every policy', async () => {
    const place = file('keys.txt', TEXT);
    const sizes = [0, 1, 7, 40, 300, 1000];
    const findings = await analyze(client, place, await wayOf(place), { sizes, inputs: {} }, () => undefined);
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

  it('says what is wrong with a file, and goes on', async () => {
    const text = Buffer.from(TEXT.repeat(20));
    const flipped = (packed: Uint8Array, at: number): Uint8Array =>
      Uint8Array.from(packed, (byte, place) => (place === at ? byte ^ 0x55 : byte));
    const gz = gzipSync(text);
    const zst = frame(text);
    mkdirSync(path.join(folder, 'directory'), { recursive: true });
    const bad: readonly (readonly [string, RegExp])[] = [
      [path.join(folder, 'nothing'), /does not exist/],
      [path.join(folder, 'directory'), /folder/],
      [file('empty', ''), /empty/],
      [file('blank', '\n\n\r\n'), /empty/],
      [file('empty.gz', gzipSync('')), /empty/],
      [file('rubbish', Uint8Array.from([0, 1, 2, 3, 255, 7, 9])), /binary/],
      [file('array.json', '[{"a":1},{"a":2}]'), /one object per line/],
      [file('cut.gz', gz.subarray(0, gz.length - 20)), /cut off/],
      [file('lies.gz', joined([Uint8Array.from([0x1f, 0x8b, 8]), Buffer.from(TEXT)])), /damaged|cut off/],
      [file('flipped.gz', flipped(gz, gz.length >> 1)), /damaged/],
      [file('tail.gz', joined([gz, Buffer.from('tail')])), /damaged/],
      [file('cut.zst', zst.subarray(0, zst.length - 20)), /cut off/],
      [file('start.zst', zst.subarray(0, 5)), /cut off|empty/],
      [file('flipped.zst', flipped(zst, 6)), /damaged|cut off/],
      [file('tail.zst', joined([zst, Buffer.from('tail')])), /damaged/],
      [file('wide.zst', wideFrame(31)), /128 MiB/],
      [file('long.txt', Buffer.alloc(3 << 20, 'x')), /longer than a megabyte.* xxx/],
      [file('long.gz', gzipSync(Buffer.alloc(3 << 20, 'x'))), /longer than a megabyte/],
      [file('zeros', new Uint8Array(1 << 20)), /the same byte/],
      [file('zeros.gz', gzipSync(new Uint8Array(1 << 20))), /the same byte/],
      [file('zeros.zst', repeated(0, 100_003)), /binary/],
      [file('twice.gz', gzipSync(gz)), /packed as gzip/],
      [file('inside.gz', gzipSync(zst)), /packed as zstd/],
      [
        file('a.zip', joined([Buffer.from('PK\x03\x04\x14\0\0\0\x08\0'), gz.subarray(20, 90)])),
        /packed as zip/,
      ],
      [file('a.tar', tarOf(text)), /packed as tar/],
      [
        file('a.sqlite', joined([Buffer.from('SQLite format 3\0\x10\0\x01\x01'), new Uint8Array(80)])),
        /SQLite/,
      ],
    ];
    for (const [place, words] of bad)
      await assert.rejects(
        read(place),
        (error) => {
          assert.ok(error instanceof HumanError, String(error));
          assert.match(error.message, words, place);
          return true;
        },
        place,
      );
    if (process.platform !== 'win32') {
      execFileSync('mkfifo', [path.join(folder, 'pipe')]);
      await assert.rejects(read(path.join(folder, 'pipe')), /pipe or a device/);
      for (const device of ['/dev/zero', '/dev/null', '/dev/tty'])
        await assert.rejects(read(device), /pipe or a device/);
      symlinkSync('round', path.join(folder, 'round'));
      await assert.rejects(read(path.join(folder, 'round')), /leads back to itself/);
      symlinkSync('nowhere', path.join(folder, 'dangling'));
      await assert.rejects(read(path.join(folder, 'dangling')), /leads to a file that does not exist/);
      const socket = createServer().listen(path.join(folder, 'socket'));
      await once(socket, 'listening');
      await assert.rejects(read(path.join(folder, 'socket')), /pipe or a device/);
      socket.close();
    }
    assert.equal((await read(file('keys.txt', TEXT))).requests, 3000);
  });

  it('says who may not read a file, or enter its folder', async function () {
    if (process.platform === 'win32') return this.skip();
    const secret = file('secret', TEXT);
    const closed = path.join(folder, 'closed');
    mkdirSync(closed, { recursive: true });
    const inside = file('closed/inside', TEXT);
    const link = path.join(folder, 'to-secret');
    symlinkSync(secret, link);
    chmodSync(secret, 0);
    chmodSync(closed, 0);
    const own = asNobody(launch);
    try {
      for (const place of [secret, inside, link])
        await assert.rejects(own.ask({ type: 'look', path: place }), /You may not read this file/, place);
      assert.equal((await own.ask({ type: 'look', path: file('keys.txt', TEXT) })).way.format, 'keys');
    } finally {
      own.dispose();
      chmodSync(closed, 0o700);
    }
  });

  it('reads a file whatever its name is', async () => {
    const name = process.platform === 'win32' ? `a b;$(x)'ü#%20?`.replace('?', '') : `a b;$(x)"'ü#%20?\n.txt`;
    assert.equal((await read(file(name, TEXT))).requests, 3000);
  });

  it('says where it could not write, and not that the trace could not be read', async () => {
    const place = file('keys.txt', TEXT);
    await read(place);
    const nowhere = path.join(folder, 'no such folder', 'out.bin');
    await assert.rejects(client.ask({ type: 'export', path: nowhere }), /out\.bin cannot be written/);
    const usual = process.env['TMPDIR'];
    process.env['TMPDIR'] = path.dirname(nowhere);
    const own = launch();
    process.env['TMPDIR'] = usual;
    const { way } = await own.ask({ type: 'look', path: place });
    await assert.rejects(own.ask({ type: 'read', path: place, way }), /temporary file in .*no such folder/);
    own.dispose();
  });

  it('tells how many times and sizes are not as they should be, and that they were used in another way', async () => {
    const rows = ['1000000005,a,7', 'x,a,-1', '1000000001,b,NaN', '1000000009,a,2'];
    const place = file('times.csv', `time,key,size\n${rows.join('\n')}\n`);
    const facts = await read(place);
    assert.deepEqual(facts.unclear, { times: 1, back: 1, sizes: 2 });
    assert.deepEqual([facts.malformed, facts.duration, facts.meanSize], [0, 4000, 4.5]);
    const findings = await findOut(client, facts, { inputs: {} }, () => undefined);
    const { text } = resultOf(findings, {}).advice;
    assert.match(text, /No time could be read of 1 .* times of 1 .* No size could be read of 2 /);
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

  it('counts many requests beside the reading as it does few after it', async () => {
    const many = Array.from({ length: 1_100_000 }, (_, at) => (at < 550_000 ? at % 50 : 50 + (at % 4000)));
    await read(file('beside.txt', many.join('\n')), {}, 'keys');
    const sizes = [0, 1, 49, 50, 51, 3999, 4000, 4050];
    const { hits, change } = await client.ask({ type: 'advise', inputs: {}, sizes });
    const [first, second] = [550_000 - 50, 550_000 - 4000];
    assert.deepEqual(hits, [0, 0, 0, first, first, first, first + second, first + second]);
    assert.deepEqual(change, [50, 50, 4000, 4000]);
  });

  it('takes a text for one though it has zeros, CR LF, a mark, or letters of another encoding', async () => {
    for (const [name, bytes, requests, distinct] of [
      ['nul.txt', Buffer.from(`${'key one\n'.repeat(200)}a\0b\n`), 201, 2],
      ['crlf.csv', Buffer.from('\ufeffkey,size\r\n"a\r\nb",1\r\n"c,d",2\r\n"a\r\nb",x\r\n'), 3, 2],
      ['latin.txt', Buffer.from([0xe9, 10, 0xe8, 10, 0xe9, 10]), 3, 2],
      ['16.txt', Buffer.from('\ufeffé\r\nb\r\né\r\n', 'utf16le'), 3, 2],
      ['one.txt', Buffer.from('PAR1'), 1, 1],
    ] as const) {
      const facts = await read(file(name, bytes));
      assert.deepEqual([facts.requests, facts.distinct, facts.malformed], [requests, distinct, 0], name);
    }
  });

  it('names the columns there are where one is asked for that is not there', async () => {
    const place = file('a.csv', 'when,who\n1,a\n2,b\n');
    const way = await wayOf(place);
    const beyond = { ...way, settings: { ...way.settings, column: 5, header: false } };
    await assert.rejects(client.ask({ type: 'read', path: place, way: beyond }), /"6".*1, 2/);
    const lines = file('other.jsonl', '{"id":1,"user":{"name":"a"}}\n{"id":2}\n');
    const other = { ...(await wayOf(lines)), settings: { column: 'key' } };
    await assert.rejects(client.ask({ type: 'read', path: lines, way: other }), /"key".*id, user\.name/);
    const wrong = { ...way, settings: { ...way.settings, column: 'user' } };
    await assert.rejects(client.ask({ type: 'read', path: place, way: wrong }), /"user".*when, who/);
  });

  it('writes what libCacheSim reads, and reads it again', async () => {
    const place = file('keys.txt', TEXT);
    await read(place);
    const target = path.join(folder, 'out.bin');
    await client.ask({ type: 'export', path: target });
    const bytes = readFileSync(target);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const ids: bigint[] = [];
    for (let at = 0; at < bytes.length; at += 24) ids.push(view.getBigUint64(at + 4, true));
    ids.forEach((id, at) => {
      const next = ids.indexOf(id, at + 1);
      assert.equal(view.getBigInt64(24 * at + 16, true), next < 0 ? -1n : BigInt(next + 1));
    });
    assert.equal((await wayOf(target)).format, 'oracleGeneral');
    const facts = await read(target);
    assert.deepEqual([facts.requests, facts.distinct], [3000, missRatioCurve(KEYS).distinct]);
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.new')),
      [],
    );
  });

  it('tells the keys of some requests by their names', async () => {
    await read(file('keys.txt', TEXT));
    const { keys } = await client.ask({ type: 'requests', from: 10, to: 15 });
    assert.deepEqual(keys, KEYS.slice(10, 15));
    assert.deepEqual(readdirSync(lab.temporary), [], 'no temporary file has a name, not even while it works');
  });

  it('is ended in the middle of anything, and then says that it was', async () => {
    const place = file('many.txt', 'some key or other\n'.repeat(2_000_000));
    const own = launch();
    const source = new CancellationTokenSource();
    const way = await wayOf(place);
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
