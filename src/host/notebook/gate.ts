import type { CancellationToken, NotebookCell } from 'vscode';
import type { Disposable } from '../lifecycle.ts';

/**
 * Asked before a cell runs, at its turn. Resolves with why it may not, in words for a person, or with undefined. Once
 * the token is cancelled the answer does not matter any more, and has to come soon.
 */
export type Gate = (cell: NotebookCell, token: CancellationToken) => Promise<string | undefined>;

/** All that may keep a cell from running, asked one after the other; the first that says no counts. */
export class Gates {
  private readonly gates = new Set<Gate>();

  add(gate: Gate): Disposable {
    this.gates.add(gate);
    return { dispose: () => this.gates.delete(gate) };
  }

  async ask(cell: NotebookCell, token: CancellationToken): Promise<string | undefined> {
    for (const gate of this.gates) {
      const refusal = await gate(cell, token);
      if (refusal !== undefined) return refusal;
    }
    return undefined;
  }
}
