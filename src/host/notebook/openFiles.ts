import type { NotebookDocument, NotebookDocumentChangeEvent, Tab, TextDocument, Uri } from 'vscode';
import {
  TabInputNotebook,
  TabInputNotebookDiff,
  TabInputText,
  TabInputTextDiff,
  window,
  workspace,
} from 'vscode';
import { Disposables } from '../lifecycle.ts';
import { NOTEBOOK_TYPE } from './notebookType.ts';

/** What a tab shows of a file: VS Code keeps documents for minutes that nobody sees any more. */
export interface ShownFile {
  readonly notebook: NotebookDocument | undefined;
  readonly text: TextDocument | undefined;
}

/** Follows the files of notebooks, opened as notebooks or as text: tells of each that may show something else now. */
export function followNotebookFiles(onChange: (uri: Uri) => void): Disposables {
  const follows = new Disposables();
  const ofNotebook = (notebook: NotebookDocument): void => {
    if (isOurs(notebook)) onChange(notebook.uri);
  };
  const ofText = (document: TextDocument): void => {
    if (isFile(document)) onChange(document.uri);
  };
  follows.add(workspace.onDidOpenNotebookDocument(ofNotebook));
  follows.add(
    workspace.onDidChangeNotebookDocument((change) => isEdit(change) && ofNotebook(change.notebook)),
  );
  follows.add(workspace.onDidCloseNotebookDocument(ofNotebook));
  follows.add(workspace.onDidOpenTextDocument(ofText));
  follows.add(workspace.onDidChangeTextDocument(({ document }) => ofText(document)));
  follows.add(workspace.onDidCloseTextDocument(ofText));
  follows.add(
    window.tabGroups.onDidChangeTabs(({ opened, closed, changed }) => {
      for (const { uri } of [...opened, ...closed, ...changed].flatMap(contentOf)) onChange(uri);
    }),
  );
  workspace.notebookDocuments.forEach(ofNotebook);
  workspace.textDocuments.forEach(ofText);
  return follows;
}

/** What is shown of the file at this address now. */
export function shownFile(uri: Uri): ShownFile {
  const shown = window.tabGroups.all.flatMap(({ tabs }) => tabs.flatMap(contentOf));
  const isShown = (asNotebook: boolean): boolean =>
    shown.some((content) => content.asNotebook === asNotebook && content.uri.toString() === uri.toString());
  const isSame = (document: NotebookDocument | TextDocument): boolean =>
    document.uri.toString() === uri.toString();
  const notebook = workspace.notebookDocuments.find((each) => isSame(each) && isOurs(each));
  const text = workspace.textDocuments.find((each) => isSame(each) && isFile(each));
  return { notebook: isShown(true) ? notebook : undefined, text: isShown(false) ? text : undefined };
}

function contentOf({ input }: Tab): { readonly uri: Uri; readonly asNotebook: boolean }[] {
  if (input instanceof TabInputNotebook) return [{ uri: input.uri, asNotebook: true }];
  if (input instanceof TabInputNotebookDiff) return [{ uri: input.modified, asNotebook: true }];
  if (input instanceof TabInputText) return [{ uri: input.uri, asNotebook: false }];
  if (input instanceof TabInputTextDiff) return [{ uri: input.modified, asNotebook: false }];
  return [];
}

function isOurs({ notebookType }: NotebookDocument): boolean {
  return notebookType === NOTEBOOK_TYPE;
}

/** A file of ours in a text editor; the cells of a notebook are text documents, too. */
function isFile({ uri }: TextDocument): boolean {
  return uri.scheme !== 'vscode-notebook-cell' && uri.path.endsWith('.cachebook.md');
}

/** Whether the file would be saved with another text; outputs are not in it. */
function isEdit({ contentChanges, cellChanges }: NotebookDocumentChangeEvent): boolean {
  return contentChanges.length > 0 || cellChanges.some(({ document, metadata }) => document ?? metadata);
}
