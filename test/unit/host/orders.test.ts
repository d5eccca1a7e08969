import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Host, settled } from './host.ts';
import { desk, openNotebook } from './stub/desk.ts';
import { executing, StubNotebook, transcript } from './stub/notebook.ts';
import { NotebookCellData, NotebookCellKind, NotebookData, Uri } from './stub/values.ts';

/** What a person, or a kernel, may do; what does not fit the moment does nothing. */
const ACTIONS = [
  'run',
  'runAll',
  'interrupt',
  'restart',
  'crash',
  'finish',
  'answer',
  'escape',
  'close',
  'move',
] as const;
type Action = (typeof ACTIONS)[number];

const order = fc.array(
  fc.record({
    action: fc.constantFrom(...ACTIONS),
    cell: fc.nat(3),
    /** How long everything else goes on before the next one, in turns of the event loop. */
    turns: fc.nat(2),
  }),
  { minLength: 1, maxLength: 14 },
);

/** A cell with a question, one that ends at once, one that runs until it is told, and one that ends its kernel. */
function notebookData(): NotebookData {
  const code = (text: string): NotebookCellData =>
    new NotebookCellData(NotebookCellKind.Code, text, 'typescript');
  const question = new NotebookCellData(NotebookCellKind.Markup, 'How often?\n\n- once\n- twice', 'markdown');
  question.metadata = { directive: { kind: 'predict', header: 'answer: once\nexplanation: Because.' } };
  return new NotebookData([question, code('print a'), code('print b'), code('wait'), code('exit')]);
}
const CODE = [1, 2, 3, 4];

let count = 0;

class Play {
  private notebook = openNotebook(notebookData());
  private readonly started: Promise<unknown>[] = [];

  constructor(private readonly host: Host) {}

  do(action: Action, cell: number): void {
    const { host, notebook } = this;
    const index = CODE[cell] ?? 1;
    const kernel = [...host.kernels.live][0];
    const actions: Readonly<Record<Action, () => unknown>> = {
      run: () => !notebook.isClosed && this.started.push(host.run(notebook, index)),
      runAll: () => !notebook.isClosed && this.started.push(host.run(notebook, ...CODE)),
      interrupt: () => this.started.push(host.notebooks.interrupt(notebook)),
      restart: () => this.started.push(host.notebooks.restart(notebook)),
      crash: () => kernel?.exit(),
      finish: () => kernel?.waiting[0] && kernel.done(kernel.waiting[0]),
      answer: () => desk.questions[0]?.answer({ choice: 'once' }),
      escape: () => desk.questions[0]?.answer(undefined),
      close: () => desk.closeTab(notebook, cell % 2 === 0),
      move: () => this.move(),
    };
    actions[action]();
  }

  /** Nothing turns, nothing is asked, and a cell runs; then the notebook is closed and nothing of it is left. */
  async end(): Promise<void> {
    const { host, notebook } = this;
    const isSeen = desk.editors.some((editor) => (editor.notebook as unknown) === notebook);
    await host.notebooks.interrupt(notebook);
    await Promise.all(this.started);
    await settled();
    assert.deepEqual([executing.size, desk.questions.length], [0, 0]);
    if (isSeen) {
      await host.run(notebook, 2);
      assert.equal(transcript(notebook.cellAt(2)).at(-1), 'b');
      assert.equal(host.kernels.live.size, 1);
    }
    desk.closeTab(notebook);
    await settled();
    assert.deepEqual([host.kernels.live.size, executing.size], [0, 0]);
    assert.deepEqual(host.errors, []);
  }

  /** Its file is renamed. */
  private move(): void {
    const old = this.notebook;
    if (!desk.editors.some((editor) => (editor.notebook as unknown) === old)) return;
    const newUri = Uri.parse(`file:///folder/moved-${count++}.cachebook.md`);
    desk.renaming.fire({ files: [{ oldUri: Uri.from(old.uri), newUri }] });
    const copy = desk.open(new StubNotebook(newUri, notebookData()));
    desk.show(copy);
    this.notebook = copy as typeof old;
    desk.closeTab(old);
  }
}

describe('whatever is done with a notebook, in whatever order', function () {
  this.timeout(300_000);

  it('leaves no kernel behind, no cell that turns, and no question', async () => {
    const host = new Host();
    const property = fc.asyncProperty(order, async (steps) => {
      const play = new Play(host);
      for (const { action, cell, turns } of steps) {
        play.do(action, cell);
        for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
      }
      await play.end();
    });
    await fc.assert(property, { numRuns: 300 });
    host.dispose();
  });
});
