import type { NotebookCell } from 'vscode';
import { NotebookCellKind } from 'vscode';
import type { Broken, OwnExercise, Prediction } from '../../protocol/notebook/index.ts';
import { findGates } from '../../protocol/notebook/index.ts';
import { cellsOf } from '../lessons/cells.ts';

/** A question, and the cell that asks it. */
export interface Question {
  readonly cell: NotebookCell;
  readonly prediction: Prediction;
}

/** What belongs to a code cell of an open notebook: what is asked before it runs, and the exercise it answers. */
export interface CellGate {
  readonly questions: readonly Question[];
  /** The id, also where there is no such exercise. */
  readonly exercise: string | undefined;
  /** What the lesson itself says of it, where it is one of its own. */
  readonly own: OwnExercise | undefined;
  /** What is left out, because its author has made a mistake. */
  readonly broken: readonly Broken[];
}

/** What belongs to a code cell, as the notebook is now. */
export function gateOf(cell: NotebookCell): CellGate {
  const gate = findGates(cellsOf(cell.notebook)).get(cell.index);
  const questions = (gate?.predictions ?? []).map(({ cell: index, prediction }) => ({
    cell: cell.notebook.cellAt(index),
    prediction,
  }));
  return { questions, exercise: gate?.exercise?.id, own: gate?.exercise?.own, broken: gate?.broken ?? [] };
}

/** The code cell that a cell belongs to: itself, or the next one below. */
export function codeCellOf(cell: NotebookCell): NotebookCell | undefined {
  const isCode = ({ kind }: NotebookCell): boolean => kind === NotebookCellKind.Code;
  return cell.notebook.getCells().slice(cell.index).find(isCode);
}
