import type { ExtensionContext, NotebookDocument, NotebookEditor, Uri } from 'vscode';
import {
  CancellationTokenSource,
  commands,
  NotebookEdit,
  NotebookRange,
  window,
  workspace,
  WorkspaceEdit,
} from 'vscode';
import { Disposables } from '../lifecycle.ts';
import { renamed } from '../notebook/moves.ts';
import { NOTEBOOK_TYPE } from '../notebook/notebookType.ts';
import { notebookSerializer } from '../notebook/serializer.ts';
import type { Lesson } from './catalogue.ts';
import { Catalogue } from './catalogue.ts';
import { LessonCopies } from './copies.ts';
import { NotebookProgress } from './notebookProgress.ts';
import { LESSONS_KEY, Progress } from './progress.ts';
import type { LessonStatus } from './status.ts';
import { statusOfAll } from './status.ts';

/** The lessons of a person: what is shipped, their copies of it, and how far they are. */
export class Course extends Disposables {
  readonly catalogue: Catalogue;
  readonly progress: Progress;
  private readonly copies: LessonCopies;

  constructor(context: Pick<ExtensionContext, 'extensionUri' | 'globalStorageUri' | 'globalState'>) {
    super();
    this.catalogue = new Catalogue(context.extensionUri);
    this.copies = new LessonCopies(context.globalStorageUri);
    this.progress = this.add(new Progress(context.globalState));
    context.globalState.setKeysForSync([LESSONS_KEY]);
    this.add(
      workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) this.progress.rename((key) => renamed(key, oldUri, newUri));
      }),
    );
    // One that was never saved is gone with its document; a new one may get its name.
    this.add(
      workspace.onDidOpenNotebookDocument(({ uri, isUntitled }) => {
        if (isUntitled) this.progress.reset([uri.toString()]);
      }),
    );
  }

  /** How far the person is in each lesson, in the order of the course. */
  async statuses(): Promise<LessonStatus[]> {
    this.progress.refresh();
    return statusOfAll(await this.catalogue.all(), this.progress);
  }

  uriOf(lesson: Lesson): Uri {
    return this.copies.uriOf(lesson);
  }

  /** The lesson that a notebook is the person's copy of. */
  async lessonOf(notebook: NotebookDocument): Promise<Lesson | undefined> {
    const lessons = await this.catalogue.all();
    return lessons.find((lesson) => isAt(notebook, this.uriOf(lesson)));
  }

  /** The progress of a notebook, which may be a lesson or any other. */
  async progressOf(notebook: NotebookDocument): Promise<NotebookProgress> {
    return new NotebookProgress(this.progress, notebook, await this.lessonOf(notebook));
  }

  /** What was done in a notebook is also done in the one that it was saved as. */
  async takeAlong(from: NotebookDocument, to: NotebookDocument): Promise<void> {
    const [source, target] = await Promise.all([this.progressOf(from), this.progressOf(to)]);
    this.progress.copy(source.key, target.key);
  }

  /** Shows the person's copy of a lesson, and makes it first where there is none. `isOutdated` is told once. */
  async open(lesson: Lesson): Promise<{ readonly isOutdated: boolean }> {
    const state = await this.copies.prepare(lesson);
    await this.copies.provide([...(await this.catalogue.all()), await this.catalogue.glossary()]);
    this.progress.record(lesson.id, (openedAt) => ({ openedAt }));
    await show(this.uriOf(lesson));
    if (state === 'outdated') await this.copies.acknowledge(lesson);
    return { isOutdated: state === 'outdated' };
  }

  /** Shows the page that explains words. */
  async openGlossary(): Promise<void> {
    const glossary = await this.catalogue.glossary();
    await this.copies.prepare(glossary);
    await show(this.copies.uriOf(glossary));
  }

  /** Shows a lesson at the first cell that is not done, or the question before it. */
  async goOn(lesson: Lesson): Promise<void> {
    const editor = await show(this.uriOf(lesson));
    const start = (await this.progressOf(editor.notebook)).next;
    if (start === undefined) return;
    const range = new NotebookRange(start, start + 1);
    editor.selection = range;
    editor.revealRange(range);
  }

  /** Gives a lesson the text that is shipped, also where it is open, and forgets its progress. */
  async reset(lesson: Lesson): Promise<void> {
    const notebook = workspace.notebookDocuments.find((each) => isAt(each, this.uriOf(lesson)));
    const isSaved = !notebook || (await writeInto(notebook, lesson));
    await this.copies.restore(lesson);
    if (!isSaved) await reload(this.uriOf(lesson));
    this.progress.reset([lesson.id]);
  }
}

function isAt(notebook: NotebookDocument, uri: Uri): boolean {
  return notebook.uri.toString() === uri.toString();
}

/** Replaces everything in an open notebook by the shipped text. Resolves with whether it could be saved. */
async function writeInto(notebook: NotebookDocument, lesson: Lesson): Promise<boolean> {
  const { token } = new CancellationTokenSource();
  const data = await notebookSerializer.deserializeNotebook(lesson.bytes, token);
  const edit = new WorkspaceEdit();
  edit.set(notebook.uri, [
    NotebookEdit.replaceCells(new NotebookRange(0, notebook.cellCount), data.cells),
    NotebookEdit.updateNotebookMetadata(data.metadata ?? {}),
  ]);
  return (await workspace.applyEdit(edit)) && notebook.save();
}

/**
 * Reads a notebook again that VS Code will not save, because its file was changed elsewhere meanwhile. VS Code reverts
 * what is active, so it is asked for both in one: nothing else can come to the front between.
 */
async function reload(uri: Uri): Promise<void> {
  await commands.executeCommand('runCommands', {
    commands: [
      { command: 'vscode.openWith', args: [uri, NOTEBOOK_TYPE] },
      { command: 'workbench.action.files.revert' },
    ],
  });
}

/** Opens a tab as a person does; a document that we opened ourselves would outlive its tab, and so would its kernel. */
async function show(uri: Uri): Promise<NotebookEditor> {
  await commands.executeCommand('vscode.openWith', uri, NOTEBOOK_TYPE);
  const shown = window.visibleNotebookEditors.find(({ notebook }) => isAt(notebook, uri));
  // Where another tab came to the front meanwhile, there is no editor until it is shown again.
  return shown ?? window.showNotebookDocument(await workspace.openNotebookDocument(uri));
}
