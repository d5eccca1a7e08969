import { l10n, Uri, window, workspace } from 'vscode';
import type { SavedFile } from '../../protocol/dashboard.ts';
import { writeWhole } from '../files.ts';

/**
 * Asks where to, and writes the file in the format that the name ends in; nothing where the person has chosen none.
 */
export async function saveFile(name: string, files: readonly SavedFile[]): Promise<void> {
  const [first] = files;
  if (!first) return;
  const file = `${name.replaceAll(/[^\p{L}\p{N} ._-]/gu, '').trim() || 'cachebook'}.${first.extension}`;
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const uri = await window.showSaveDialog({
    filters: Object.fromEntries(files.map(({ extension }) => [extension.toUpperCase(), [extension]])),
    title: l10n.t('Save From the Dashboard'),
    ...(folder && { defaultUri: Uri.joinPath(folder, file) }),
  });
  if (!uri) return;
  const chosen = files.find(({ extension }) => uri.path.toLowerCase().endsWith(`.${extension}`)) ?? first;
  await writeWhole(uri, chosen.content);
}
