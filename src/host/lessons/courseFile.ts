/** The file `course.json` of a folder of lessons: what the course is called, and the order of its lessons. */
import * as l10n from '@vscode/l10n';
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { NotebookProblem } from '../../protocol/notebook/index.ts';

export interface CourseFile {
  readonly title: string | undefined;
  /** Paths from the folder of the file; undefined where the order is that of the lessons' own numbers. */
  readonly lessons: readonly { readonly path: string; readonly line: number }[] | undefined;
  readonly problems: readonly NotebookProblem[];
}

const KEYS = ['title', 'lessons'];

/** A path that is the same on every machine, and leads to nothing above the folder. */
const WITHIN = /^(?![a-z]+:|\/|\.\.\/)(?!.*(?:\\|\/\.\.\/)).*\.cachebook\.md$/i;

/** Reads what a file says, as far as it can be read. JSON is YAML, which tells the line of every mistake. */
export function readCourseFile(text: string): CourseFile {
  const lineCounter = new LineCounter();
  const { contents, errors } = parseDocument(text, { lineCounter, prettyErrors: false });
  const lineAt = (offset = 0): number => lineCounter.linePos(offset).line;
  const problems: NotebookProblem[] = [];
  const complain = (offset: number | undefined, message: string): void =>
    void problems.push({ line: Math.max(1, lineAt(offset)), message });
  const [error] = errors;
  if (error || !isMap(contents)) {
    complain(error?.pos[0], l10n.t('This is no JSON of the form { "title": "...", "lessons": ["..."] }.'));
    return { title: undefined, lessons: undefined, problems };
  }
  let title: string | undefined;
  let lessons: { path: string; line: number }[] | undefined;
  for (const { key, value } of contents.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const offset = isScalar(key) ? key.range[0] : undefined;
    if (!KEYS.includes(name))
      complain(offset, l10n.t('Nothing reads "{0}" here. Known: {1}.', name, KEYS.join(', ')));
    if (name === 'title') {
      if (isScalar(value) && typeof value.value === 'string' && value.value.trim() !== '')
        title = value.value.trim();
      else complain(offset, l10n.t('Write the title of the course as a text.'));
    }
    if (name !== 'lessons') continue;
    if (!isSeq(value)) {
      complain(offset, l10n.t('"lessons" is a list of files, such as ["1-start.cachebook.md"].'));
      continue;
    }
    lessons = [];
    for (const item of value.items) {
      const path = isScalar(item) && typeof item.value === 'string' ? item.value : '';
      const start = isScalar(item) ? item.range[0] : undefined;
      if (!WITHIN.test(path))
        complain(
          start,
          l10n.t('Name a lesson by its path from this folder, such as "1-start.cachebook.md".'),
        );
      else if (lessons.some((each) => each.path === path))
        complain(start, l10n.t('"{0}" stands here twice. Keep one of them.', path));
      else lessons.push({ path, line: lineAt(start) });
    }
  }
  return { title, lessons, problems };
}
