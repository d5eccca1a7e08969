import assert from 'node:assert/strict';
import { commands, workspace } from 'vscode';
import { untilKernels, untilStopped } from './support/kernels.ts';
import { watchLag } from './support/lag.ts';
import {
  cellsOf,
  closeNotebooks,
  openNotebook,
  run,
  runCells,
  successes,
  transcript,
  untilSaid,
} from './support/notebooks.ts';
import { until } from './support/until.ts';

const INTERRUPTED = /The cell was interrupted. All variables are kept|KeyboardInterrupt/;

/** language | sets a variable | never ends | reads the variable */
const ENDLESS = [
  ['ts', 'const kept = 41;', "console.log('on'); while (true) {}", 'kept + 1'],
  ['js', 'const kept = 41;', "console.log('on'); await new Promise(() => {})", 'kept + 1'],
  ['python', 'kept = 41', "print('on')\nwhile True: pass", 'kept + 1'],
] as const;

/** How a cell takes its kernel with it | what it says. */
const DEADLY = [
  ['ts', 'process.exit(3)', /A cell has ended the kernel. All variables are gone/],
  ['ts', "process.kill(process.pid, 'SIGKILL')", /ended unexpectedly \(SIGKILL\)/],
  ['ts', 'const hog = []; while (true) hog.push(new Uint8Array(1e7).fill(1))', /more than 512 MiB/],
] as const;

describe('what a cell does to its kernel', function () {
  this.timeout(120_000);
  afterEach(closeNotebooks);

  for (const [language, set, endless, get] of ENDLESS) {
    it(`${language}: ${endless} is interrupted, and variables are kept`, async () => {
      const notebook = await openNotebook(cellsOf([language, set], [language, endless], [language, get]));
      await runCells(notebook, 0);
      const running = runCells(notebook, 1, 3);
      await untilSaid(notebook.cellAt(1), 'on');
      const asked = performance.now();
      assert.equal(await commands.executeCommand('cachebook.interrupt'), true);
      console.log(`      interrupted after ${(performance.now() - asked).toFixed(0)} ms`);
      await running;
      assert.match(transcript(notebook.cellAt(1)).join('\n'), INTERRUPTED);
      assert.deepEqual(successes(notebook), [true, false, undefined]);
      assert.deepEqual(await run(notebook, 2), ['= 42']);
    });
  }

  for (const [language, deadly, says] of DEADLY) {
    it(`${deadly} ends its kernel, says so, and the next cell starts a new one`, async () => {
      const notebook = await openNotebook(
        cellsOf(['ts', 'var kept = 1'], [language, deadly], ['ts', 'typeof kept']),
      );
      await runCells(notebook, 0, 3);
      assert.match(transcript(notebook.cellAt(1)).join('\n'), says);
      // The tick of the first is gone with its kernel.
      await until(() => successes(notebook)[0] === undefined, workspace.onDidChangeNotebookDocument);
      assert.deepEqual(successes(notebook), [undefined, false, undefined]);
      const asked = performance.now();
      assert.deepEqual(await run(notebook, 2), ["= 'undefined'"]);
      console.log(`      the next cell ran after ${(performance.now() - asked).toFixed(0)} ms`);
      assert.equal(notebook.cellAt(2).executionSummary?.executionOrder, 1);
    });
  }

  // Windows stops no process.
  (process.platform === 'win32' ? it.skip : it)(
    'a kernel that has stopped itself is ended by an interrupt',
    async () => {
      const stop =
        "console.log('on'); setTimeout(() => process.kill(process.pid, 'SIGSTOP'), 100); await new Promise(() => {})";
      const notebook = await openNotebook(cellsOf(['ts', stop], ['ts', '1 + 1']));
      const running = runCells(notebook, 0);
      await untilSaid(notebook.cellAt(0), 'on');
      await untilStopped();
      const asked = performance.now();
      assert.equal(await commands.executeCommand('cachebook.interrupt'), false);
      console.log(`      ended after ${(performance.now() - asked).toFixed(0)} ms`);
      await running;
      assert.match(
        transcript(notebook.cellAt(0)).join('\n'),
        /did not answer the interrupt, so it was ended/,
      );
      assert.deepEqual(await run(notebook, 1), ['= 2']);
    },
  );

  it('Python is interrupted while it starts, and runs the next cell', async () => {
    // On a busy machine it may have started before the interrupt comes: then it has something to do.
    const notebook = await openNotebook(cellsOf(['python', 'while True: pass'], ['python', '1 + 1']));
    const running = runCells(notebook, 0);
    await untilSaid(notebook.cellAt(0), '= Starting Python...');
    await commands.executeCommand('cachebook.interrupt');
    await running;
    assert.match(transcript(notebook.cellAt(0)).join('\n'), /interrupted/);
    assert.deepEqual(await run(notebook, 1), ['= 2']);
  });

  it('a kernel that dies while nothing runs is told of by the next cell', async () => {
    const notebook = await openNotebook(
      cellsOf(['ts', 'setTimeout(() => process.exit(), 100)'], ['ts', '1 + 1']),
    );
    await runCells(notebook, 0);
    await untilKernels(0);
    assert.deepEqual(await run(notebook, 1), [
      '? A cell has ended the kernel. All variables are gone.',
      '= 2',
    ]);
  });

  it('an endless output is cut, and VS Code goes on', async () => {
    const notebook = await openNotebook(
      cellsOf(['ts', "console.log('on'); for (;;) console.log('x'.repeat(1000))"], ['ts', '1 + 1']),
    );
    const lag = watchLag();
    const running = runCells(notebook, 0);
    await untilSaid(notebook.cellAt(0), /The output was cut/);
    await commands.executeCommand('cachebook.interrupt');
    await running;
    console.log(`      the extension host was never busy for more than ${lag().toFixed(0)} ms`);
    assert.deepEqual(await run(notebook, 1), ['= 2']);
  });

  it('may be very much, of all kinds, without making VS Code wait', async () => {
    const floods = ['show(n)', "console[n % 2 ? 'log' : 'error'](n)", "show(createCache('lru', 2))"];
    const code = `for (let n = 0; n < 2000; n++) { ${floods.join('; ')} }`;
    const notebook = await openNotebook(cellsOf(['ts', code], ['ts', '1 + 1']));
    const lag = watchLag();
    await runCells(notebook, 0);
    const { outputs } = notebook.cellAt(0);
    console.log(`      ${outputs.length} outputs; the host was busy for ${lag().toFixed(0)} ms at most`);
    assert.ok(outputs.length > 100 && outputs.length < 1000);
    assert.match(transcript(notebook.cellAt(0)).at(-1) ?? '', /The output was cut/);
    assert.deepEqual(await run(notebook, 1), ['= 2']);
  });
});
