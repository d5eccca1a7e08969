import { FileSystemError, FileType, Uri, window, workspace } from 'vscode';

/**
 * Writes a file as a whole: beside its place first, then there, so that nothing half-written is left whatever happens
 * meanwhile. In the place itself only where a file cannot be put there.
 */
export async function writeWhole(uri: Uri, content: string | Uint8Array): Promise<void> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  if (!(await canBeReplaced(uri)) || !(await replace(uri, bytes))) await workspace.fs.writeFile(uri, bytes);
}

/** What a person is asked before a file is written. */
export interface WhereTo {
  readonly title: string;
  /** The name to begin with. What no file system likes in it is left out. */
  readonly name: string;
  /** What each kind of file is called, and the ends of its name. */
  readonly filters: Record<string, string[]>;
  /** The folder to begin with, if it is not that of the workspace. */
  readonly folder?: Uri | undefined;
}

/** Asks where to. A dialog without a name to begin with cannot be answered by Enter. */
export async function askWhereTo({
  title,
  name,
  filters,
  folder = workspace.workspaceFolders?.[0]?.uri,
}: WhereTo): Promise<Uri | undefined> {
  const known = name.replaceAll(/[^\p{L}\p{N} ._-]/gu, '').trim();
  const file = known.startsWith('.') ? `cachebook${known}` : known;
  return window.showSaveDialog({
    title,
    filters,
    ...(folder && { defaultUri: Uri.joinPath(folder, file) }),
  });
}

/** VS Code deletes what it replaces: it would close the tab of a file, cut a link, and take a folder with all in it. */
async function canBeReplaced(uri: Uri): Promise<boolean> {
  if (isInTab(uri)) return false;
  try {
    return (await workspace.fs.stat(uri)).type === FileType.File;
  } catch (error) {
    return error instanceof FileSystemError && error.code === 'FileNotFound';
  }
}

function isInTab(uri: Uri): boolean {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => {
    const shown: unknown = (input as { uri?: unknown } | undefined)?.uri;
    return shown instanceof Uri && shown.toString() === uri.toString();
  });
}

/** Returns whether that was possible. Where there is no room, or no way, nothing is left beside and it rejects. */
async function replace(uri: Uri, bytes: Uint8Array): Promise<boolean> {
  const beside = uri.with({ path: `${uri.path}.${crypto.randomUUID().slice(0, 8)}.new` });
  try {
    await workspace.fs.writeFile(beside, bytes);
  } catch (error) {
    await remove(beside);
    // A file may be open to a person whose folder is not.
    if (error instanceof FileSystemError && error.code === 'NoPermissions') return false;
    throw error;
  }
  try {
    await workspace.fs.rename(beside, uri, { overwrite: true });
    return true;
  } catch {
    await remove(beside);
    return false;
  }
}

async function remove(uri: Uri): Promise<void> {
  try {
    await workspace.fs.delete(uri);
  } catch {
    return; // It was not even made.
  }
}
