import type { Uri } from 'vscode';
import { commands, env, l10n, Uri as UriOf, window, workspace } from 'vscode';
import type { Disposable } from '../lifecycle.ts';

interface Recorder {
  /** VS Code's id of its language. */
  readonly language: string;
  readonly label: string;
  readonly file: string;
}

const recorders: readonly Recorder[] = [
  { language: 'typescript', label: 'TypeScript', file: 'recordRequests.ts' },
  { language: 'javascript', label: 'JavaScript', file: 'recordRequests.mjs' },
  { language: 'python', label: 'Python', file: 'record_requests.py' },
];

/** The command that gives a person what records the requests of a program that Cachebook does not start. */
export function registerRecorder(extensionUri: Uri, showError: (error: unknown) => void): Disposable {
  const copy = async (): Promise<void> => {
    const editor = window.activeTextEditor;
    const open = editor?.document.languageId.replace(/react$/, '');
    // What the person is working in comes first.
    const items = [...recorders].sort((a, b) => Number(b.language === open) - Number(a.language === open));
    const title = l10n.t('Record Requests of Another Program');
    const chosen = await window.showQuickPick(items, { title, placeHolder: l10n.t('Its language') });
    if (!chosen) return;
    const uri = UriOf.joinPath(extensionUri, 'dist', 'recorders', chosen.file);
    const text = new TextDecoder().decode(await workspace.fs.readFile(uri));
    const copied = { label: l10n.t('Copy to the clipboard'), isInserted: false };
    const inserted = { label: l10n.t('Insert at the cursor'), isInserted: true };
    const way =
      editor && open === chosen.language ? await window.showQuickPick([copied, inserted], { title }) : copied;
    if (!way) return;
    if (way.isInserted) {
      await editor?.edit((edit) => edit.insert(editor.selection.active, text));
      return;
    }
    await env.clipboard.writeText(text);
    const next = l10n.t('The recorder is on the clipboard. Save it as {0} beside your program.', chosen.file);
    void window.showInformationMessage(next);
  };
  return commands.registerCommand('cachebook.copyRecorder', () => copy().catch(showError));
}
