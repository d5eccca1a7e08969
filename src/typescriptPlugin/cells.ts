/** How VS Code names a cell to the TypeScript service: `^/vscode-notebook-cell/authority/path/of/notebook#cell`. */
const CELL = /^\^\/vscode-notebook-cell\/.*\.cachebook\.md#/;

/** Whether a file of the service is a cell of our notebooks. */
export function isCell(file: string): boolean {
  return CELL.test(file);
}
