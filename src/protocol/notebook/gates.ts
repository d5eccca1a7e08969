import type { NotebookCell } from './model.ts';
import type { Prediction } from './prediction.ts';
import { readExercise } from './exercise.ts';
import { readPrediction } from './prediction.ts';

/** What belongs to a code cell: questions to answer before it runs, and the exercise it is the answer to. */
export interface Gate {
  /** The questions in order, each with the index of its cell. */
  readonly predictions: readonly { readonly cell: number; readonly prediction: Prediction }[];
  readonly exercise?: { readonly cell: number; readonly id: string } | undefined;
}

/**
 * The gates of code cells, by the index of the code cell. A `predict` or `exercise` belongs to the next code cell,
 * whatever Markdown stands between. One with a mistake in its header gates nothing, so that a lesson still runs.
 */
export function findGates(cells: readonly NotebookCell[]): ReadonlyMap<number, Gate> {
  const gates = new Map<number, Gate>();
  let open: Gate = { predictions: [] };
  cells.forEach((cell, index) => {
    if (cell.kind === 'code') {
      if (open.predictions.length > 0 || open.exercise) gates.set(index, open);
      open = { predictions: [] };
    } else if (cell.kind !== 'markdown') {
      open = joinGate(open, cell, index);
    }
  });
  return gates;
}

function joinGate(
  gate: Gate,
  cell: Exclude<NotebookCell, { kind: 'markdown' | 'code' }>,
  index: number,
): Gate {
  if (cell.kind === 'exercise') {
    const { id } = readExercise(cell);
    return id === undefined ? gate : { ...gate, exercise: { cell: index, id } };
  }
  const { prediction } = readPrediction(cell);
  return prediction ? { ...gate, predictions: [...gate.predictions, { cell: index, prediction }] } : gate;
}
