import type { DirectiveCell, NotebookCell, NotebookProblem } from './model.ts';
import type { Prediction } from './prediction.ts';
import { type OwnExercise, readExercise } from './exercise.ts';
import { readPrediction } from './prediction.ts';

/** What belongs to a code cell: questions to answer before it runs, and the exercise it is the answer to. */
export interface Gate {
  /** The questions in order, each with the index of its cell. */
  readonly predictions: readonly { readonly cell: number; readonly prediction: Prediction }[];
  readonly exercise?: { readonly cell: number; readonly id: string; readonly own?: OwnExercise } | undefined;
  /** Questions and exercises with a mistake, which are left out, each with what is wrong first. */
  readonly broken: readonly Broken[];
}

export interface Broken {
  readonly kind: DirectiveCell['kind'];
  readonly message: string;
}

/**
 * The gates of code cells, by the index of the code cell. A `predict` or `exercise` belongs to the next code cell,
 * whatever Markdown stands between. One with a mistake gates nothing, so that a lesson still runs.
 */
export function findGates(cells: readonly NotebookCell[]): ReadonlyMap<number, Gate> {
  const gates = new Map<number, Gate>();
  let open = nothing;
  cells.forEach((cell, index) => {
    if (cell.kind === 'code') {
      if (open !== nothing) gates.set(index, open);
      open = nothing;
    } else if (cell.kind !== 'markdown') {
      open = joinGate(open, cell, index);
    }
  });
  return gates;
}

const nothing: Gate = { predictions: [], broken: [] };

function joinGate(gate: Gate, cell: DirectiveCell, index: number): Gate {
  const withMistake = ([problem]: readonly NotebookProblem[]): Gate => ({
    ...gate,
    broken: [...gate.broken, { kind: cell.kind, message: problem?.message ?? '' }],
  });
  if (cell.kind === 'exercise') {
    const { id, own, problems } = readExercise(cell);
    return id === undefined
      ? withMistake(problems)
      : { ...gate, exercise: { cell: index, id, ...(own && { own }) } };
  }
  const { prediction, problems } = readPrediction(cell);
  if (!prediction) return withMistake(problems);
  return { ...gate, predictions: [...gate.predictions, { cell: index, prediction }] };
}
