/**
 * Names for the cells of a lesson that outlive edits. A cell of the shipped text is named by what it says. A cell of
 * somebody's copy has the name of the shipped cell it came from, found by laying both texts side by side; a cell that
 * came from none is named by what it says itself.
 */
import type { NotebookCell } from '../../protocol/notebook/index.ts';

/** A cell and its name. */
export interface NamedCell {
  readonly cell: NotebookCell;
  readonly id: string;
}

/** The names of cells that nobody has edited. Cells that say the same are numbered. */
export function nameCells(cells: readonly NotebookCell[]): NamedCell[] {
  const seen = new Map<string, number>();
  return cells.map((cell) => {
    const own = hash(`${signature(cell)}\n${cell.text}`);
    const count = (seen.get(own) ?? 0) + 1;
    seen.set(own, count);
    return { cell, id: count === 1 ? own : `${own}-${count}` };
  });
}

/** The names of cells that have been edited since they were `shipped`, in their order. */
export function nameEditedCells(cells: readonly NotebookCell[], shipped: readonly NamedCell[]): string[] {
  const names = nameCells(cells).map(({ id }) => id);
  for (const [at, from] of align(cells, shipped)) names[at] = from.id;
  return names;
}

/** Pairs cells with those they came from: in order, so that the pairs are as alike as can be (longest common subsequence). */
function align(cells: readonly NotebookCell[], shipped: readonly NamedCell[]): [number, NamedCell][] {
  const pairs: [number, NamedCell][] = [];
  const best = scores(cells, shipped);
  for (let i = 0, j = 0; i < cells.length && j < shipped.length;) {
    const [cell, from] = [cells[i], shipped[j]];
    if (!cell || !from) break;
    const here = best[i]?.[j] ?? 0;
    if (here === best[i + 1]?.[j]) i++;
    else if (here === best[i]?.[j + 1]) j++;
    else pairs.push([i++, (j++, from)]);
  }
  return pairs;
}

/** How alike the rest of both lists is at best, from cell `i` and shipped cell `j` on. */
function scores(cells: readonly NotebookCell[], shipped: readonly NamedCell[]): number[][] {
  const best = Array.from({ length: cells.length + 1 }, () => new Array<number>(shipped.length + 1).fill(0));
  for (let i = cells.length - 1; i >= 0; i--) {
    for (let j = shipped.length - 1; j >= 0; j--) {
      const [row, below] = [best[i], best[i + 1]];
      const [cell, from] = [cells[i], shipped[j]];
      if (!row || !below || !cell || !from) continue;
      const alike = likeness(cell, from.cell);
      const paired = alike === 0 ? 0 : alike + (below[j + 1] ?? 0);
      row[j] = Math.max(paired, row[j + 1] ?? 0, below[j] ?? 0);
    }
  }
  return best;
}

/** From 0 for cells of different kinds to 1 for the same cell: how many of their lines they share. */
function likeness(a: NotebookCell, b: NotebookCell): number {
  if (signature(a) !== signature(b)) return 0;
  if (a.text === b.text) return 1;
  const [linesA, linesB] = [linesOf(a), linesOf(b)];
  const rest = [...linesB];
  const shared = linesA.filter((line) => {
    const at = rest.indexOf(line);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
  // A cell that was written anew in its place came from the one that stood there, if from any.
  return 0.01 + (0.9 * 2 * shared.length) / (linesA.length + linesB.length + 1);
}

function linesOf({ text }: NotebookCell): string[] {
  return text.split('\n').filter((line) => /\w/.test(line));
}

function signature(cell: NotebookCell): string {
  return cell.kind === 'code' ? cell.language : cell.kind;
}

/** FNV-1a, 32 bits: enough for the few cells of a lesson. It is stored, so it stays as it is. */
function hash(text: string): string {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  return (state >>> 0).toString(36);
}
