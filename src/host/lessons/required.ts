import type { Gate } from '../../protocol/notebook/index.ts';
import { findGates } from '../../protocol/notebook/index.ts';
import type { NamedCell } from './cellIds.ts';

/**
 * The ids of the code cells that count: all of them, up to the last exercise if there is one. What comes after it is
 * for trying out, and so is the same exercise once more, in another language.
 */
export function requiredCells(cells: readonly NamedCell[]): string[] {
  const gates = findGates(cells.map(({ cell }) => cell));
  const first = new Map<string, number>();
  for (const [index, { exercise }] of gates) {
    if (exercise && !first.has(exercise.id)) first.set(exercise.id, index);
  }
  const last = first.size > 0 ? Math.max(...first.values()) : cells.length - 1;
  return cells.slice(0, last + 1).flatMap(({ cell, id }) => (cell.kind === 'code' ? [id] : []));
}

/** The id of the exercise that the code cell at this index is the answer to, if it is one. */
export function exerciseOf(cells: readonly NamedCell[], index: number): string | undefined {
  return gateOf(cells, index)?.exercise?.id;
}

/** The ids of the code cells that answer an exercise: one for each language in which it is offered. */
export function answersTo(cells: readonly NamedCell[], exercise: string): string[] {
  return cells.flatMap(({ id }, index) => (exerciseOf(cells, index) === exercise ? [id] : []));
}

/** The index of the first cell of what is asked before the code cell at this index; its own where nothing is. */
export function firstOfGate(cells: readonly NamedCell[], index: number): number {
  const { predictions = [], exercise } = gateOf(cells, index) ?? {};
  return Math.min(index, exercise?.cell ?? index, ...predictions.map(({ cell }) => cell));
}

function gateOf(cells: readonly NamedCell[], index: number): Gate | undefined {
  return findGates(cells.map(({ cell }) => cell)).get(index);
}
