import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import type { NotebookCell, NotebookFile, ParsedNotebook } from '../../../src/protocol/notebook/index.ts';
import {
  NotebookFormatError,
  parseNotebook,
  serializeNotebook,
} from '../../../src/protocol/notebook/index.ts';
import { bodyOf, writeForm } from '../../../src/protocol/notebook/form.ts';
import { languageOfInfo } from '../../../src/protocol/notebook/model.ts';
import { trimBlankLines } from '../../../src/protocol/notebook/lines.ts';
import { awkwardCellText, awkwardText, newCell, outline, PIECES_OF_MARKDOWN, withCells } from './support.ts';

/** The cells, without the blank lines that Markdown does not keep. */
function essence({ cells }: Pick<NotebookFile, 'cells'>): string[] {
  return outline({
    cells: cells.map((cell): NotebookCell =>
      cell.kind === 'markdown' ? { ...cell, text: trimBlankLines(cell.text) } : cell,
    ),
  });
}

/** Reads a file that may be refused, but only for front matter without an end. */
function tryParse(text: string): ReturnType<typeof parseNotebook> | undefined {
  try {
    return parseNotebook(text);
  } catch (error) {
    assert.ok(error instanceof NotebookFormatError && error.line === 1, String(error));
    assert.match(text, /^\uFEFF?---/);
    return undefined;
  }
}

type Change = (cells: NotebookCell[], at: number) => void;

const change: fc.Arbitrary<Change> = fc.oneof(
  newCell.map(
    (cell): Change =>
      (cells, at) =>
        void cells.splice(at, 0, cell),
  ),
  fc.constant<Change>((cells, at) => void cells.splice(at, 1)),
  fc.constant<Change>((cells, at) => {
    const copied = cells[at];
    if (copied) cells.splice(at, 0, copied);
  }),
  fc.nat().map((where): Change => (cells, at) => {
    const cell = cells[at];
    const half = where % ((cell?.text.length ?? 0) + 1);
    if (!cell) return;
    cells.splice(
      at,
      1,
      { ...cell, text: cell.text.slice(0, half) },
      { ...cell, text: cell.text.slice(half) },
    );
  }),
  fc.nat().map((to): Change => (cells, at) => {
    const [moved] = cells.splice(at, 1);
    if (moved) cells.splice(to % (cells.length + 1), 0, moved);
  }),
  awkwardCellText.map((text): Change => (cells, at) => {
    const cell = cells[at];
    if (cell) cells[at] = { ...cell, text };
  }),
  fc.constantFrom('typescript', 'javascript', 'python').map((language): Change => (cells, at) => {
    const cell = cells[at];
    if (cell?.kind === 'code') cells[at] = { ...cell, language };
  }),
);
const changes = fc.array(fc.tuple(change, fc.nat()), { minLength: 1, maxLength: 4 });

const markdown = new MarkdownIt({ html: true });

/** The cells that markdown-it sees: fences with one of our words in the first column, outside of all other blocks. */
function fencesOf(text: string): string[] {
  const rows = text.split(/\r\n?|\n/);
  return markdown.parse(text, {}).flatMap(({ type, level, info, content, map }) => {
    const word = info.trim().split(/\s/, 1)[0] ?? '';
    const name = languageOfInfo(word) ?? word;
    const isCell = type === 'fence' && level === 0 && /^[`~]/.test(rows[map?.[0] ?? 0] ?? '');
    return isCell && /^(?:typescript|javascript|python|predict|exercise)$/.test(name)
      ? [`${name}: ${content}`]
      : [];
  });
}

/** What a cell's fence holds, as markdown-it tells it. */
function contentOf(cell: NotebookCell): string {
  const name = cell.kind === 'code' ? cell.language : cell.kind;
  const { form } = cell;
  const lines = form ? bodyOf(cell, form) : [];
  return `${name}: ${lines.map((each) => `${each}\n`).join('')}`;
}

/** Documents of what people write around a fence; nothing in them is a form of ours that Markdown does not know. */
const markdownText: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.constantFrom(...PIECES_OF_MARKDOWN), fc.constantFrom('\n', '\n', '\n', '\r\n', '\r')), {
    minLength: 1,
    maxLength: 16,
  })
  .map((rows) => rows.flat().join(''));

describe('the notebook file, whatever is in it', function () {
  it('loses nothing: 3,000 awkward files are written as they were read', () => {
    let refused = 0;
    fc.assert(
      fc.property(awkwardText, (text) => {
        const notebook = tryParse(text);
        if (notebook) assert.equal(serializeNotebook(notebook), text);
        else refused++;
      }),
      { seed: 146, numRuns: 3_000 },
    );
    assert.ok(refused < 600, `${refused} were refused: the property says little`);
  });

  it('has the fences that Markdown has: 6,000 documents as markdown-it reads them', () => {
    let cells = 0;
    fc.assert(
      fc.property(markdownText, (text) => {
        const found = parseNotebook(`\n${text}`).cells.filter(({ kind }) => kind !== 'markdown');
        cells += found.length;
        assert.deepEqual(found.map(contentOf), fencesOf(`\n${text}`), JSON.stringify(text));
      }),
      { seed: 140, numRuns: 6_000 },
    );
    assert.ok(cells > 1_200, `${cells} cells only: the property says little`);
  });

  it('an editor that turns every line end into its own changes nothing', () => {
    fc.assert(
      fc.property(awkwardText, fc.constantFrom('\n', '\r\n'), (text, eol) => {
        const notebook = tryParse(text);
        if (!notebook) return;
        const cells = notebook.cells.map((cell) => ({ ...cell, text: cell.text.replaceAll('\n', eol) }));
        assert.equal(serializeNotebook({ ...notebook, cells }), text);
      }),
      { seed: 2, numRuns: 1_000 },
    );
  });

  it('gives the same cells again after any edits', () => {
    fc.assert(
      fc.property(awkwardText, changes, (text, edits) => {
        const notebook = tryParse(text);
        if (!notebook) return;
        const edited = withCells(notebook, (cells) => {
          for (const [apply, at] of edits) apply(cells, cells.length === 0 ? 0 : at % cells.length);
        });
        const written = serializeNotebook(edited);
        const again = parseNotebook(written);
        assert.deepEqual(essence(again), essence(edited), JSON.stringify(written));
        assert.equal(serializeNotebook(again), written);
      }),
      { seed: 460, numRuns: 2_000 },
    );
  });

  it('an edit of a code cell changes only its own bytes', () => {
    fc.assert(
      fc.property(awkwardText, fc.nat(), awkwardCellText, (text, nth, typed) => {
        const notebook = tryParse(text);
        const codes = notebook?.cells.flatMap((cell, at) => (cell.kind === 'code' ? [at] : [])) ?? [];
        const at = codes[nth % codes.length];
        if (!notebook || at === undefined) return;
        const raw = writtenBy(notebook, at);
        const before = text.indexOf(raw, offsetOf(notebook, at));
        const after = text.length - before - raw.length;
        const written = serializeNotebook(
          withCells(notebook, (cells) => (cells[at] = { ...cells[at]!, text: typed })),
        );
        // With a line --- in the cell, a rule above it would begin front matter.
        if (/^\uFEFF?(?:\r?\n)---/.test(written) && /^\uFEFF?---/.test(text)) return;
        assert.equal(written.slice(0, before), text.slice(0, before));
        assert.equal(written.slice(written.length - after), text.slice(text.length - after));
      }),
      { seed: 3, numRuns: 2_000 },
    );
  });
});

function offsetOf(notebook: ParsedNotebook, at: number): number {
  const above = notebook.cells
    .slice(0, at)
    .map(({ form }, index) => form.before + writtenBy(notebook, index));
  return notebook.head.length + above.join('').length;
}

function writtenBy({ cells, eol }: ParsedNotebook, at: number): string {
  return writeForm(cells[at]!, cells[at]!.form, eol);
}
