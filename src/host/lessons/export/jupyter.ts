import { figureHtml } from './figure.ts';
import { directiveMarkdown } from './markdown.ts';
import type { ExportedCell, ExportedOutput, NotebookWriter } from './model.ts';

/** A Jupyter notebook: nbformat 4.5. Each code cell names its language as VS Code does; pictures are within it. */
export const writeJupyter: NotebookWriter = ({ cells }) => {
  const notebook = {
    cells: cells.map(toCell),
    metadata: { language_info: { name: mainLanguage(cells) } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return { text: `${JSON.stringify(notebook, undefined, 1)}\n`, pictures: [] };
};

function toCell(cell: ExportedCell, index: number): object {
  const id = `cell-${index + 1}`;
  const source = toLines(cell.kind === 'directive' ? directiveMarkdown(cell) : cell.text);
  if (cell.kind !== 'code') return { cell_type: 'markdown', id, metadata: {}, source };
  return {
    cell_type: 'code',
    id,
    metadata: { vscode: { languageId: cell.language } },
    execution_count: cell.count ?? null,
    source,
    outputs: cell.outputs.map((output) => toOutput(output, cell.count)),
  };
}

function toOutput(output: ExportedOutput, count: number | undefined): object {
  switch (output.kind) {
    case 'stream':
      return { output_type: 'stream', name: output.name, text: toLines(output.text) };
    case 'value':
      return {
        output_type: 'execute_result',
        execution_count: count ?? null,
        data: {
          ...(output.drawing && { 'text/html': toLines(figureHtml(output.drawing)) }),
          ...(output.drawing?.svg !== undefined && { 'image/svg+xml': toLines(output.drawing.svg) }),
          ...(output.markdown !== undefined && { 'text/markdown': toLines(output.markdown) }),
          'text/plain': toLines(output.text),
        },
        metadata: {},
      };
    case 'error': {
      const { name, message, stack } = output;
      return { output_type: 'error', ename: name, evalue: message, traceback: stack.split('\n') };
    }
  }
}

/** A text as Jupyter keeps it: lines with their ends. */
function toLines(text: string): string[] {
  return text === '' ? [] : text.split(/(?<=\n)/);
}

/** The language of most cells. */
function mainLanguage(cells: readonly ExportedCell[]): string {
  const languages = cells.flatMap((cell) => (cell.kind === 'code' ? [cell.language] : []));
  const count = (language: string): number => languages.filter((each) => each === language).length;
  return [...new Set(languages)].sort((a, b) => count(b) - count(a))[0] ?? 'typescript';
}
