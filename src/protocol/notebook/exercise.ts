/**
 * The fence `exercise`: turns the next code cell into the person's answer to an exercise: one of the product, by its
 * `id`, or one of the lesson's own, with `tests` (`ownExercise.ts`) or with the name of a `file` beside it that has them.
 *
 *     ```exercise
 *     id: double
 *     title: Twice as much
 *     tests:
 *       double(2) -> 4
 *       double(0) -> 0
 *     hint: Add the number to itself.
 *     ---
 *     Write a function `double`.
 *     ```
 */
import * as l10n from '@vscode/l10n';
import { type Header, type HeaderField, parseHeader, requiredValue, unknownKeys } from './header.ts';
import { type OwnTests, problemWithReference, readTests } from './ownExercise.ts';
import type { DirectiveCell, NotebookProblem } from './model.ts';

/** An exercise of the lesson's own. What is hidden stands here, or in files beside the lesson. */
export interface OwnExercise {
  readonly id: string;
  readonly title: string;
  readonly hints: readonly string[];
  readonly solution: string;
  readonly tests?: OwnTests | undefined;
  readonly file?: string | undefined;
  /** Code that knows the answers which the tests do not say. */
  readonly reference?: string | undefined;
  readonly referenceFile?: string | undefined;
}

const OWN_KEYS = ['title', 'tests', 'file', 'reference', 'reference-file', 'hint', 'solution'] as const;

/** Reads an `exercise` cell whose fence is on line `line` of the file. `known`: the ids there are, if they matter. */
export function readExercise(
  cell: Pick<DirectiveCell, 'header'>,
  line = 1,
  known?: readonly string[],
): {
  readonly id?: string;
  readonly own?: OwnExercise | undefined;
  readonly problems: readonly NotebookProblem[];
} {
  const header = parseHeader(cell.header.split('\n'), line + 1);
  const problems = [...header.problems, ...unknownKeys(header, ['id', ...OWN_KEYS])];
  const id = requiredValue(header, 'id', line, problems);
  const isOwn = OWN_KEYS.some((key) => header.fields.has(key));
  const own = isOwn ? readOwn(header, id, line, problems) : undefined;
  if (id !== '' && !isOwn && known && !known.includes(id)) {
    const ids = known.join(', ');
    const at = header.fields.get('id')?.line ?? line;
    problems.push({ line: at, message: l10n.t('There is no exercise "{0}". Use one of: {1}.', id, ids) });
  }
  return problems.length > 0 ? { problems } : { id, own, problems };
}

function readOwn(
  { fields }: Header,
  id: string,
  line: number,
  problems: NotebookProblem[],
): OwnExercise | undefined {
  const [tests, file] = [fields.get('tests'), fields.get('file')?.value];
  if ((tests?.lines.length ?? 0) === 0 && !file) {
    problems.push({
      line,
      message: l10n.t('Write the tests below a line "tests:", or the name of a file that has them.'),
    });
    return undefined;
  }
  const [reference, referenceFile] = [codeOf(fields.get('reference')), fields.get('reference-file')?.value];
  const read = tests && readTests(tests.lines, problems);
  const problem = read && problemWithReference(read, { reference, referenceFile });
  const at = fields.get('reference') ?? tests;
  if (problem !== undefined) problems.push({ line: at?.line ?? line, message: problem });
  return {
    id,
    title: fields.get('title')?.value ?? id,
    hints: (fields.get('hint')?.lines ?? []).map(({ text }) => text.trim()),
    solution: codeOf(fields.get('solution')) ?? '',
    tests: read,
    file,
    reference,
    referenceFile,
  };
}

/** Code without the indentation that all of its lines have; undefined where there is none. */
export function codeOf(field: HeaderField | undefined): string | undefined {
  const code = unindented(field?.code ?? []).replace(/^\n+|\s+$/g, '');
  return code === '' ? undefined : code;
}

/** Lines of code without the indentation that all of them have. */
function unindented(lines: readonly string[]): string {
  const indents = lines.flatMap((line) =>
    line.trim() === '' ? [] : [/^[ \t]*/.exec(line)?.[0].length ?? 0],
  );
  const least = Math.min(...indents);
  return lines.map((line) => line.slice(least)).join('\n');
}
