import { commands, FileSystemError, l10n, Uri, window, workspace } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import { writeWhole } from '../files.ts';

/** What lesson 9 watches, as it is shipped in `media/programs`; the first is opened. */
const PROGRAMS = ['stairs.py', 'feed.mjs', 'package.json'] as const;

/**
 * Writes the programs of lesson 9 into a folder, which a person is asked for where none is given. What is there already
 * stays as it is: it may have been changed. Gives the addresses of the programs, or nothing where nobody chose a folder.
 */
export async function createExamplePrograms(
  extensionUri: Uri,
  target?: unknown,
): Promise<string[] | undefined> {
  const folder = target instanceof Uri ? target : await askFolder();
  if (!folder) return undefined;
  const kept: string[] = [];
  for (const name of PROGRAMS) {
    const uri = Uri.joinPath(folder, name);
    if (await isThere(uri)) kept.push(name);
    else await copy(Uri.joinPath(extensionUri, 'media/programs', name), uri);
  }
  if (!(target instanceof Uri)) await show(folder, kept);
  return PROGRAMS.map((name) => Uri.joinPath(folder, name).toString());
}

async function askFolder(): Promise<Uri | undefined> {
  const begin = workspace.workspaceFolders?.[0]?.uri;
  const chosen = await window.showOpenDialog({
    title: l10n.t('Choose a Folder for the Example Programs'),
    openLabel: l10n.t('Create Here'),
    canSelectFiles: false,
    canSelectFolders: true,
    ...(begin && { defaultUri: begin }),
  });
  return chosen?.[0];
}

async function isThere(uri: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(uri);
    return true;
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return false;
    throw error;
  }
}

async function copy(from: Uri, to: Uri): Promise<void> {
  const bytes = await workspace.fs.readFile(from);
  try {
    await writeWhole(to, bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new HumanError(l10n.t('{0} could not be written. Choose another folder. ({1})', to.fsPath, reason));
  }
}

async function show(folder: Uri, kept: readonly string[]): Promise<void> {
  await commands.executeCommand('vscode.open', Uri.joinPath(folder, PROGRAMS[0]));
  void window.showInformationMessage(
    kept.length === 0
      ? l10n.t('The programs are in {0}.', folder.fsPath)
      : l10n.t('The programs are in {0}. Left as they were: {1}.', folder.fsPath, kept.join(', ')),
  );
}
