import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { EventEmitter } from 'vscode';
import { findOut, resultOf } from '../../../src/host/lab/analysis.ts';
import { LabClient } from '../../../src/host/lab/client.ts';
import type { Lab as LabHere } from '../../../src/kernel/node/lab/lab.ts';
import { HumanError } from '../../../src/lessons/humanError.ts';
import type { LabToHost, TraceFacts } from '../../../src/protocol/lab.ts';
import { bundled } from './bundledLab.ts';
import { TEXT, WorkingLab } from './workingLab.ts';
import { frame, joined, repeated, tarOf, wideFrame } from './zstdFrames.ts';

let lab: WorkingLab;
let client: LabClient;

const file = (name: string, content: string | Uint8Array): string => lab.folder.file(name, content);
const read = (place: string): Promise<TraceFacts> => lab.read(place);

/** Does something as a user to whom nobody has given anything: root may read all. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

/** The lab in this process, which can be another user's for a while; Node itself may be where that user may not go. */
async function labOfNobody(): Promise<LabClient> {
  const { Lab } = (await bundled('lab.ts')) as { Lab: typeof LabHere };
  const messages = new EventEmitter<LabToHost>();
  const here = new Lab('', (message) => messages.fire(message));
  return new LabClient({
    onDidReceiveMessage: messages.event,
    onDidExit: new EventEmitter<string>().event,
    send: (question) => void asNobody(() => here.answer(question)),
    kill: () => undefined,
  });
}

describe('the process of the lab and files that are not as they should be', () => {
  before(async () => {
    lab = await WorkingLab.create();
    ({ client } = lab);
  });
  after(() => lab.remove());

  it('says what is wrong with a file, and goes on', async () => {
    const text = Buffer.from(TEXT.repeat(20));
    const flipped = (packed: Uint8Array, at: number): Uint8Array =>
      Uint8Array.from(packed, (byte, place) => (place === at ? byte ^ 0x55 : byte));
    const gz = gzipSync(text);
    const zst = frame(text);
    mkdirSync(path.join(lab.folder.path, 'directory'), { recursive: true });
    const bad: readonly (readonly [string, RegExp])[] = [
      [path.join(lab.folder.path, 'nothing'), /does not exist/],
      [path.join(lab.folder.path, 'directory'), /folder/],
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
      [file('zeros.zst', repeated(0, 100_003)), /the same byte/],
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
      execFileSync('mkfifo', [path.join(lab.folder.path, 'pipe')]);
      await assert.rejects(read(path.join(lab.folder.path, 'pipe')), /pipe or a device/);
      for (const device of ['/dev/zero', '/dev/null', '/dev/tty'])
        await assert.rejects(read(device), /pipe or a device/);
      symlinkSync('round', path.join(lab.folder.path, 'round'));
      await assert.rejects(read(path.join(lab.folder.path, 'round')), /leads back to itself/);
      symlinkSync('nowhere', path.join(lab.folder.path, 'dangling'));
      await assert.rejects(
        read(path.join(lab.folder.path, 'dangling')),
        /leads to a file that does not exist/,
      );
      const socket = createServer().listen(path.join(lab.folder.path, 'socket'));
      await once(socket, 'listening');
      await assert.rejects(read(path.join(lab.folder.path, 'socket')), /pipe or a device/);
      socket.close();
    }
    assert.equal((await read(file('keys.txt', TEXT))).requests, 3000);
  });

  it('says who may not read a file, or enter its folder', async function () {
    if (process.platform === 'win32') return this.skip();
    const open = file('keys.txt', TEXT);
    // A temporary folder of root's own, where nobody else may go.
    if (await asNobody(() => readFile(open).then(() => false, () => true))) return this.skip(); // oxfmt-ignore
    const secret = file('secret', TEXT);
    const closed = path.join(lab.folder.path, 'closed');
    mkdirSync(closed, { recursive: true });
    const inside = file('closed/inside', TEXT);
    const link = path.join(lab.folder.path, 'to-secret');
    symlinkSync(secret, link);
    chmodSync(secret, 0);
    chmodSync(closed, 0);
    const own = await labOfNobody();
    try {
      for (const place of [secret, inside, link])
        await assert.rejects(own.ask({ type: 'look', path: place }), /You may not read this file/, place);
      assert.equal((await own.ask({ type: 'look', path: open })).way.format, 'keys');
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
    const nowhere = path.join(lab.folder.path, 'no such folder', 'out.bin');
    await assert.rejects(client.ask({ type: 'export', path: nowhere }), /out\.bin cannot be written/);
    const usual = process.env['TMPDIR'];
    process.env['TMPDIR'] = path.dirname(nowhere);
    const own = lab.launch();
    process.env['TMPDIR'] = usual;
    const { way } = await own.ask({ type: 'look', path: place });
    await assert.rejects(own.ask({ type: 'read', path: place, way }), /temporary file in .*no such folder/);
    own.dispose();
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
    const way = await lab.wayOf(place);
    const beyond = { ...way, settings: { ...way.settings, column: 5, header: false } };
    await assert.rejects(client.ask({ type: 'read', path: place, way: beyond }), /"6".*1, 2/);
    const lines = file('other.jsonl', '{"id":1,"user":{"name":"a"}}\n{"id":2}\n');
    const other = { ...(await lab.wayOf(lines)), settings: { column: 'key' } };
    await assert.rejects(client.ask({ type: 'read', path: lines, way: other }), /"key".*id, user\.name/);
    const wrong = { ...way, settings: { ...way.settings, column: 'user' } };
    await assert.rejects(client.ask({ type: 'read', path: place, way: wrong }), /"user".*when, who/);
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
});
