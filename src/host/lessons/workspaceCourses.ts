import { Diagnostic, DiagnosticSeverity, EventEmitter, l10n, languages, Range, Uri, workspace } from 'vscode';
import type { NotebookProblem } from '../../protocol/notebook/index.ts';
import { Disposables } from '../lifecycle.ts';
import type { Lesson } from './catalogue.ts';
import { lessonFrom } from './catalogue.ts';
import type { CourseFile } from './courseFile.ts';
import { readCourseFile } from './courseFile.ts';

/** A folder of the workspace that holds lessons. */
export interface CourseFolder {
  /** The address of the folder. */
  readonly id: string;
  readonly title: string;
  readonly lessons: readonly Lesson[];
}

const LESSONS = '**/*.cachebook.md';
const COURSES = '**/course.json';
const NOT_IN = '**/{node_modules,out,dist}/**';
/** The most files that are looked at. */
const MOST_FILES = 500;
/** How long one change waits for the next, in ms. */
const PAUSE_MS = 300;

type Complain = (uri: Uri, problem: NotebookProblem) => void;

/** The courses of the workspace: folders whose notebooks say in their front matter that they are lessons, or `course.json` does. */
export class WorkspaceCourses extends Disposables {
  private loading: Promise<readonly CourseFolder[]> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly changed = this.add(new EventEmitter<void>());
  private readonly diagnostics = this.add(languages.createDiagnosticCollection('cachebook courses'));
  /** Fires when there may be other courses, or other lessons in them. */
  readonly onDidChange = this.changed.event;

  constructor() {
    super();
    for (const pattern of [LESSONS, COURSES]) {
      const watcher = this.add(workspace.createFileSystemWatcher(pattern));
      for (const happens of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete])
        this.add(happens(() => this.lookAgain()));
    }
    this.add(workspace.onDidChangeWorkspaceFolders(() => this.lookAgain()));
    this.add({ dispose: () => clearTimeout(this.timer) });
  }

  /** Every course, by its folder. */
  all(): Promise<readonly CourseFolder[]> {
    this.loading ??= this.load();
    return this.loading;
  }

  private lookAgain(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.loading = undefined;
      this.changed.fire();
    }, PAUSE_MS);
  }

  private async load(): Promise<readonly CourseFolder[]> {
    const problems = new Map<string, [Uri, NotebookProblem[]]>();
    const complain: Complain = (uri, problem) => {
      const [, known] = problems.get(uri.toString()) ?? [uri, []];
      problems.set(uri.toString(), [uri, [...known, problem]]);
    };
    const [files, courseFiles] = await Promise.all([LESSONS, COURSES].map(findFiles));
    const read = await Promise.all((files ?? []).map((uri) => readLesson(uri, complain)));
    const lessons = read.filter((each) => each !== undefined);
    const courses = await readCourses(lessons, courseFiles ?? [], complain);
    for (const { lessons: own } of courses) checkNumbers(own, complain);
    this.diagnostics.clear();
    for (const [uri, own] of problems.values()) this.diagnostics.set(uri, own.map(toDiagnostic));
    return courses;
  }
}

/** Where VS Code cannot search there are no courses; nothing else waits for them. */
async function findFiles(pattern: string): Promise<readonly Uri[]> {
  try {
    return await workspace.findFiles(pattern, NOT_IN, MOST_FILES);
  } catch {
    return [];
  }
}

/** A notebook that may be a lesson; undefined where it cannot be read. */
async function readLesson(uri: Uri, complain: Complain): Promise<WorkspaceLesson | undefined> {
  const bytes = await readWhereItCan(uri, complain);
  return bytes && { ...lessonFrom(bytes, uri.path.split('/').at(-1) ?? ''), id: uri.toString(), uri };
}

/** What cannot be read is told at its own file, and nothing else waits for it. */
async function readWhereItCan(uri: Uri, complain: Complain): Promise<Uint8Array | undefined> {
  try {
    return await workspace.fs.readFile(uri);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    complain(uri, {
      line: 1,
      message: l10n.t('This file cannot be read, so the course is without it: {0}', why),
    });
    return undefined;
  }
}

type WorkspaceLesson = Lesson & { readonly uri: Uri };

async function readCourses(
  lessons: readonly WorkspaceLesson[],
  courseFiles: readonly Uri[],
  complain: Complain,
): Promise<CourseFolder[]> {
  const courses = new Map<string, CourseFolder>();
  const taken = new Set<Lesson>();
  for (const uri of courseFiles) {
    const folder = Uri.joinPath(uri, '..');
    const within = lessons.filter((lesson) => lesson.uri.path.startsWith(`${folder.path}/`));
    // Others may have files of this name.
    if (within.length === 0) continue;
    const bytes = await readWhereItCan(uri, complain);
    if (!bytes) continue;
    const file = readCourseFile(new TextDecoder().decode(bytes));
    for (const problem of file.problems) complain(uri, problem);
    const own = file.lessons
      ? named(file.lessons, folder, within, (problem) => complain(uri, problem))
      : inOrder(within.filter(({ number }) => number !== undefined));
    for (const lesson of within) taken.add(lesson);
    courses.set(folder.toString(), courseOf(folder, own, file.title));
  }
  const free = lessons.filter((lesson) => lesson.number !== undefined && !taken.has(lesson));
  for (const { uri } of free) {
    const folder = Uri.joinPath(uri, '..');
    if (courses.has(folder.toString())) continue;
    const own = free.filter((each) => Uri.joinPath(each.uri, '..').toString() === folder.toString());
    courses.set(folder.toString(), courseOf(folder, inOrder(own)));
  }
  return [...courses.values()]
    .filter((course) => course.lessons.length > 0)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function courseOf(folder: Uri, lessons: readonly Lesson[], title?: string): CourseFolder {
  return { id: folder.toString(), title: title ?? folder.path.split('/').at(-1) ?? '', lessons };
}

/** The lessons that a course names, in its order. */
function named(
  list: NonNullable<CourseFile['lessons']>,
  folder: Uri,
  lessons: readonly WorkspaceLesson[],
  complain: (problem: NotebookProblem) => void,
): WorkspaceLesson[] {
  return list.flatMap(({ path, line }) => {
    const uri = Uri.joinPath(folder, path).toString();
    const lesson = lessons.find((each) => each.id === uri);
    if (!lesson) complain({ line, message: l10n.t('There is no lesson "{0}" in this folder.', path) });
    return lesson ?? [];
  });
}

/** By their numbers, 2 before 10; then by their files. */
function inOrder(lessons: readonly WorkspaceLesson[]): WorkspaceLesson[] {
  const compare = (a: string, b: string): number => a.localeCompare(b, 'en', { numeric: true });
  return [...lessons].sort((a, b) => compare(a.number ?? '', b.number ?? '') || compare(a.file, b.file));
}

/** A number names one lesson, and those that are to be done before are there. */
function checkNumbers(lessons: readonly Lesson[], complain: Complain): void {
  const numbers = lessons.map(({ number }) => number);
  for (const [at, { number, uri, file, prerequisites }] of lessons.entries()) {
    if (!uri) continue;
    const first = lessons[numbers.indexOf(number)];
    if (number !== undefined && numbers.indexOf(number) < at)
      complain(uri, {
        line: 1,
        message: l10n.t('The lesson "{0}" is there twice: {1} and {2}.', number, first?.file ?? '', file),
      });
    for (const each of prerequisites.filter((id) => !numbers.includes(id)))
      complain(uri, {
        line: 1,
        message: l10n.t('"prerequisites" names the lesson "{0}", which is not in this course.', each),
      });
  }
}

function toDiagnostic({ line, message }: NotebookProblem): Diagnostic {
  const wholeLine = new Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER);
  const diagnostic = new Diagnostic(wholeLine, message, DiagnosticSeverity.Error);
  diagnostic.source = 'Cachebook';
  return diagnostic;
}
