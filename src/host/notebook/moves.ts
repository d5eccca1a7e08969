import type { Event, NotebookDocument, Uri } from 'vscode';
import { EventEmitter, window, workspace } from 'vscode';
import { Disposables } from '../lifecycle.ts';
import { NOTEBOOK_TYPE } from './notebookType.ts';
import { textOf } from './serializer.ts';
import { isInTab } from './tabs.ts';

/** A notebook that was saved under another address, its first one included. */
export interface SavedAs {
  readonly from: NotebookDocument;
  readonly to: NotebookDocument;
}

/**
 * Knows where notebooks go on: VS Code makes another document of one that is saved for the first time or under another
 * name, and of one whose file or folder is renamed.
 */
export class Moves extends Disposables {
  private readonly addresses = new Map<string, string>();
  private readonly savedAs = this.add(new EventEmitter<SavedAs>());
  readonly onDidSaveAs: Event<SavedAs> = this.savedAs.event;

  constructor() {
    super();
    this.add(workspace.onDidSaveNotebookDocument((notebook) => this.noteSaved(notebook)));
    // Asked for before it is done: tabs change while it is.
    this.add(
      workspace.onWillRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) this.noteRenamed(oldUri, newUri);
      }),
    );
  }

  /** The address under which a notebook that was closed goes on, when a tab shows that. */
  addressAfter({ uri }: NotebookDocument): string | undefined {
    const address = this.addresses.get(uri.toString());
    this.addresses.delete(uri.toString());
    return address !== undefined && isInTab(address) ? address : undefined;
  }

  /** Only what is saved under a new address is saved before a tab shows it. */
  private noteSaved(to: NotebookDocument): void {
    if (to.notebookType !== NOTEBOOK_TYPE || isInTab(to.uri.toString())) return;
    const text = textOf(to);
    const isSource = (each: NotebookDocument | undefined): boolean =>
      !!each && each !== to && isInTab(each.uri.toString()) && textOf(each) === text;
    const active = window.activeNotebookEditor?.notebook;
    const from = isSource(active) ? active : openNotebooks().find(isSource);
    if (!from) return;
    this.addresses.set(from.uri.toString(), to.uri.toString());
    this.savedAs.fire({ from, to });
  }

  private noteRenamed(oldUri: Uri, newUri: Uri): void {
    for (const { uri } of openNotebooks()) {
      const address = renamed(uri.toString(), oldUri, newUri);
      if (address !== undefined) this.addresses.set(uri.toString(), address);
    }
  }
}

/** The address of something after it, or a folder above it, was renamed; undefined where that changes nothing. */
export function renamed(address: string, oldUri: Uri, newUri: Uri): string | undefined {
  const old = oldUri.toString();
  if (address === old) return newUri.toString();
  return address.startsWith(`${old}/`) ? newUri.toString() + address.slice(old.length) : undefined;
}

function openNotebooks(): NotebookDocument[] {
  return workspace.notebookDocuments.filter(({ notebookType }) => notebookType === NOTEBOOK_TYPE);
}
