import type { NotebookCell } from 'vscode';

/**
 * Asked before a cell runs, at its turn. Resolves with why it may not, in words for a person, or with undefined.
 */
export type Gate = (cell: NotebookCell) => Promise<string | undefined>;

/** Asks one gate after the other; the first that says no counts. */
export function allGates(gates: readonly Gate[]): Gate {
  return async (cell) => {
    for (const gate of gates) {
      const refusal = await gate(cell);
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  };
}
