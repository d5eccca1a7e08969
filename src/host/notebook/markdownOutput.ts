import { NotebookCellOutput, NotebookCellOutputItem } from 'vscode';

/** Something of our own below a cell. Who cannot draw Markdown shows it as it is. */
export function markdownOutput(markdown: string): NotebookCellOutput {
  return new NotebookCellOutput([
    NotebookCellOutputItem.text(markdown, 'text/markdown'),
    NotebookCellOutputItem.text(markdown, 'text/plain'),
  ]);
}
