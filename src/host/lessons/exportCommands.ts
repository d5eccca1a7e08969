import type { NotebookDocument } from 'vscode';
import { commands, l10n, Uri, window, workspace } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import { writeWhole } from '../files.ts';
import type { Disposable } from '../lifecycle.ts';
import { Disposables } from '../lifecycle.ts';
import { NOTEBOOK_TYPE } from '../notebook/notebookType.ts';
import { registerLessonCommand } from './command.ts';
import type { Course } from './course.ts';
import { writerFor } from './export/index.ts';
import { readNotebook } from './export/read.ts';
import { reportProgress } from './reportProgress.ts';

/** The commands that write files: a notebook with its outputs, and the person's progress. They return the address. */
export function registerExportCommands(course: Course, showError: (error: unknown) => void): Disposable {
  const registered = new Disposables();

  async function exportLesson(target?: unknown, source?: unknown): Promise<string | undefined> {
    const notebook = await notebookAt(source);
    const question: Question = {
      title: l10n.t('Export Lesson with Outputs'),
      folder: folderOf(notebook.uri),
      name: `${nameOf(notebook.uri)}.md`,
      filters: { Markdown: ['md'], [l10n.t('Jupyter Notebook')]: ['ipynb'] },
    };
    return writeTo(target, question, (uri) => {
      const write = writerFor(uri.path);
      if (!write) throw new HumanError(l10n.t('Choose a file name that ends in .md or .ipynb.'));
      return write(readNotebook(notebook));
    });
  }

  function exportProgress(target?: unknown): Promise<string | undefined> {
    const title = l10n.t('Export Progress');
    const question: Question = {
      title,
      folder: undefined,
      name: 'progress.md',
      filters: { Markdown: ['md'] },
    };
    return writeTo(target, question, () => reportProgress(course));
  }

  registered.add(registerLessonCommand('cachebook.exportLesson', exportLesson, showError));
  registered.add(registerLessonCommand('cachebook.exportProgress', exportProgress, showError));
  return registered;
}

/** The notebook at an address, or the one that is shown. */
async function notebookAt(source: unknown): Promise<NotebookDocument> {
  if (source instanceof Uri) return workspace.openNotebookDocument(source);
  const shown = window.activeNotebookEditor?.notebook;
  if (shown?.notebookType === NOTEBOOK_TYPE) return shown;
  throw new HumanError(l10n.t('Open a lesson first, or another Cachebook notebook.'));
}

function nameOf({ path }: Uri): string {
  const file = path.split('/').at(-1) ?? '';
  return file.replace(/(\.cachebook)?\.md$/, '') || 'notebook';
}

/** The folder of a notebook that lies in the workspace, in whichever of its roots; lessons lie in a storage of ours. */
function folderOf(uri: Uri): Uri | undefined {
  return workspace.getWorkspaceFolder(uri) && Uri.joinPath(uri, '..');
}

/** What a person is asked where no address is given. */
interface Question {
  readonly title: string;
  /** The folder to begin with, if it is not that of the workspace. */
  readonly folder: Uri | undefined;
  /** The name to begin with. */
  readonly name: string;
  /** What each kind of file is called, and the ends of its name. */
  readonly filters: Record<string, string[]>;
}

/** Writes to an address, or asks for one and says where it is. */
async function writeTo(
  target: unknown,
  { title, folder = workspace.workspaceFolders?.[0]?.uri, name, filters }: Question,
  write: (uri: Uri) => string | Promise<string>,
): Promise<string | undefined> {
  const defaults = folder ? { defaultUri: Uri.joinPath(folder, name) } : {};
  const uri = target instanceof Uri ? target : await window.showSaveDialog({ title, filters, ...defaults });
  if (!uri) return undefined;
  await writeWhole(uri, await write(uri));
  if (!(target instanceof Uri)) void tell(uri);
  return uri.toString();
}

async function tell(uri: Uri): Promise<void> {
  const open = l10n.t('Open');
  const told = l10n.t('Exported to {0}.', workspace.asRelativePath(uri));
  if ((await window.showInformationMessage(told, open)) === open) {
    await commands.executeCommand('vscode.open', uri);
  }
}
