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
  /** Opened before any tab shows them: VS Code does so with what it is about to save under a new address. */
  private readonly unshown = new Set<NotebookDocument>();
  private readonly savedAs = this.add(new EventEmitter<SavedAs>());
  readonly onDidSaveAs: Event<SavedAs> = this.savedAs.event;

  constructor() {
    super();
    this.add(
      workspace.onDidOpenNotebookDocument((notebook) => {
        if (isOurs(notebook) && !isInTab(notebook.uri.toString())) this.unshown.add(notebook);
      }),
    );
    this.add(
      workspace.onDidCloseNotebookDocument((notebook) => {
        this.unshown.delete(notebook);
        this.noteSaved(notebook);
      }),
    );
    this.add(
      window.tabGroups.onDidChangeTabs(({ closed }) => {
        // The tab of what was saved goes last; whatever is shown by then is a notebook like others.
        if (closed.length > 0)
          for (const each of this.unshown) if (isInTab(each.uri.toString())) this.unshown.delete(each);
      }),
    );
    // Asked for before it is done: tabs change while it is.
    this.add(
      workspace.onWillRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) this.noteRenamed(oldUri, newUri);
      }),
    );
  }

  /** The address under which a notebook that is closed goes on, when it is open there or a tab waits for it. */
  addressAfter(notebook: NotebookDocument): string | undefined {
    this.noteSaved(notebook);
    const old = notebook.uri.toString();
    const address = this.addresses.get(old);
    this.addresses.delete(old);
    const isOpen = openNotebooks().some(({ uri }) => uri.toString() === address);
    return address !== undefined && (isOpen || isInTab(address)) ? address : undefined;
  }

  /** What is saved under another address says the same there. */
  private noteSaved(from: NotebookDocument): void {
    const old = from.uri.toString();
    if (!isOurs(from) || this.addresses.has(old)) return;
    const text = textOf(from);
    const newest = [...this.unshown].reverse();
    const to = newest.find((each) => each !== from && textOf(each) === text);
    if (!to) return;
    this.unshown.delete(to);
    this.addresses.set(old, to.uri.toString());
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
  return workspace.notebookDocuments.filter(isOurs);
}

function isOurs({ notebookType }: NotebookDocument): boolean {
  return notebookType === NOTEBOOK_TYPE;
}
