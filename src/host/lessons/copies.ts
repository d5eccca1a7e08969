import { FileSystemError, Uri, workspace } from 'vscode';
import type { Page } from './catalogue.ts';

/**
 * A person's copies of the lessons, where every window finds them and no workspace has to be trusted. Beside each lies
 * the text that was shipped when the copy was made, to tell whether the person has changed it.
 */
export class LessonCopies {
  private readonly folder: Uri;

  constructor(storageUri: Uri) {
    this.folder = Uri.joinPath(storageUri, 'lessons');
  }

  uriOf({ file }: Page): Uri {
    return Uri.joinPath(this.folder, file);
  }

  /**
   * Makes the copy if there is none. A copy that nobody has changed becomes what is shipped now. `outdated`: it was
   * changed, and what is shipped now says something else than the text that the person last knew of; it stays as it is.
   */
  async prepare(lesson: Page): Promise<'current' | 'outdated'> {
    const [copy, original] = await Promise.all([read(this.uriOf(lesson)), read(this.originalOf(lesson))]);
    if (copy && isSame(original, lesson.bytes)) return 'current';
    if (copy && !isSame(copy, lesson.bytes) && !isSame(copy, original)) return 'outdated';
    await this.restore(lesson);
    return 'current';
  }

  /** Makes the copies that are not there yet: a lesson leads to others, and to the glossary, by their names. */
  async provide(pages: readonly Page[]): Promise<void> {
    for (const page of pages) if (!(await read(this.uriOf(page)))) await this.restore(page);
  }

  /** The person has been told that what is shipped says something else than their copy. */
  async acknowledge(lesson: Page): Promise<void> {
    await workspace.fs.writeFile(this.originalOf(lesson), lesson.bytes);
  }

  /** Makes the copy what is shipped. A file that is right already is left alone: VS Code may have it open. */
  async restore(lesson: Page): Promise<void> {
    for (const uri of [this.uriOf(lesson), this.originalOf(lesson)]) {
      if (!isSame(await read(uri), lesson.bytes)) await workspace.fs.writeFile(uri, lesson.bytes);
    }
  }

  private originalOf({ file }: Page): Uri {
    return Uri.joinPath(this.folder, 'shipped', file);
  }
}

async function read(uri: Uri): Promise<Uint8Array | undefined> {
  try {
    return await workspace.fs.readFile(uri);
  } catch (error) {
    if (error instanceof FileSystemError && error.code === 'FileNotFound') return undefined;
    throw error;
  }
}

function isSame(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  if (!a || !b) return a === b;
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
