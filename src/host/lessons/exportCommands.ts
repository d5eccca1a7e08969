import type { NotebookDocument } from 'vscode';
import { commands, env, l10n, Uri, window, workspace } from 'vscode';
import * as v from 'valibot';
import { HumanError } from '../../lessons/humanError.ts';
import { askWhereTo, writeWhole, type WhereTo } from '../files.ts';
import type { Disposable } from '../lifecycle.ts';
import { Disposables } from '../lifecycle.ts';
import { NOTEBOOK_TYPE } from '../notebook/notebookType.ts';
import type { CellMetadata } from '../notebook/serializer.ts';
import { titleOfNotebook } from '../notebook/title.ts';
import type { Platform } from '../platform.ts';
import { registerLessonCommand } from './command.ts';
import type { Course } from './course.ts';
import { imagesIn } from './export/html.ts';
import { writerFor } from './export/index.ts';
import type { ExportedNotebook, WrittenNotebook } from './export/model.ts';
import { readImages } from './export/images.ts';
import type { Reading } from './export/read.ts';
import { readNotebook } from './export/read.ts';
import type { LearnerName } from './learnerName.ts';
import { reportAsCsv, reportAsMarkdown } from './report.ts';
import { reportProgress } from './reportProgress.ts';

/** What exports are made with. */
interface Means {
  readonly extensionUri: Uri;
  readonly platform: Platform;
  readonly name: LearnerName;
}

/** The commands that write files: a notebook with its outputs, and the person's progress. They return the address. */
export function registerExportCommands(
  course: Course,
  { extensionUri, platform, name }: Means,
  showError: (error: unknown) => void,
): Disposable {
  const registered = new Disposables();

  async function exportLesson(
    target?: unknown,
    source?: unknown,
    options?: unknown,
  ): Promise<string | undefined> {
    const notebook = await notebookAt(source);
    const withAnswers = await choosesAnswers(notebook, target, options);
    if (withAnswers === undefined) return undefined;
    const question: WhereTo = {
      title: l10n.t('Export Lesson with Outputs'),
      folder: folderOf(notebook.uri),
      name: `${nameOf(notebook.uri)}.html`,
      filters: {
        [l10n.t('Page')]: ['html'],
        Markdown: ['md'],
        [l10n.t('Jupyter Notebook')]: ['ipynb'],
      },
    };
    return writeTo(target, question, async (uri) => {
      const write = writerFor(uri.path);
      if (!write) throw new HumanError(l10n.t('Choose a file name that ends in .html, .md or .ipynb.'));
      const { createDraw } = await platform.loadDrawings(extensionUri);
      const reading = { draw: createDraw(env.language, l10n.bundle), withAnswers };
      return write(await exported(notebook, reading), picturesOf(uri));
    });
  }

  async function exportProgress(target?: unknown, options?: unknown): Promise<string | undefined> {
    const given = v.safeParse(v.object({ name: v.string() }), options);
    const known = given.success ? given.output.name : target instanceof Uri ? name.known : await name.get();
    if (known === undefined) return undefined;
    const question: WhereTo = {
      title: l10n.t('Export Progress'),
      folder: undefined,
      name: `${['progress', ...known.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '')].join('-')}.csv`,
      filters: { [l10n.t('Table for a Class')]: ['csv'], Markdown: ['md'] },
    };
    return writeTo(target, question, async (uri) => {
      const report = await reportProgress(course, known);
      if (/\.csv$/i.test(uri.path)) return { text: reportAsCsv(report), pictures: [] };
      if (/\.md$/i.test(uri.path)) return { text: reportAsMarkdown(report), pictures: [] };
      throw new HumanError(l10n.t('Choose a file name that ends in .csv or .md.'));
    });
  }

  registered.add(registerLessonCommand('cachebook.exportLesson', exportLesson, showError));
  registered.add(registerLessonCommand('cachebook.exportProgress', exportProgress, showError));
  return registered;
}

/** Whether answers are told, too; a person is asked where there are any. Undefined where they would rather not. */
async function choosesAnswers(
  notebook: NotebookDocument,
  target: unknown,
  options: unknown,
): Promise<boolean | undefined> {
  const isAsked = notebook.getCells().some(({ metadata }) => (metadata as CellMetadata).directive);
  if (!isAsked || target instanceof Uri) return v.is(v.object({ answers: v.literal(true) }), options);
  const items = [
    { label: l10n.t('Without Answers'), description: l10n.t('for learners'), withAnswers: false },
    { label: l10n.t('With Answers and Solutions'), description: l10n.t('folded away'), withAnswers: true },
  ];
  const placeHolder = l10n.t('What is told of questions and exercises?');
  return (await window.showQuickPick(items, { placeHolder }))?.withAnswers;
}

/** What a notebook shows, with the pictures of its text. */
async function exported(notebook: NotebookDocument, reading: Reading): Promise<ExportedNotebook> {
  const cells = readNotebook(notebook, reading);
  const images = await readImages(notebook.uri, imagesIn(cells));
  return { title: titleOfNotebook(notebook), language: env.language, cells, images };
}

/** The folder of the pictures of an export: beside it, named after it. */
function picturesOf({ path }: Uri): string {
  return `${(path.split('/').at(-1) ?? '').replace(/\.\w+$/, '')}_files`;
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

/** Writes to an address, or asks for one and says where it is. */
async function writeTo(
  target: unknown,
  question: WhereTo,
  write: (uri: Uri) => Promise<WrittenNotebook>,
): Promise<string | undefined> {
  const uri = target instanceof Uri ? target : await askWhereTo(question);
  if (!uri) return undefined;
  const { text, pictures } = await write(uri);
  // First what the file shows, so that it is never there without.
  for (const { name: picture, svg } of pictures)
    await writeWhole(Uri.joinPath(uri, '..', picturesOf(uri), picture), svg);
  await writeWhole(uri, text);
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
