/** How VS Code names a cell to the TypeScript service: `^/vscode-notebook-cell/authority/path/of/notebook#cell`. */
const CELL = /^\^\/vscode-notebook-cell\/.*\.cachebook\.md#/;

/** Whether a file of the service is a cell of our notebooks. */
export function isCell(file: string): boolean {
  return CELL.test(file);
}

/** Whether two cells stand in the same notebook. */
export function areNeighbours(one: string, other: string): boolean {
  return notebookOf(one) === notebookOf(other);
}

function notebookOf(cell: string): string {
  return cell.slice(0, cell.lastIndexOf('#'));
}
