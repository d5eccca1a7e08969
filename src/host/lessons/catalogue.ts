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

/** A lesson as it is shipped. */
export interface Lesson extends Page {
  /** As in its front matter: `1` to `8` for lessons, `A` to `D` for practices. */
  readonly id: string;
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
    const notebook = parseNotebook(decodeNotebook(bytes));
    const id = notebook.frontMatter.get('lesson') ?? file;
    const cells = nameCells(notebook.cells);
    const minutes = Number(notebook.frontMatter.get('minutes') ?? 0);
    return {
      id,
      file,
      title: titleOf(notebook) ?? id,
      minutes,
      bytes,
      cells,
      required: requiredCells(cells),
    };
  }

  private readFile(file: string): Thenable<Uint8Array> {
    return workspace.fs.readFile(Uri.joinPath(this.extensionUri, 'media/lessons', file));
  }
}
