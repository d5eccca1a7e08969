import type { NotebookDocument } from 'vscode';
import { commands } from 'vscode';
import { readPrediction } from '../../../src/protocol/notebook/index.ts';

/** What the command tells of a locked answer. */
export interface Answer {
  readonly text: string;
  readonly right: boolean;
}

/** Answers questions of a notebook without a person: those of the cell at this index. */
export async function answer(
  notebook: NotebookDocument,
  cell: number,
  text: string,
): Promise<Answer[] | undefined> {
  const address = { notebook: notebook.uri.toString(), cell, answer: text };
  return commands.executeCommand<Answer[] | undefined>('cachebook.answerPrediction', address);
}

/** Answers every question of a notebook rightly, so that all its cells can run. */
export async function answerAll(notebook: NotebookDocument): Promise<void> {
  for (const { index, document, metadata } of notebook.getCells()) {
    const { directive } = metadata as { directive?: { kind: string; header: string } };
    if (directive?.kind !== 'predict') continue;
    const { prediction } = readPrediction({ header: directive.header, text: document.getText() });
    await answer(notebook, index, prediction?.answers[0] ?? '');
  }
}
