import type { NotebookDocument, Tab, Uri } from 'vscode';
import { TabInputNotebook, ViewColumn, window } from 'vscode';

/** Those of the notebooks whose last tab is among the ones that were closed. */
export function unseen(notebooks: readonly NotebookDocument[], closed: readonly Tab[]): NotebookDocument[] {
  const gone = shownIn(closed);
  return notebooks.filter(({ uri }) => gone.has(uri.toString()) && !isInTab(uri.toString()));
}

/** Whether a tab shows the notebook at this address. */
export function isInTab(address: string): boolean {
  return shownIn(window.tabGroups.all.flatMap(({ tabs }) => tabs)).has(address);
}

/** The column in which a tab shows the notebook at this address, also behind another; beside what is active if none does. */
export function columnOf(uri: Uri): ViewColumn {
  const group = window.tabGroups.all.find(({ tabs }) => shownIn(tabs).has(uri.toString()));
  return group?.viewColumn ?? ViewColumn.Beside;
}

/** The addresses of the notebooks that these tabs show. */
function shownIn(tabs: readonly Tab[]): ReadonlySet<string> {
  return new Set(
    tabs.flatMap(({ input }) => (input instanceof TabInputNotebook ? [input.uri.toString()] : [])),
  );
}
