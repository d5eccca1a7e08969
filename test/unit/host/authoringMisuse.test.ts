import assert from 'node:assert/strict';
import type { NotebookDocument } from 'vscode';
import { commands } from 'vscode';
import { textOf } from '../../../src/host/notebook/serializer.ts';
import { findGates, parseNotebook } from '../../../src/protocol/notebook/index.ts';
import { asked, choose, QUESTION, type } from './forms.ts';
import { Host } from './host.ts';
import { dataOf, desk, openNotebook } from './stub/desk.ts';
import { NotebookCellData, NotebookCellKind, NotebookData } from './stub/values.ts';

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

describe('an author who does not do what the forms expect', () => {
  let host: Host;
  let notebook: NotebookDocument;
  beforeEach(() => {
    host = new Host();
    notebook = openNotebook(dataOf('# A lesson', 'draw()'));
  });
  afterEach(() => host.dispose());

  const at = (cell: number): object => ({ notebook: notebook.uri.toString(), cell });
  const call = (command: string, target: object): Promise<number | undefined> =>
    Promise.resolve(commands.executeCommand<number | undefined>(`cachebook.${command}`, target));

  /** The forms as they are gone through, up to the step that is asked then. */
  const QUESTION_STEPS = [
    () => type('How often?'),
    () => choose('choices'),
    () => type('once'),
    () => type('twice'),
    () => type(''),
    () => choose('once'),
  ];
  const OWN_STEPS = [
    () => choose(''),
    () => type('Twice as much'),
    () => type('double(2) -> 4'),
    () => type(''),
  ];

  it('may stop at every step, and nothing has changed', async () => {
    const before = textOf(notebook);
    for (const [command, steps] of [
      ['insertQuestion', QUESTION_STEPS],
      ['insertExercise', OWN_STEPS],
    ] as const) {
      for (let count = 0; count <= steps.length; count++) {
        const inserting = call(command, at(1));
        for (const step of steps.slice(0, count)) await step();
        (await asked()).escape();
        assert.equal(await inserting, undefined);
        assert.equal(desk.input, undefined);
      }
    }
    assert.equal(textOf(notebook), before);
    assert.deepEqual(host.errors, []);
  });

  it('types what Markdown or the file would read as something else: it is refused, or asked as it is', async () => {
    for (const choice of ['---', '```', '- x', '> x', '1. x', '    ', '# x', '<b>', 'once']) {
      const inserting = call('insertQuestion', at(1));
      for (const step of QUESTION_STEPS.slice(0, 3)) await step();
      const box = await asked();
      assert.notEqual(box.type(choice), undefined, choice);
      box.accept();
      assert.equal(await asked(), box, choice);
      box.escape();
      await inserting;
    }
    for (const choice of ['a | b', '`---`', 'x --- y', '$(zap)', 'answer: c', '``` `']) {
      notebook = openNotebook(dataOf('draw()'));
      const inserting = call('insertQuestion', at(0));
      for (const step of QUESTION_STEPS.slice(0, 3)) await step();
      await type(choice);
      await type('');
      await choose(choice);
      await type('--- | ``` #');
      assert.equal(await inserting, 0);
      const { cells, problems } = parseNotebook(textOf(notebook));
      assert.deepEqual(problems, [], choice);
      const [gate] = findGates(cells).values();
      const { choices, answers, explanation } = gate!.predictions[0]!.prediction;
      assert.deepEqual([choices, answers, explanation], [['once', choice], [choice], '--- | ``` #']);
    }
  });

  it('needs two choices, and a task that says something', async () => {
    const inserting = call('insertQuestion', at(1));
    for (const step of QUESTION_STEPS.slice(0, 3)) await step();
    const second = await asked();
    for (const nothing of ['', '   ']) {
      assert.match(second.type(nothing) ?? '', /one paragraph|Write/);
      second.accept();
    }
    assert.equal(await asked(), second);
    second.escape();
    await inserting;
    const exercise = call('insertExercise', at(1));
    await choose('lru');
    assert.match((await asked()).type(' ') ?? '', /Write a sentence/);
    (await asked()).escape();
    assert.equal(await exercise, undefined);
  });

  it('begins in a notebook without cells, at the first cell, and behind the last', async () => {
    const draft = { question: 'Q', answer: '1', explanation: 'e' };
    const kinds = (): string[] => parseNotebook(textOf(notebook)).cells.map(({ kind }) => kind);
    notebook = openNotebook(dataOf());
    assert.equal(await call('insertQuestion', draft), 0);
    assert.deepEqual(kinds(), ['predict', 'code']);
    notebook = openNotebook(dataOf('draw()'));
    assert.equal(await call('insertQuestion', { ...at(0), ...draft }), 0);
    assert.deepEqual(kinds(), ['predict', 'code']);
    notebook = openNotebook(dataOf('draw()', '# The end'));
    assert.equal(await call('insertQuestion', { ...at(1), ...draft }), 2);
    assert.deepEqual(kinds(), ['code', 'markdown', 'predict', 'code']);
    for (const each of [...desk.notebooks]) desk.closeTab(each);
    await assert.rejects(call('insertQuestion', draft), /Open a lesson first/);
  });

  it('loses nothing where the cell goes away while they are asked', async () => {
    const cells = desk.notebooks[0]!.cells;
    const inserting = call('insertQuestion', at(1));
    for (const step of QUESTION_STEPS) await step();
    cells.splice(1, 1);
    await type('It is kept.');
    assert.equal(await inserting, 1);
    assert.equal(textOf(notebook), `# A lesson\n\n${QUESTION}\n\`\`\`ts\n\`\`\`\n`);
    const editing = call('editQuestion', at(1));
    await type('How often now?');
    cells.splice(1, 1);
    for (const step of [...QUESTION_STEPS.slice(1), () => type('It is kept.')]) await step();
    assert.equal(await editing, 1);
    assert.match(textOf(notebook), /---\nHow often now\?\n\n- once\n- twice\n/);
  });

  it('is told where the notebook was closed meanwhile', async () => {
    const inserting = call('insertQuestion', at(1));
    for (const step of QUESTION_STEPS) await step();
    desk.closeTab(desk.notebooks[0]!);
    await type('It is kept.');
    await assert.rejects(inserting, /The notebook was closed meanwhile/);
  });

  it('brings an exercise of their own, without typing a header', async () => {
    const inserting = call('insertExercise', at(1));
    await choose('');
    await type('Twice as much');
    const test = await asked();
    assert.match(test.type('double(2) = 4') ?? '', /is no operation/);
    assert.match(test.type('') ?? '', /Write a test/);
    await type('double(2)');
    assert.match((await asked()).type('') ?? '', /The tests expect nothing/);
    await type('half(2) -> 1').then(
      () => assert.fail('another function'),
      () => undefined,
    );
    await type('double("2") -> error');
    await type('');
    await type('Write `double`.');
    assert.equal(await inserting, 2);
    const fence =
      '```exercise\nid: twice-as-much\ntitle: Twice as much\ntests:\n  double(2)\n  double("2") -> error\n---\nWrite `double`.\n```\n';
    assert.match(
      textOf(notebook),
      new RegExp(`${escape(fence)}\n\`\`\`ts\nfunction double\\(a: unknown\\): unknown \\{\n`),
    );
    assert.deepEqual(parseNotebook(textOf(notebook), { exercises: ['lru'] }).problems, []);
  });

  it('edits it, and what the form does not ask for stays', async () => {
    const header =
      'id: mine\ntitle: Mine\n# A remark.\ntests:\n  f(1) -> 1\nhint:\n  One.\n  Two.\nreference:\n  # In Python.\n  f = lambda n: n';
    notebook = openNotebook(dataOf('# Lesson', 'f = 1'));
    Object.assign(desk.notebooks.at(-1)!.cells[0]!.metadata, { directive: { kind: 'exercise', header } });
    const editing = call('editQuestion', at(0));
    assert.equal((await asked()).value, 'Mine');
    await type('Yours');
    assert.equal((await asked()).value, 'f(1) -> 1');
    await type('f(2)');
    await type('');
    await type('Write it.');
    assert.equal(await editing, 0);
    const { directive } = notebook.cellAt(0).metadata as { directive: { header: string } };
    assert.equal(
      directive.header,
      header.replace('Mine', 'Yours').replace('tests:\n  f(1) -> 1', 'tests: f(2)'),
    );
  });

  it('keeps the remarks in the header of a question', async () => {
    Object.assign(desk.notebooks[0]!.cells[0]!.metadata, {
      directive: { kind: 'predict', header: '# Asked in week 2.\nanswer: 1\nexplanation: a\n  b' },
    });
    await call('editQuestion', { ...at(0), question: 'Q', answer: '2', explanation: 'c' });
    const { directive } = notebook.cellAt(0).metadata as { directive: { header: string } };
    assert.equal(directive.header, '# Asked in week 2.\nanswer: 2\nexplanation: c');
  });

  it('has an exercise in the language of its cell', async () => {
    const empty = new NotebookCellData(NotebookCellKind.Code, '', 'python');
    notebook = openNotebook(new NotebookData([...dataOf('# Lesson').cells, empty]));
    await call('insertExercise', { ...at(1), exercise: 'lru', text: 'Write it.' });
    assert.match(textOf(notebook), /Write it\.\n```\n\n```python\nclass LRUCache:\n/);
    assert.equal(notebook.cellCount, 3);
  });
});
