import assert from 'node:assert/strict';
import type { NotebookCell, NotebookCellStatusBarItem, NotebookDocument } from 'vscode';
import { commands } from 'vscode';
import { Host, settled, summaries } from './host.ts';
import type { Question } from './stub/desk.ts';
import { desk, openNotebook } from './stub/desk.ts';
import { StubNotebook, transcript } from './stub/notebook.ts';
import { NotebookCellData, NotebookCellKind, NotebookData, Uri } from './stub/values.ts';

const code = (text: string): NotebookCellData =>
  new NotebookCellData(NotebookCellKind.Code, text, 'typescript');

function question(text: string, answer: string): NotebookCellData {
  const cell = new NotebookCellData(NotebookCellKind.Markup, text, 'markdown');
  const header = `answer: ${answer}\nexplanation: Because.`;
  cell.metadata = { directive: { kind: 'predict', header } };
  return cell;
}

/** A cell; a question with choices and its cell; two questions, one of them free, and their cell. */
function lesson(): NotebookData {
  return new NotebookData([
    code('print draw'),
    question('How **often**?\n\n- once\n- twice', 'once'),
    code('print often'),
    question('How many?', '1,000 | a thousand'),
    question('Who?\n\n- A\n- B', 'A'),
    code('print who'),
  ]);
}
const [DRAW, ONE, OFTEN, MANY, , WHO] = [0, 1, 2, 3, 4, 5] as const;

const ABOVE_FIRST =
  '? The cell was not run, because the kernel is new and the cells above have not run in it. "Run the Cells Above" at this cell runs them; then its question is asked.';
const UNANSWERED =
  '? The cell was not run, because the question above it has no answer yet. Run it again to answer.';

describe('a question before a cell', () => {
  let host: Host;
  let notebook: NotebookDocument;
  beforeEach(() => {
    host = new Host();
    notebook = openNotebook(lesson());
  });
  afterEach(() => host.dispose());

  const pick = (asked: Question, choice: string): void => asked.answer({ choice });
  const give = (cell: number, answer: string): Thenable<unknown> =>
    commands.executeCommand('cachebook.answerPrediction', {
      notebook: notebook.uri.toString(),
      cell,
      answer,
    });

  async function items(cell: number): Promise<string[]> {
    const provider = desk.cellStatus as {
      provideCellStatusBarItems(cell: NotebookCell): Promise<NotebookCellStatusBarItem[]>;
    };
    return (await provider.provideCellStatusBarItems(notebook.cellAt(cell))).map(({ text }) => text);
  }

  it('is asked when its cell runs, and judged below it', async () => {
    await host.run(notebook, DRAW);
    const running = host.run(notebook, OFTEN);
    const asked = await desk.question();
    assert.equal((asked.options as { title: string }).title, 'How often?');
    pick(asked, 'twice');
    await running;
    const verdict = '= You predicted: **twice**. The answer: **once**. Because.';
    assert.deepEqual(transcript(notebook.cellAt(OFTEN)).slice(0, 2), ['often', verdict]);
    await host.run(notebook, OFTEN);
    assert.deepEqual(desk.questions, []);
  });

  it('is not asked in a new kernel that has run nothing above; one click runs that', async () => {
    await host.run(notebook, OFTEN);
    assert.deepEqual(transcript(notebook.cellAt(OFTEN)), [ABOVE_FIRST]);
    assert.deepEqual([desk.questions.length, host.kernels.live.size], [0, 0]);
    assert.ok((await items(OFTEN)).includes('$(run-above) Run the Cells Above'));
    assert.equal(await commands.executeCommand('cachebook.runCellsAbove', notebook.cellAt(OFTEN)), true);
    assert.deepEqual(transcript(notebook.cellAt(DRAW)), ['draw']);
    assert.ok(!(await items(OFTEN)).includes('$(run-above) Run the Cells Above'));
    const running = host.run(notebook, OFTEN);
    pick(await desk.question(), 'once');
    await running;
    assert.equal(transcript(notebook.cellAt(OFTEN))[0], 'often');
  });

  it('keeps its cell from running while it has no answer, and those after it', async () => {
    await host.run(notebook, DRAW);
    const running = host.run(notebook, OFTEN, WHO);
    (await desk.question()).answer(undefined);
    await running;
    assert.deepEqual(transcript(notebook.cellAt(OFTEN)), [UNANSWERED]);
    assert.deepEqual(
      summaries(notebook)
        .map(([, ok]) => ok)
        .filter((_, at) => at === OFTEN || at === WHO),
      [false, undefined],
    );
  });

  it('may be one of several, of which each is answered', async () => {
    await host.run(notebook, DRAW);
    await give(MANY, ' A Thousand ');
    const running = host.run(notebook, WHO);
    pick(await desk.question(), 'B');
    await running;
    assert.deepEqual(
      transcript(notebook.cellAt(WHO)).filter((line) => line !== '' && !line.endsWith('Because.')),
      ['who'],
    );
  });

  it('takes a choice that it offers, and no other; and an answer that says something', async () => {
    await assert.rejects(
      async () => give(ONE, 'often'),
      /"often" is none of the choices\. Use one of: once, twice/,
    );
    await assert.rejects(async () => give(MANY, '  '), /has to say something/);
    await assert.rejects(async () => give(99, 'x'), /There is no cell 99: the notebook has 6 cells/);
    assert.equal(await give(DRAW, 'x'), undefined);
  });

  it('is not asked any more when its cell is interrupted, which does not look as if it had run', async () => {
    await host.run(notebook, DRAW);
    const running = host.run(notebook, OFTEN);
    await desk.question();
    assert.equal(await host.notebooks.interrupt(notebook), true);
    await running;
    assert.deepEqual(desk.questions, []);
    assert.deepEqual(
      [summaries(notebook)[OFTEN], transcript(notebook.cellAt(OFTEN))],
      [[undefined, false], []],
    );
  });

  it('stays open when the kernel dies meanwhile, and the cell tells of that', async () => {
    await host.run(notebook, DRAW);
    const running = host.run(notebook, OFTEN);
    const asked = await desk.question();
    host.kernels.newest.exit();
    await settled();
    pick(asked, 'once');
    await running;
    const [told, value] = transcript(notebook.cellAt(OFTEN));
    assert.match(told!, /^\? The kernel ended unexpectedly/);
    assert.equal(value, 'often');
  });

  it('leaves no kernel behind when its notebook is closed while it is open', async () => {
    await host.run(notebook, DRAW);
    void host.run(notebook, OFTEN);
    const asked = await desk.question();
    pick(asked, 'once');
    desk.closeTab(notebook as never);
    await settled();
    assert.equal(host.kernels.live.size, 0);
  });

  it('does not count to the time of its cell', async () => {
    await host.run(notebook, DRAW);
    const running = host.run(notebook, OFTEN);
    const asked = await desk.question();
    const answered = Date.now();
    pick(asked, 'once');
    await running;
    const { startTime } = notebook.cellAt(OFTEN).executionSummary!.timing!;
    assert.ok(startTime >= answered);
  });

  it('stays answered when its notebook is saved for the first time', async () => {
    const untitled = openNotebook(lesson(), 'untitled:Untitled-1.cachebook.md');
    const address = { notebook: untitled.uri.toString(), cell: ONE, answer: 'twice' };
    await commands.executeCommand('cachebook.answerPrediction', address);
    const saved = desk.open(new StubNotebook(Uri.parse('file:///folder/saved.cachebook.md'), lesson()));
    desk.closeDocument(untitled);
    await settled();
    const progress = await host.course.progressOf(saved as never);
    assert.equal(progress.answerTo(saved.cellAt(ONE) as never)?.text, 'twice');
  });
});

describe('a name that is not found', () => {
  let host: Host;
  beforeEach(() => (host = new Host()));
  afterEach(() => host.dispose());
  const ADVICE = /^\? Not all cells above have run in this kernel/;

  it('is told with what helps where cells above have not run in the kernel', async () => {
    const notebook = openNotebook(
      new NotebookData([
        code('print draw'),
        code('throw ReferenceError draw is not defined'),
        code('throw TypeError no'),
      ]),
    );
    await host.run(notebook, 1);
    assert.match(transcript(notebook.cellAt(1)).at(-1)!, ADVICE);
    await host.run(notebook, 2);
    assert.doesNotMatch(transcript(notebook.cellAt(2)).at(-1)!, ADVICE);
    await host.run(notebook, 0);
    await host.run(notebook, 1);
    assert.doesNotMatch(transcript(notebook.cellAt(1)).at(-1)!, ADVICE);
  });
});

describe('what a person has done', () => {
  let host: Host;
  beforeEach(() => (host = new Host()));
  afterEach(() => host.dispose());

  it('is what the kernel says, once for each cell that ran well', async () => {
    const notebook = openNotebook(new NotebookData([code('1'), code('throw Error no'), code('wait')]));
    await host.run(notebook, 0);
    await host.run(notebook, 1);
    void host.run(notebook, 2);
    await settled();
    const progress = await host.course.progressOf(notebook);
    assert.deepEqual(
      notebook.getCells().map((cell) => progress.isDone(cell)),
      [true, false, false],
    );
  });

  it('does not come back after a reset when VS Code tells of earlier runs', async () => {
    const notebook = openNotebook(new NotebookData([code('1')]));
    await host.run(notebook, 0);
    await settled();
    host.course.progress.reset(host.course.progress.known);
    await host.notebooks.restart(notebook);
    await host.notebooks.addOutput(notebook.cellAt(0), await hint());
    await settled();
    assert.equal((await host.course.progressOf(notebook)).isDone(notebook.cellAt(0)), false);
  });
});

async function hint(): Promise<never> {
  const { NotebookCellOutput, NotebookCellOutputItem } = await import('vscode');
  return new NotebookCellOutput([NotebookCellOutputItem.text('a hint')]) as never;
}
