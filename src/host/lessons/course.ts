import type { ExtensionContext, NotebookDocument, NotebookEditor } from 'vscode';
import {
  CancellationTokenSource,
  commands,
  NotebookEdit,
  NotebookRange,
  Uri,
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
import type { CourseFolder } from './workspaceCourses.ts';
import { WorkspaceCourses } from './workspaceCourses.ts';

/** The lessons of a person: what is shipped, their copies of it, those of the workspace, and how far they are. */
export class Course extends Disposables {
  readonly catalogue: Catalogue;
  readonly progress: Progress;
  readonly workspace = this.add(new WorkspaceCourses());
  private readonly storage: Uri;
  private readonly copies: LessonCopies;

  constructor(context: Pick<ExtensionContext, 'extensionUri' | 'globalStorageUri' | 'globalState'>) {
    super();
    this.catalogue = new Catalogue(context.extensionUri);
    this.storage = context.globalStorageUri;
    this.copies = new LessonCopies(this.storage);
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

  /** Every lesson: those of the workspace, then what is shipped. */
  async lessons(): Promise<readonly Lesson[]> {
    return (await this.courses()).flatMap(({ lessons }) => lessons);
  }

  /** The lesson with this id. Rejects with the ids of those that are shipped if there is none. */
  async get(id: unknown): Promise<Lesson> {
    const lessons = await this.lessons();
    return lessons.find((lesson) => lesson.id === id) ?? this.catalogue.get(id);
  }

  /** How far the person is in each lesson, course by course. Each course has one lesson to go on with. */
  async statuses(): Promise<LessonStatus[]> {
    this.progress.refresh();
    return (await this.courses()).flatMap(({ lessons }) => statusOfAll(lessons, this.progress));
  }

  /** Where to go on: in the course that the person was in last, or else in the one that is shipped. */
  async next(): Promise<LessonStatus | undefined> {
    const courses = (await this.courses()).map(({ lessons }) => lessons);
    const last = this.progress.lastOf(courses.flat().map(({ id }) => id));
    const lessons = courses.find((each) => each.some(({ id }) => id === last)) ?? courses.at(-1) ?? [];
    return statusOfAll(lessons, this.progress).find(({ isNext }) => isNext);
  }

  uriOf(lesson: Lesson): Uri {
    return lesson.uri ?? this.copies.uriOf(lesson);
  }

  /** The lesson that a notebook is: one of the workspace, or the person's copy of what is shipped. */
  async lessonOf(notebook: NotebookDocument): Promise<Lesson | undefined> {
    const lessons = await this.lessons();
    return lessons.find((lesson) => isAt(notebook, this.uriOf(lesson)));
  }

  /** The progress of a notebook, which may be a lesson or any other. Only of what is shipped another text is known. */
  async progressOf(notebook: NotebookDocument): Promise<NotebookProgress> {
    const lesson = await this.lessonOf(notebook);
    return new NotebookProgress(this.progress, notebook, lesson?.uri ? undefined : lesson);
  }

  private async courses(): Promise<readonly Pick<CourseFolder, 'lessons'>[]> {
    const [own, shipped] = await Promise.all([this.workspace.all(), this.catalogue.all()]);
    return [...own, { lessons: shipped }];
  }

  /** What was done in a notebook is also done in the one that it was saved as. */
  async takeAlong(from: NotebookDocument, to: NotebookDocument): Promise<void> {
    const [source, target] = await Promise.all([this.progressOf(from), this.progressOf(to)]);
    this.progress.copy(source.key, target.key);
  }

  /** Shows the person's copy of a lesson, and makes it first where there is none. `isOutdated` is told once. */
  async open(lesson: Lesson): Promise<{ readonly isOutdated: boolean }> {
    const state = lesson.uri ? 'current' : await this.copies.prepare(lesson);
    if (!lesson.uri)
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

  /** Forgets the progress of a lesson. Of what is shipped the person's copy gets its text again, also where it is open. */
  async reset(lesson: Lesson): Promise<void> {
    if (!lesson.uri) await writeAnew(this.uriOf(lesson), lesson.bytes, () => this.copies.restore(lesson));
    this.progress.reset([lesson.id]);
  }

  /** Shows a copy of a lesson in which nothing was done yet. What is done in it counts for nothing. */
  async viewAsLearner(name: string, bytes: Uint8Array): Promise<NotebookDocument> {
    const uri = Uri.joinPath(this.storage, 'learner', name);
    await writeAnew(uri, bytes, () => workspace.fs.writeFile(uri, bytes));
    this.progress.reset([uri.toString()]);
    return (await show(uri)).notebook;
  }
}

/** Writes a file that may be open as a notebook. */
async function writeAnew(uri: Uri, bytes: Uint8Array, write: () => Thenable<void>): Promise<void> {
  const notebook = workspace.notebookDocuments.find((each) => isAt(each, uri));
  const isSaved = !notebook || (await writeInto(notebook, bytes));
  await write();
  if (!isSaved) await reload(uri);
}

function isAt(notebook: NotebookDocument, uri: Uri): boolean {
  return notebook.uri.toString() === uri.toString();
}

/** Replaces everything in an open notebook by another text. Resolves with whether it could be saved. */
async function writeInto(notebook: NotebookDocument, bytes: Uint8Array): Promise<boolean> {
  const { token } = new CancellationTokenSource();
  const data = await notebookSerializer.deserializeNotebook(bytes, token);
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
