import { l10n, Uri, workspace } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import { decodeNotebook, parseNotebook } from '../../protocol/notebook/index.ts';
import { titleOf } from '../notebook/title.ts';
import type { NamedCell } from './cellIds.ts';
import { nameCells } from './cellIds.ts';
import { lessonNames } from './index.ts';
import { requiredCells } from './required.ts';

/** A notebook that is shipped. */
export interface Page {
  /** Its name in the folder of lessons. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** A lesson: one that is shipped, or one of the workspace. */
export interface Lesson extends Page {
  /** Where it is shipped, as in its front matter: `1` to `10` for lessons, `A` to `D` for practices. Else its address. */
  readonly id: string;
  /** As in its front matter. */
  readonly number: string | undefined;
  /** The numbers of the lessons that are to be done before. */
  readonly prerequisites: readonly string[];
  /** Where it lies in the workspace: there people work in the file itself. Of what is shipped they have copies. */
  readonly uri?: Uri;
  /** Its title with its number. */
  readonly title: string;
  readonly minutes: number;
  readonly cells: readonly NamedCell[];
  /** The ids of the code cells that have to be done for the lesson to be finished. */
  readonly required: readonly string[];
}

/** The lessons that are shipped, in the order of the course. They are read when they are first asked for. */
export class Catalogue {
  private loading: Promise<readonly Lesson[]> | undefined;

  constructor(private readonly extensionUri: Uri) {}

  /** Every lesson. Rejects when a file cannot be read; the next call tries again. */
  all(): Promise<readonly Lesson[]> {
    this.loading ??= this.load();
    return this.loading;
  }

  /** The lesson with this id. Rejects with the ids there are if there is none. */
  async get(id: unknown): Promise<Lesson> {
    const lessons = await this.all();
    const lesson = lessons.find((each) => each.id === id);
    if (lesson) return lesson;
    const known = lessons.map((each) => each.id).join(', ');
    throw new HumanError(l10n.t('There is no lesson "{0}". Use one of: {1}.', String(id), known));
  }

  /** The page that explains words. */
  async glossary(): Promise<Page> {
    const file = 'glossary.cachebook.md';
    return { file, bytes: await this.readFile(file) };
  }

  private async load(): Promise<readonly Lesson[]> {
    try {
      return await Promise.all(lessonNames.map((name) => this.read(`${name}.cachebook.md`)));
    } catch (error) {
      this.loading = undefined;
      throw error;
    }
  }

  private async read(file: string): Promise<Lesson> {
    const bytes = await this.readFile(file);
    return lessonFrom(bytes, file);
  }

  private readFile(file: string): Thenable<Uint8Array> {
    return workspace.fs.readFile(Uri.joinPath(this.extensionUri, 'media/lessons', file));
  }
}

/** The lesson that a file holds. Throws where it cannot be read. */
export function lessonFrom(bytes: Uint8Array, file: string): Lesson {
  const notebook = parseNotebook(decodeNotebook(bytes));
  const { frontMatter } = notebook;
  const number = frontMatter.get('lesson');
  const cells = nameCells(notebook.cells);
  return {
    id: number ?? file,
    number,
    prerequisites: (frontMatter.get('prerequisites') ?? '')
      .split(',')
      .map((each) => each.trim())
      .filter((each) => each !== '' && each !== 'none'),
    file,
    title: titleOf(notebook) ?? file.replace(/\.cachebook\.md$/, ''),
    minutes: Number(frontMatter.get('minutes') ?? 0),
    bytes,
    cells,
    required: requiredCells(cells),
  };
}
