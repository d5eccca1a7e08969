import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nameCells, nameEditedCells } from '../../../src/host/lessons/cellIds.ts';
import type { NotebookCell } from '../../../src/protocol/notebook/index.ts';
import { lessonFiles } from '../notebook/lessonFiles.ts';

/** Cells in one line each: `m` Markdown, `t` TypeScript, `p` Python, `q` a question; `/` begins a new line. */
function cells(...lines: readonly string[]): NotebookCell[] {
  return lines.map((line): NotebookCell => {
    const text = line.slice(2).replaceAll('/', '\n');
    if (line.startsWith('m')) return { kind: 'markdown', text };
    if (line.startsWith('q')) return { kind: 'predict', header: '', text };
    return { kind: 'code', language: line.startsWith('p') ? 'python' : 'typescript', text };
  });
}

const SHIPPED = [
  'm title',
  't let a/a + 1',
  'q how many',
  't let b/b + 1/show(b)',
  'p print(1)',
  't a + b',
] as const;

/** For each cell after the edit, the shipped cell it is taken for: its index, or `-` for a new one. */
function origins(edited: readonly string[], shipped: readonly string[] = SHIPPED): string {
  const base = nameCells(cells(...shipped));
  const names = nameEditedCells(cells(...edited), base);
  return names
    .map((name) => base.findIndex(({ id }) => id === name))
    .map((at) => (at < 0 ? '-' : at))
    .join(' ');
}

/** Progress that was stored by an earlier version names cells like this. */
const STORED = ['1tflr60', 'ouimok'];

describe('the names of cells', () => {
  const [title, a, question, b, python, sum] = SHIPPED;

  for (const [what, edited, expected] of [
    ['nothing', SHIPPED, '0 1 2 3 4 5'],
    ['a line in a cell', [title, 't let a = 5/a + 1', question, b, python, sum], '0 1 2 3 4 5'],
    ['all of a cell', [title, 't something(else)', question, b, python, sum], '0 1 2 3 4 5'],
    ['all of two neighbours', [title, a, question, 't x(1)', python, 't y(2)'], '0 1 2 3 4 5'],
    ['a question', [title, a, 'q how many then', b, python, sum], '0 1 2 3 4 5'],
    [
      'a new cell before the edited one',
      [title, 't mine()', 't let a/a + 2', question, b, python, sum],
      '0 - 1 2 3 4 5',
    ],
    ['a new cell after it', [title, 't let a/a + 2', 't mine()', question, b, python, sum], '0 1 - 2 3 4 5'],
    ['a cell less', [title, a, b, python, sum], '0 1 3 4 5'],
    ['a cell moved down', [title, question, b, a, python, sum], '0 2 3 1 4 5'],
    ['a cell moved up', [sum, title, a, question, b, python], '5 0 1 2 3 4'],
    ['another language', [title, 'p let a/a + 1', question, b, python, sum], '0 - 2 3 4 5'],
    ['everything', ['t 1', 'm 2'], '- 0'],
    ['nothing left', [], ''],
  ] as const) {
    it(`survive an edit: ${what}`, () => assert.equal(origins(edited), expected));
  }

  it('are told apart where cells say the same', () => {
    const names = nameCells(cells('t show(c)', 'm x', 't show(c)', 't show(c)')).map(({ id }) => id);
    assert.equal(new Set(names).size, 4);
    assert.equal(
      origins(['t show(c)', 'm x', 't show(c)', 't show(d)'], ['t show(c)', 'm x', 't show(c)', 't show(c)']),
      '0 1 2 3',
    );
  });

  it('stay as they are stored', () => {
    assert.deepEqual(
      nameCells(cells('t a + b', 'm title')).map(({ id }) => id),
      STORED,
    );
  });

  it('are different for all cells of a lesson', () => {
    for (const { name, notebook } of lessonFiles) {
      const names = nameCells(notebook.cells).map(({ id }) => id);
      assert.equal(new Set(names).size, names.length, name);
    }
  });

  it('survive whatever is inserted and removed, where cells have lines of their own', () => {
    const line = fc.constantFrom('t one()', 't two()', 'p three()', 'm four', 'q five');
    const shipped = Array.from({ length: 8 }, (_, n) => `t cell${n}()/more${n}()`);
    fc.assert(
      fc.property(fc.subarray(shipped), fc.array(fc.tuple(fc.nat(8), line)), (kept, added) => {
        const edited = kept.map((text) => `${text}/edited()`);
        const all = [...edited];
        for (const [at, text] of added) all.splice(Math.min(at, all.length), 0, text);
        const found = origins(all, shipped).split(' ');
        for (const text of edited) {
          const from = shipped.indexOf(text.replace('/edited()', ''));
          assert.equal(found[all.indexOf(text)], String(from), all.join(' | '));
        }
      }),
    );
  });
});
