import assert from 'node:assert/strict';
import type { KernelToHost } from '../../../../src/protocol/kernel.ts';
import { TURN } from '../../../../src/kernel/cells/script/names.ts';
import type { KernelBundle } from '../kernelProcess.ts';
import { NotebookProcess, shareNotebook, transcript } from './notebookProcess.ts';

const IMPORTS = `
  import { exec } from 'node:child_process';
  import { once } from 'node:events';
  import fs from 'node:fs';
  import { readFile } from 'node:fs/promises';
  import { createServer } from 'node:http';
  import net from 'node:net';
  import { Readable } from 'node:stream';
  import timers from 'node:timers';
  import { setInterval as ticks, setTimeout as sleep } from 'node:timers/promises';
  import zlib from 'node:zlib';
  const file = ${JSON.stringify(import.meta.url)}.slice('file://'.length);
  const server = createServer((request, answer) => answer.end('x'));
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const address = 'http://127.0.0.1:' + server.address().port;
  let open;
  const gate = new Promise((resolve) => (open = resolve));
  let count = 0, steps = 0;
  const step = () => { count++; if (++steps === 2) console.log('go') };
`;

/** Code that goes on and on, and waits for something else each time. Each calls \`step\`. */
const LOOPS: Readonly<Record<string, string>> = {
  fetch: `for (;;) { await (await fetch(address)).text(); step() }`,
  'fetch, whatever fails': `for (;;) try { await fetch(address); throw step() } catch { count++ } finally { count++ }`,
  'timers/promises': `for (;;) { await sleep(1); step() }`,
  'an iterator of timers/promises': `for await (const _ of ticks(1)) step()`,
  'node:timers': `timers.setInterval(step, 1)`,
  'fs/promises': `for (;;) { await readFile(file); step() }`,
  'callbacks of fs': `const again = () => { step(); fs.readFile(file, again) }; again()`,
  exec: `const again = () => { step(); exec('true', again) }; again()`,
  zlib: `const again = () => { step(); zlib.gzip('x', again) }; again()`,
  'a MessageChannel': `
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { step(); port2.postMessage(1) }; port2.postMessage(1)`,
  then: `const again = () => sleep(1).then(step).then(again); again()`,
  'an async generator': `
    async function* endless() { for (;;) { await sleep(1); yield 1 } }
    for await (const _ of endless()) step()`,
  'a stream': `Readable.from((async function* () { for (;;) { await sleep(1); yield 'x' } })()).on('data', step)`,
  'a socket': `
    const echo = net.createServer((socket) => socket.pipe(socket));
    await once(echo.listen(0, '127.0.0.1'), 'listening');
    const socket = net.connect(echo.address().port, '127.0.0.1');
    socket.on('data', () => { step(); socket.write('x') }).write('x')`,
};

/** Code that waits for `gate`, and counts when it goes on, whether that opens or not. */
const WAITS: Readonly<Record<string, string>> = {
  await: `await gate.catch(() => undefined); count++`,
  'a value of its own': `const { count = bump() } = await gate; bump()`,
  catch: `try { await gate } catch { count++ }`,
  finally: `try { await gate } finally { count++ }`,
  'then, with several values': `gate.then(() => (0, count++), () => (0, count++))`,
  'the end of a loop': `outer: inner: for await (const each of next) continue outer; count++`,
  'the end of a loop without a block': `if (gate) for await (const each of next) bump(); else bump(); count++`,
  using: `{ using held = { [Symbol.dispose]: native }; await gate } count++`,
  'await using': `async function hold() { await using held = { [Symbol.asyncDispose]: native }; await gate } await hold()`,
  'the end of await using': `{ await using held = { [Symbol.asyncDispose]: () => gate } } count++`,
};

const FILE = JSON.stringify(import.meta.filename);

/** Code without end that no cell has written, as a package has. */
const PACKAGE = `new Function('read', 'file', '(async () => { for (;;) await read(file) })()')(readFile, ${FILE})`;

describe('what comes late', function () {
  this.timeout(30_000);
  let bundle: KernelBundle;
  let notebook: NotebookProcess;

  shareNotebook((...shared) => ([notebook, bundle] = shared));
  before(async () => {
    const said = await notebook.run(IMPORTS, 'javascript');
    assert.deepEqual(transcript(said), []);
  });

  for (const [title, loop] of Object.entries(LOOPS)) {
    it(`an interrupt ends what waits for ${title}`, async () => {
      notebook.execute(`steps = 0; ${loop}; await new Promise(() => {})`, 'javascript');
      await notebook.until('output');
      notebook.send({ type: 'interrupt' });
      const said = transcript(await notebook.until('idle'));
      assert.deepEqual(said, ['! Interrupted: The cell was interrupted. All variables are kept.']);
      // Another cell waits for the same things, so that what is late had its time to come.
      const wait = `await sleep(20); await readFile(file); await (await fetch(address)).text()`;
      const next = await notebook.run(`const before = count; ${wait}; count - before`, 'javascript');
      assert.deepEqual(transcript(next), ['= 0']);
    });
  }

  for (const [title, wait] of Object.entries(WAITS)) {
    for (const end of ['open({ done: true })', 'fail(1)']) {
      it(`does not go on, whatever it has waited for: ${title}, ${end}`, async () => {
        const code = `
          var bump = () => { count++ }, fail, counted = [], native = Array.prototype.push.bind(counted, 1);
          var gate = new Promise((resolve, reject) => { open = resolve; fail = reject });
          var next = { [Symbol.asyncIterator]: () => ({ next: () => gate }) };
          console.log('go'); ${wait}; await new Promise(() => {})`;
        notebook.execute(code, 'javascript');
        await notebook.until('output');
        notebook.send({ type: 'interrupt' });
        await notebook.until('idle');
        const said = await notebook.run(
          `const before = count; ${end}; await sleep(1); [count - before, counted.length]`,
          'javascript',
        );
        assert.deepEqual(transcript(said), ['= [ 0, 0 ]']);
      });
    }
  }

  describe('when an interrupt is asked for while nothing runs', () => {
    let other: NotebookProcess;
    before(async () => {
      other = await NotebookProcess.start(bundle.file);
      await other.run(`import { readFile } from 'node:fs/promises'; const kept = 1`, 'javascript');
    });
    after(() => other.close());

    /** Interrupts a cell, then as often as is asked when nothing runs; gives what was said last. */
    async function interrupt(code: string, often: number): Promise<string> {
      other.execute(`console.log('go'); ${code}; await new Promise(() => {})`, 'javascript');
      await other.until('output');
      let said = '';
      for (let count = 0; count <= often && !said.startsWith('#'); count++) {
        other.send({ type: 'interrupt' });
        said = transcript(await other.until('idle', 'ended')).join();
      }
      return said;
    }

    it('is no reason to lose variables that something still tidies up', async () => {
      // Neither is a cell's own code: nothing keeps them from going on.
      const tidy = `new Function('read', 'file', 'done', 'for (let n = 0; n < 40; n++) read(file).then(done, done)')`;
      const code = `${tidy}(readFile, ${FILE}, () => kept)`;
      assert.equal(await interrupt(code, 2), '');
      assert.deepEqual(transcript(await other.run('kept', 'javascript')), ['= 1']);
    });

    it('nor that a cell has stopped the clock', async () => {
      const still = 'const clock = performance.now; performance.now = () => 0';
      assert.equal(await interrupt(still, 2), '');
      assert.deepEqual(transcript(await other.run('performance.now = clock; kept', 'javascript')), ['= 1']);
    });

    it('nor that a cell has left something running until now', async () => {
      await other.run(PACKAGE, 'javascript');
      other.send({ type: 'interrupt' });
      assert.deepEqual(transcript(await other.until('idle', 'ended')), []);
      assert.deepEqual(transcript(await other.run('kept', 'javascript')), ['= 1']);
    });

    it('ends the kernel where what was interrupted goes on and on, and says what is lost', async () => {
      const said = await interrupt(PACKAGE, 1);
      assert.match(said, /^# What was interrupted before went on running.* All variables are gone/);
    });
  });

  it('is looked for at no cost: what was not interrupted only reads a property', async () => {
    const code = `
      const look = () => ${TURN}.mayBeLate, seen = [look()];
      await null; seen.push(look()); await sleep(1); seen.push(look());
      setTimeout(() => seen.push(look()), 0); await sleep(1); seen.join()`;
    const free = [`= 'false,false,false,false'`];
    const other = await NotebookProcess.start(bundle.file);
    try {
      await other.run(`import { setTimeout as sleep } from 'node:timers/promises'`, 'javascript');
      assert.deepEqual(transcript(await other.run(code, 'javascript')), free);
      other.execute(`console.log('go'); await new Promise(() => {})`, 'javascript');
      await other.until('output');
      other.send({ type: 'interrupt' });
      await other.until('idle');
      assert.deepEqual(transcript(await other.run(code, 'javascript')), free);
    } finally {
      await other.close();
    }
  });

  it('stands below its own cell', async () => {
    const code = `
      var left = 53, come, all = new Promise((resolve) => (come = () => --left || resolve()));
      setTimeout(() => { console.log('timer'); come() }, 5);
      for (let each = 0; each < 50; each++) fs.readFile(file, () => { console.log('file'); come() });
      void sleep(5).then(() => { console.log('promise'); come() });
      setTimeout(() => { come(); throw new Error('thrown') }, 5); undefined`;
    const early = notebook.execute(code, 'javascript');
    const before = await notebook.until('done');
    const wait = `await all; await sleep(1); process.stdout.write('no line end')`;
    const next = notebook.execute(wait, 'javascript');
    const said = [...before, ...(await notebook.until('done'))];
    const texts = (cell: string): string => said.map((message) => textOf(message, cell)).join('');
    for (const each of ['timer', 'file', 'promise', 'Uncaught Error: thrown'])
      assert.ok(texts(early).includes(each));
    assert.equal(texts(next), 'no line end');
  });

  it('passes no exercise', async () => {
    const code = `console.log('go'); await gate; class LRUCache {}`;
    notebook.execute(code, 'javascript', 'lru');
    await notebook.until('output');
    notebook.send({ type: 'interrupt' });
    await notebook.until('idle');
    const said = await notebook.run('open(1); await sleep(1)', 'javascript');
    assert.deepEqual(
      said.map(({ type }) => type),
      ['started', 'done'],
    );
  });

  it('gives no value to a variable of an interrupted cell', async () => {
    notebook.execute(
      `console.log('go'); const never = await new Promise((resolve) => (open = resolve))`,
      'javascript',
    );
    await notebook.until('output');
    notebook.send({ type: 'interrupt' });
    await notebook.until('idle');
    const said = await notebook.run('open(1); await sleep(1); typeof never', 'javascript');
    assert.deepEqual(transcript(said), [`= 'undefined'`]);
  });

  it('of a server answers other cells, and prints below its own', async () => {
    const own = notebook.execute(
      `const talking = createServer((request, answer) => { console.log('asked'); answer.end('y') });
       await once(talking.listen(0, '127.0.0.1'), 'listening')[0]`,
      'javascript',
    );
    await notebook.until('done');
    notebook.execute(`console.log('go'); await new Promise(() => {})`, 'javascript');
    await notebook.until('output');
    notebook.send({ type: 'interrupt' });
    await notebook.until('idle');
    const said = await notebook.run(
      `await (await fetch('http://127.0.0.1:' + talking.address().port)).text()`,
      'javascript',
    );
    assert.equal(said.map((message) => textOf(message, own)).join(''), 'asked\n');
    assert.equal(transcript(said).at(-1), `= 'y'`);
  });

  it('is told in full before the kernel ends', async () => {
    const other = await NotebookProcess.start(bundle.file);
    const said = await other.run(
      `console.log('a'); await new Promise((r) => setTimeout(r, 50)); console.log('b'); process.exit(1)`,
      'javascript',
    );
    assert.deepEqual(transcript(said), ['a', 'b', '# A cell has ended the kernel. All variables are gone.']);
  });
});

function textOf(message: KernelToHost, cell: string): string {
  return message.type === 'output' && message.run === cell ? message.text : '';
}
