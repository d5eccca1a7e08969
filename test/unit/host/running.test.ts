import assert from 'node:assert/strict';
import { commands, NotebookEdit, NotebookRange, Uri, WorkspaceEdit, workspace } from 'vscode';
import { Host, settled, summaries } from './host.ts';
import { dataOf, desk, openNotebook } from './stub/desk.ts';
import { executing, StubNotebook, transcript } from './stub/notebook.ts';

describe('running cells of a notebook', () => {
  let host: Host;
  beforeEach(() => (host = new Host()));
  afterEach(() => host.dispose());

  it('runs them in order, in one kernel, and counts them', async () => {
    const notebook = openNotebook(dataOf('# Text', 'print a', 'print b'));
    await host.run(notebook, 1, 2);
    assert.deepEqual(notebook.getCells().map(transcript), [[], ['a'], ['b']]);
    assert.deepEqual(summaries(notebook), [
      [undefined, undefined],
      [1, true],
      [2, true],
    ]);
    assert.equal(host.kernels.all.length, 1);
  });

  it('stops at the first that fails', async () => {
    const notebook = openNotebook(dataOf('throw Error no', 'print b'));
    await host.run(notebook, 0, 1);
    assert.deepEqual(
      summaries(notebook).map(([, ok]) => ok),
      [false, undefined],
    );
  });

  it('goes on where VS Code lets nobody run one of them', async () => {
    const notebook = openNotebook(dataOf('print a', 'print b', 'print c'));
    const gone = notebook.cellAt(1);
    const edit = new WorkspaceEdit();
    edit.set(notebook.uri, [NotebookEdit.deleteCells(new NotebookRange(1, 2))]);
    await workspace.applyEdit(edit);
    await host.notebooks.run(notebook, [notebook.cellAt(0), gone, notebook.cellAt(1)]);
    assert.deepEqual(notebook.getCells().map(transcript), [['a'], ['c']]);
    assert.equal(executing.size, 0);
    await host.run(notebook, 0);
    assert.deepEqual(summaries(notebook)[0], [3, true]);
  });

  it('tells an error of our own at the cell, and runs the next', async () => {
    const notebook = openNotebook(dataOf('print a'));
    const refusing = host.notebooks.gates.add(() => Promise.reject(new Error('lost')));
    await host.run(notebook, 0);
    refusing.dispose();
    assert.deepEqual(transcript(notebook.cellAt(0)), ['? lost']);
    assert.equal(executing.size, 0);
    await host.run(notebook, 0);
    assert.deepEqual(transcript(notebook.cellAt(0)), ['a']);
  });

  it('takes no verdict from a kernel: a cell could have claimed it', async () => {
    const notebook = openNotebook(dataOf('print a'));
    await host.run(notebook, 0);
    const { newest } = host.kernels;
    const [first] = newest.sent.filter((message) => message.type === 'run');
    let heard = 0;
    const listening = host.notebooks.onDidReceiveMessage(({ message }) => {
      if (message.type === 'checked') heard++;
    });
    const report = { passed: true, results: [] };
    newest.say({ type: 'checked', cell: first!.run, exercise: 'lru', report });
    assert.equal(heard, 0);
    listening.dispose();
  });

  it('shows what comes late below its cell, unless that has run again', async () => {
    const notebook = openNotebook(dataOf('print a', 'print b'));
    await host.run(notebook, 0, 1);
    const { newest } = host.kernels;
    const [first] = newest.sent.filter((message) => message.type === 'run');
    let heard = 0;
    const listening = host.notebooks.onDidReceiveMessage(() => heard++);
    newest.print(first!, 'late');
    assert.equal(heard, 0);
    await host.run(notebook, 1); // Hands over what came late.
    assert.deepEqual(transcript(notebook.cellAt(0)), ['alate']);
    await host.run(notebook, 0);
    newest.print(first!, 'too late');
    await host.run(notebook, 1);
    assert.deepEqual(transcript(notebook.cellAt(0)), ['a']);
    listening.dispose();
  });

  it('says once that a message could not be read, and goes on', async () => {
    const notebook = openNotebook(dataOf('wait'));
    const running = host.run(notebook, 0);
    await settled();
    const { newest } = host.kernels;
    newest.say({ type: 'nonsense' });
    newest.say(undefined);
    newest.print(newest.waiting[0]!, 'on');
    newest.done(newest.waiting[0]!);
    await running;
    assert.deepEqual(transcript(notebook.cellAt(0)), [
      '? The kernel sent a message that could not be read, so it is left out. All variables are kept.',
      'on',
    ]);
    assert.equal(host.kernels.live.size, 1);
  });

  it('tells of an interrupt whether all variables are kept', async () => {
    const notebook = openNotebook(dataOf('wait'));
    const interrupts: unknown[] = [];
    for (const kept of [true, false]) {
      const running = host.run(notebook, 0);
      await settled();
      const { newest } = host.kernels;
      const asked = host.notebooks.interrupt(notebook);
      newest.say({ type: 'idle', kept });
      newest.done(newest.waiting[0]!, false);
      interrupts.push(await asked);
      await running;
      await settled();
    }
    assert.deepEqual(interrupts, [true, false]);
  });

  it('keeps a hint that is asked for while its cell waits', async () => {
    const notebook = openNotebook(dataOf('wait', '# Task', 'print b'));
    const { NotebookCellOutput, NotebookCellOutputItem } = await import('vscode');
    const running = host.run(notebook, 0, 2);
    await settled();
    const hint = new NotebookCellOutput([NotebookCellOutputItem.text('a hint')]);
    await host.notebooks.addOutput(notebook.cellAt(2), hint);
    host.kernels.newest.done(host.kernels.newest.waiting[0]!);
    await running;
    assert.deepEqual(transcript(notebook.cellAt(2)), ['= a hint', 'b']);
    assert.equal(summaries(notebook)[2]?.[1], true);
  });
});

describe('a kernel that ends', () => {
  let host: Host;
  beforeEach(() => (host = new Host()));
  afterEach(() => host.dispose());
  const ENDED = /^\? The kernel ended unexpectedly \(exit code 1\)/;

  it('while nothing runs is told of by the next cell, which has its value', async () => {
    const notebook = openNotebook(dataOf('print a', 'print b'));
    await host.run(notebook, 0);
    host.kernels.newest.exit();
    await settled();
    await host.run(notebook, 1);
    const [told, value] = transcript(notebook.cellAt(1));
    assert.match(told!, ENDED);
    assert.equal(value, 'b');
  });

  it('takes no cell with it that was sent to it before anybody knew', async () => {
    const notebook = openNotebook(dataOf('print a', 'print b', 'print c'));
    await host.run(notebook, 0);
    host.kernels.newest.exit();
    await host.run(notebook, 1, 2);
    assert.match(transcript(notebook.cellAt(1))[0]!, ENDED);
    assert.deepEqual([transcript(notebook.cellAt(1))[1], transcript(notebook.cellAt(2))], ['b', ['c']]);
    assert.deepEqual(summaries(notebook).slice(1), [
      [1, true],
      [2, true],
    ]);
  });

  it('in the middle of a cell ends that and those that wait', async () => {
    const notebook = openNotebook(dataOf('exit', 'print b'));
    await Promise.all([host.run(notebook, 0), host.run(notebook, 1)]);
    assert.match(transcript(notebook.cellAt(0))[0]!, ENDED);
    assert.deepEqual(
      summaries(notebook).map(([, ok]) => ok),
      [false, undefined],
    );
    assert.equal(executing.size, 0);
  });

  it('before it could run anything is not started again and again', async () => {
    host.kernels.run = (kernel) => kernel.exit();
    const notebook = openNotebook(dataOf('print a'));
    await host.run(notebook, 0);
    assert.match(transcript(notebook.cellAt(0))[0]!, ENDED);
    assert.equal(host.kernels.all.length, 1);
  });

  it('takes ticks and numbers along, and what cells have shown says so', async () => {
    const notebook = openNotebook(dataOf('print a', '1'));
    await host.run(notebook, 0, 1);
    assert.equal(await host.notebooks.restart(notebook), true);
    assert.deepEqual(summaries(notebook), [
      [undefined, undefined],
      [undefined, undefined],
    ]);
    const EARLIER = '= From an earlier kernel, whose variables are gone.';
    assert.deepEqual(notebook.getCells().map(transcript), [['a', EARLIER], []]);
    await host.run(notebook, 0);
    assert.deepEqual(transcript(notebook.cellAt(0)), ['a']);
  });

  it('by a restart ends what runs, and a cell asked for meanwhile runs in a new one', async () => {
    const notebook = openNotebook(dataOf('wait', 'print b'));
    const running = host.run(notebook, 0);
    await settled();
    const restarting = host.notebooks.restart(notebook);
    const next = host.run(notebook, 1);
    await Promise.all([running, restarting, next]);
    assert.deepEqual(transcript(notebook.cellAt(0)), ['? The kernel was restarted. All variables are gone.']);
    assert.deepEqual(transcript(notebook.cellAt(1)), ['b']);
    assert.equal(host.kernels.all.length, 2);
  });

  it('is ended when the last tab of its notebook is closed, and with the extension', async () => {
    const [first, second] = [openNotebook(dataOf('wait')), openNotebook(dataOf('1'))];
    void host.run(first, 0);
    await host.run(second, 0);
    desk.closeTab(first, true);
    await settled();
    assert.equal(host.kernels.live.size, 1);
    host.dispose();
    await settled();
    assert.equal(host.kernels.live.size, 0);
  });
});

describe('a kernel as a session', () => {
  let host: Host;
  beforeEach(() => (host = new Host()));
  afterEach(() => host.dispose());

  it('is one from its first cell on, and can be stopped while that runs', async () => {
    const notebook = openNotebook(dataOf('wait'), 'file:///folder/loop.cachebook.md');
    const running = host.run(notebook, 0);
    await new Promise<void>((resolve) => {
      const listening = host.store.onDidChangeStatus(() => {
        listening.dispose();
        resolve();
      });
    });
    assert.deepEqual(
      host.store.running.map(({ title }) => title),
      ['loop'],
    );
    assert.match(desk.statusItem.text, /loop$/);
    assert.equal(desk.statusItem.isShown, true);
    await commands.executeCommand('cachebook.stop');
    await running;
    assert.deepEqual(desk.messages, []);
    assert.deepEqual(host.store.running, []);
    assert.equal(desk.statusItem.isShown, false);
  });
});

describe('a notebook that goes on under another address', () => {
  let host: Host;
  beforeEach(() => (host = new Host()));
  afterEach(() => host.dispose());

  /** As VS Code does it: the new document comes before its tab; of what was never saved the document goes before the tab. */
  async function replace(old: StubNotebook, address: string): Promise<StubNotebook> {
    const copy = new StubNotebook(Uri.parse(address), dataOf(...old.cells.map(({ text }) => text)));
    desk.open(copy);
    if (old.isUntitled) desk.closeDocument(old);
    desk.show(copy);
    desk.closeTab(old);
    await settled();
    return copy;
  }

  it('keeps its kernel, its outputs and its numbers when it is saved for the first time', async () => {
    const untitled = openNotebook(dataOf('print a', 'print b'), 'untitled:Untitled-1.cachebook.md');
    await host.run(untitled, 0);
    const saved = await replace(untitled, 'file:///folder/saved.cachebook.md');
    assert.equal(host.kernels.live.size, 1);
    assert.deepEqual(transcript(saved.cellAt(0)), ['a']);
    assert.deepEqual(saved.cellAt(0).executionSummary?.executionOrder, 1);
    await host.run(saved as never, 1);
    assert.equal(saved.cellAt(1).executionSummary?.executionOrder, 2);
    assert.equal(host.kernels.all.length, 1);
  });

  it('goes on running when its file or a folder above is renamed', async () => {
    const notebook = openNotebook(dataOf('wait', 'print b'), 'file:///folder/a/old.cachebook.md');
    const running = host.run(notebook, 0);
    await settled();
    const names = { oldUri: Uri.parse('file:///folder/a'), newUri: Uri.parse('file:///folder/b') };
    desk.renaming.fire({ files: [names] });
    const renamed = await replace(notebook, 'file:///folder/b/old.cachebook.md');
    const { newest } = host.kernels;
    newest.print(newest.waiting[0]!, 'on');
    newest.done(newest.waiting[0]!);
    await running;
    assert.deepEqual(transcript(renamed.cellAt(0)), ['on']);
    assert.deepEqual([renamed.cellAt(0).executionSummary?.success, executing.size], [true, 0]);
    desk.closeTab(renamed);
    await settled();
    assert.equal(host.kernels.live.size, 0);
  });

  it('leaves no kernel behind when it does not come', async () => {
    const notebook = openNotebook(dataOf('1'), 'file:///folder/old.cachebook.md');
    await host.run(notebook, 0);
    const names = { oldUri: notebook.uri, newUri: Uri.parse('file:///folder/new.cachebook.md') };
    desk.renaming.fire({ files: [names] });
    desk.closeTab(notebook);
    await settled();
    assert.equal(host.kernels.live.size, 0);
  });
});
