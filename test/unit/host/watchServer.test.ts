import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { mock } from 'node:test';
import os from 'node:os';
import path from 'node:path';
import { openWatchServer } from '../../../src/host/node/watchServer.ts';
import type { Reception, WatchServer } from '../../../src/host/platform.ts';
import { MAX_FRAME, PROBE_VERSION, type ProbeMessage } from '../../../src/watch/messages.ts';
import { itOnPosix } from '../standIns.ts';

const hello = {
  version: PROBE_VERSION,
  token: 'secret',
  runtime: 'node',
  runtimeVersion: '20.0.0',
  pid: 7,
  ppid: 1,
  thread: 0,
  argv: ['a.js'],
  cwd: '/',
  records: false,
};

function frame(list: unknown): Buffer {
  const content = Buffer.from(JSON.stringify(list));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(content.length);
  return Buffer.concat([length, content]);
}

/** Who notes what happens, and tells when it does. */
class Notes implements Reception {
  readonly all: string[] = [];
  readonly messages: ProbeMessage[] = [];
  onMessage: () => void = () => undefined;
  private waiting: (() => void)[] = [];

  welcome({ pid }: { readonly pid: number }) {
    this.note(`welcome ${pid}`);
    return {
      take: (message: ProbeMessage) => {
        this.messages.push(message);
        this.onMessage();
      },
      end: () => this.note(`end ${pid}`),
    };
  }

  refused(why: string): void {
    this.note(`refused: ${why}`);
  }

  async until(text: string): Promise<void> {
    while (!this.all.includes(text)) await new Promise<void>((resolve) => this.waiting.push(resolve));
  }

  private note(text: string): void {
    this.all.push(text);
    for (const go of this.waiting.splice(0)) go();
  }
}

describe('the way in for probes', () => {
  let server: WatchServer;
  let notes: Notes;
  const sockets: Socket[] = [];

  beforeEach(async () => {
    notes = new Notes();
    server = await openWatchServer('secret', notes);
  });
  afterEach(() => {
    for (const socket of sockets.splice(0)) socket.destroy();
    server.dispose();
  });

  function knock(): Socket {
    const socket = connect(server.address);
    socket.on('error', () => undefined);
    sockets.push(socket);
    return socket;
  }

  it('lets in who knows the token, and hears all until it ends', async () => {
    const socket = knock();
    socket.write(frame(['hello', hello]));
    for (let id = 0; id < 2000; id++) socket.write(frame(['counts', 1, [[id, 1, 2, 0, 1, null]]]));
    socket.end(frame(['bye']));
    await notes.until('end 7');
    assert.deepEqual(notes.all, ['welcome 7', 'end 7']);
    assert.equal(notes.messages.length, 2001);
    assert.equal(notes.messages.at(-1)?.type, 'bye');
  });

  it('hears several programs beside each other', async () => {
    for (const pid of [1, 2, 3]) knock().end(frame(['hello', { ...hello, pid }]));
    for (const pid of [1, 2, 3]) await notes.until(`end ${pid}`);
    assert.equal(notes.all.length, 6);
  });

  const refused: readonly (readonly [string, string, Buffer])[] = [
    ['another token', 'stranger', frame(['hello', { ...hello, token: 'guessed' }])],
    ['no word of who it is', 'stranger', frame(['bye'])],
    ['a probe of another version', 'version', frame(['hello', { ...hello, version: PROBE_VERSION + 1 }])],
    ['what is no message', 'unreadable', Buffer.from([5, 0, 0, 0, ...Buffer.from('hello')])],
    ['a frame without end', 'unreadable', Buffer.from(Uint32Array.of(MAX_FRAME + 1).buffer)],
  ];
  for (const [what, why, bytes] of refused) {
    it(`refuses ${what}, and hangs up`, async () => {
      const socket = knock();
      socket.resume();
      socket.write(bytes);
      await once(socket, 'close');
      assert.deepEqual(notes.all, [`refused: ${why}`]);
    });
  }

  it('does not read what comes after damage', async () => {
    const socket = knock();
    socket.resume();
    socket.write(frame(['hello', hello]));
    socket.write(frame(['counts', 'no time', []]));
    socket.write(frame(['bye']));
    await once(socket, 'close');
    await notes.until('end 7');
    assert.deepEqual(notes.messages, []);
    assert.deepEqual(notes.all, ['welcome 7', 'refused: unreadable', 'end 7']);
  });

  it('is not read faster than it is taken in: who writes without end waits, and others are heard', async () => {
    const flood = knock();
    flood.write(frame(['hello', hello]));
    const piece = frame(['calls', 1, Array.from({ length: 1000 }, () => [1, 1, 4, 'key'])]);
    let written = 0;
    while (flood.write(piece) || written < 100) written++;
    const other = knock();
    other.end(frame(['hello', { ...hello, pid: 8 }]));
    await notes.until('end 8');
    flood.end();
    await notes.until('end 7');
    assert.equal(notes.messages.length, written + 1);
  });

  it('gives way to what else is to be done after some ms, however much has come', async () => {
    let [clock, turn] = [0, 0];
    const turns: number[] = [];
    notes.onMessage = () => {
      clock += 5;
      turns.push(turn);
    };
    mock.method(performance, 'now', () => clock);
    const socket = knock();
    socket.end(Buffer.concat([frame(['hello', hello]), ...Array.from({ length: 20 }, () => frame(['bye']))]));
    const count = (): void => {
      turn++;
      if (turns.length < 20) setImmediate(count);
    };
    count();
    await notes.until('end 7');
    mock.restoreAll();
    assert.equal(turns.length, 20);
    const most = Math.max(...turns.map((each) => turns.filter((other) => other === each).length));
    assert.ok(most <= 2, `${most} messages in a turn`);
  });

  itOnPosix('lies in a folder that nobody else may enter, which is removed with it', () => {
    const folder = path.dirname(server.address);
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    assert.ok(Buffer.byteLength(server.address) <= 100);
    server.dispose();
    assert.ok(!existsSync(folder));
  });

  itOnPosix('removes what a window that has crashed has left, and nothing else', async () => {
    const mine = path.dirname(server.address);
    const left = path.join(os.tmpdir(), 'cachebook-999999999-abcdef');
    const other = path.join(os.tmpdir(), 'cachebook-notes');
    mkdirSync(left, { recursive: true });
    mkdirSync(other, { recursive: true });
    const second = await openWatchServer('secret', notes);
    assert.ok(!readdirSync(os.tmpdir()).includes(path.basename(left)));
    assert.ok(existsSync(mine) && existsSync(other));
    rmSync(other, { recursive: true });
    second.dispose();
  });

  it('ends what it hears when it is closed', async () => {
    const socket = knock();
    socket.resume();
    socket.write(frame(['hello', hello]));
    await notes.until('welcome 7');
    server.dispose();
    await once(socket, 'close');
  });
});
