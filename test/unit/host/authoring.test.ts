import assert from 'node:assert/strict';
import type { NotebookDocument } from 'vscode';
import { commands } from 'vscode';
import { textOf } from '../../../src/host/notebook/serializer.ts';
import { asked, choose, QUESTION, type } from './forms.ts';
import { Host, settled } from './host.ts';
import { dataOf, desk, openNotebook } from './stub/desk.ts';

describe('an author in the notebook', () => {
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

  it('inserts a question step by step, above the code cell that it is about', async () => {
    const inserting = call('insertQuestion', at(0));
    await type('How often?');
    await choose('choices');
    await type('once');
    await type('twice');
    await type('');
    await choose('once');
    await type('It is kept.');
    assert.equal(await inserting, 1);
    assert.equal(textOf(notebook), `# A lesson\n\n${QUESTION}\n\`\`\`ts\ndraw()\n\`\`\`\n`);
    assert.equal(desk.input, undefined);
  });

  it('is told at once what cannot be, and Enter does not take it', async () => {
    const inserting = call('insertQuestion', at(1));
    const question = await asked();
    assert.equal(question.validationMessage, undefined);
    assert.match(question.type('') ?? '', /Write a question/);
    assert.match(question.type('- a list') ?? '', /A list at the end/);
    question.accept();
    assert.equal(await asked(), question);
    await type('How often?');
    await choose('choices');
    await type('once');
    const second = await asked();
    assert.match(second.type('once') ?? '', /stands here twice/);
    assert.match(second.type('# two') ?? '', /one paragraph/);
    assert.notEqual(second.type(''), undefined);
    second.escape();
    assert.equal(await inserting, undefined);
    assert.equal(notebook.cellCount, 2);
  });

  it('goes back to what was said, and takes a choice away', async () => {
    const inserting = call('insertQuestion', at(1));
    await type('How often?');
    await choose('choices');
    await type('once');
    (await asked()).back();
    assert.equal((await asked()).value, 'once');
    await type('never');
    await type('twice');
    (await asked()).back();
    (await asked()).back();
    assert.equal((await asked()).value, 'never');
    await type('');
    assert.equal((await asked()).value, 'twice');
    await type('twice');
    await type('once');
    await type('');
    await choose('once');
    await type('It is kept.');
    await inserting;
    assert.match(textOf(notebook), /How often\?\n\n- twice\n- once\n/);
  });

  it('edits a question: what it says stands there, also where the code cell is selected', async () => {
    const draft = { question: 'How\n\nmany?', answer: '1,000 | a thousand', explanation: 'Counted.' };
    await call('insertQuestion', { ...at(1), ...draft });
    const editing = call('editQuestion', at(2));
    assert.equal((await asked()).value, 'How many?');
    await type('How many?');
    assert.equal((await asked()).activeItems[0]?.id, 'free');
    await choose('free');
    const answer = await asked();
    assert.equal(answer.value, draft.answer);
    assert.match(answer.type('1 | ') ?? '', /Write a right answer/);
    await type('2');
    assert.equal((await asked()).value, 'Counted.');
    await type('Counted twice.');
    assert.equal(await editing, 1);
    const fence = '```predict\nanswer: 2\nexplanation: Counted twice.\n---\nHow\n\nmany?\n```\n';
    assert.equal(textOf(notebook), `# A lesson\n\n${fence}\n\`\`\`ts\ndraw()\n\`\`\`\n`);
  });

  it('inserts an exercise with a cell to write in, and edits it', async () => {
    const inserting = call('insertExercise', at(1));
    await choose('lfu');
    await type('Write `LFUCache`.');
    assert.equal(await inserting, 2);
    assert.match(
      textOf(notebook),
      /draw\(\)\n```\n\n```exercise\nid: lfu\n---\nWrite `LFUCache`\.\n```\n\n```ts\nclass LFU/,
    );
    const editing = call('editQuestion', at(3));
    assert.equal((await asked()).activeItems[0]?.id, 'lfu');
    await choose('lru');
    await type('Write `LRUCache`.');
    assert.equal(await editing, 2);
    assert.match(textOf(notebook), /id: lru\n---\nWrite `LRUCache`\.\n/);
  });

  it('tells a program what cannot be a question or an exercise', async () => {
    const question = { question: 'Q', choices: ['a', 'b'], answer: 'c', explanation: 'e' };
    await assert.rejects(call('insertQuestion', { ...at(1), ...question }), /"c" is none of the choices/);
    await assert.rejects(
      call('insertExercise', { ...at(1), exercise: 'lur', text: 't' }),
      /no exercise "lur"/,
    );
    await assert.rejects(call('editQuestion', at(0)), /Select a question or an exercise/);
    assert.equal(notebook.cellCount, 2);
  });

  describe('who pastes a fence into a text cell', () => {
    /** Puts a text into the first cell, as if it came from the clipboard. */
    async function paste(text: string, change: object = { contentChanges: [{ text }] }): Promise<void> {
      const cell = desk.notebooks[0]!.cells[0]!;
      cell.text = `# A lesson\n\n${text}`;
      desk.activeTextEditor = cell;
      desk.typed.fire({ document: cell.document, reason: undefined, ...change });
      await settled();
    }

    it('has a question of the code cell below', async () => {
      await paste(`${QUESTION}\nAnd some text.`);
      const pasted = `# A lesson\n\n${QUESTION}\nAnd some text.\n\n\`\`\`ts\ndraw()\n\`\`\`\n`;
      assert.equal(textOf(notebook), pasted);
    });

    it('keeps it as text where it has a mistake, or is shown on purpose, typed, or taken back', async () => {
      await paste(QUESTION.replace('answer: once', 'answer: never'));
      assert.equal(notebook.cellCount, 2);
      await paste('````markdown\n' + QUESTION + '````');
      assert.equal(notebook.cellCount, 2);
      await paste(QUESTION, { contentChanges: [{ text: '`' }] });
      await paste(QUESTION, { contentChanges: [{ text: QUESTION }], reason: 1 });
      assert.equal(notebook.cellCount, 2);
      const { document } = notebook.cellAt(0);
      await commands.executeCommand('cachebook.makeCellsOfText', document.uri.toString());
      assert.equal(notebook.cellCount, 3);
      assert.deepEqual(host.errors, []);
    });
  });
});
