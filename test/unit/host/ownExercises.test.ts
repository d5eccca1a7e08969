import assert from 'node:assert/strict';
import type { NotebookDocument } from 'vscode';
import { commands } from 'vscode';
import { readNotebook } from '../../../src/host/lessons/export/read.ts';
import { readTests } from '../../../src/protocol/notebook/index.ts';
import { Host } from './host.ts';
import { desk, openNotebook } from './stub/desk.ts';
import { NotebookCellData, NotebookCellKind, NotebookData } from './stub/values.ts';

const TASK = 'tests: f(1)\nreference: const f = (n) => n;\nsolution: const f = (n: number) => n;';

describe('an exercise of a lesson, with what is hidden of it', () => {
  let host: Host;
  beforeEach(() => (host = new Host()));
  afterEach(() => host.dispose());

  function open(header: string, language = 'typescript'): NotebookDocument {
    const task = new NotebookCellData(NotebookCellKind.Markup, 'Write `f`.', 'markdown');
    task.metadata = { directive: { kind: 'exercise', header: `id: own\n${header}` } };
    return openNotebook(
      new NotebookData([task, new NotebookCellData(NotebookCellKind.Code, 'print run', language)]),
    );
  }

  /** The address of a file beside a notebook. */
  const beside = ({ uri }: NotebookDocument, name: string): string => uri.toString().replace(/[^/]*$/, name);

  it('says which of its files is missing, and what is wrong with one, before anything runs', async () => {
    /** the header | what its file says, if it is there | what is said of it */
    const cases: readonly (readonly [string, string | undefined, RegExp])[] = [
      ['file: own.txt', undefined, /there is no file own\.txt beside the lesson/],
      ['tests: f(1)\nreference-file: own.txt', undefined, /there is no file own\.txt beside/],
      ['file: own.txt', '# One\n\nf(one)', /own\.txt, line 3: "f\(one\)" is no operation/],
      ['file: own.txt', 'f(1); f(2)', /The tests expect nothing/],
      ['tests: f(1)\nreference-file: own.txt', 'const g = 5;', /has to define f/],
    ];
    for (const [header, content, message] of cases) {
      const notebook = open(header);
      if (content !== undefined)
        desk.files.set(beside(notebook, 'own.txt'), new TextEncoder().encode(content));
      await assert.rejects(
        async () => commands.executeCommand('cachebook.checkExercise', notebook.cellAt(1)),
        message,
      );
      assert.equal(host.kernels.all.length, 0);
    }
  });

  it('asks its reference solution in a kernel of its own, which is gone then', async () => {
    const { uri } = open(TASK);
    const tests = readTests([{ text: 'f(1)', line: 1 }], [])!;
    const asking = host.notebooks.expectedBy({ uri } as NotebookDocument, tests, 'f = lambda n: n');
    await assert.rejects(asking, /It has to define f/); // A fake kernel hands nothing in.
    const [run] = host.kernels.newest.sent.filter(({ type }) => type === 'run');
    assert.deepEqual(run?.type === 'run' && run.program, {
      kind: 'cell',
      language: 'python',
      code: 'f = lambda n: n',
      answer: 'f',
    });
    assert.equal(host.kernels.live.size, 0);
  });

  it('shows nothing of it in an export; its solution where answers are told, in its language', () => {
    const draw = (): undefined => undefined;
    const exported = (header: string, withAnswers: boolean, language?: string): string =>
      JSON.stringify(readNotebook(open(header, language), { draw, withAnswers }));
    assert.doesNotMatch(exported(TASK, false), /f\(1\)|=> n/);
    assert.match(exported(TASK, true), /"answer":"```typescript\\nconst f = \(n: number\) => n;\\n```"/);
    assert.doesNotMatch(exported(TASK, true), /f\(1\)|const f = \(n\)/);
    const python = 'tests: f(1) -> 1\nsolution: f = lambda n: n';
    assert.match(exported(python, true, 'python'), /"answer":"```python\\nf = lambda n: n\\n```"/);
    assert.doesNotMatch(exported('tests: f(1) -> 1', true), /"answer"/);
  });

  it('a solution of the product is exported in the language of its cell', () => {
    const task = new NotebookCellData(NotebookCellKind.Markup, 'Write it.', 'markdown');
    task.metadata = { directive: { kind: 'exercise', header: 'id: lru' } };
    const cell = new NotebookCellData(NotebookCellKind.Code, '', 'python');
    const draw = (): undefined => undefined;
    const notebook = openNotebook(new NotebookData([task, cell]));
    assert.match(
      JSON.stringify(readNotebook(notebook, { draw, withAnswers: true })),
      /"answer":"```python\\nclass LRUCache:/,
    );
  });
});
