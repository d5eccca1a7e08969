/**
 * Exercises that bring their own tests: operations and the answers that are expected, in the header, which nobody sees
 * who works on the lesson. A test is a line of operations, separated by semicolons; arguments and answers are JSON.
 *
 *     tests:
 *       new Stack(2); push(1); push(2); pop() -> 2; pop() -> 1; pop() -> error
 *       new Stack(1); size() -> 0
 *
 * Where a test does not say what it expects, a reference solution may know.
 */
import * as l10n from '@vscode/l10n';
import type { HeaderField } from './header.ts';
import type { NotebookProblem } from './model.ts';

/** One operation of a test. */
export interface OwnStep {
  /** As it is written, without what is expected. */
  readonly text: string;
  readonly type: 'new' | 'call' | 'method';
  readonly name: string;
  /** The arguments as a JSON array. */
  readonly args: string;
  /** What should come of it, as JSON; `error` where it should fail; undefined where it does not matter. */
  readonly expected?: string | undefined;
}

export interface OwnTests {
  /** What the cell has to define. */
  readonly entry: string;
  readonly kind: 'class' | 'function';
  readonly tests: readonly (readonly OwnStep[])[];
}

/** The language of code that defines this name; undefined where it does not. */
export function languageDefining(name: string, code: string): 'python' | 'typescript' | undefined {
  const word = `${name.replaceAll('$', '\\$')}(?![\\w$])`;
  const python = new RegExp(`^(?:(?:async +)?def +${word}|class +${word}[^\\n{]*:|${word} *=(?!=))`, 'm');
  if (python.test(code)) return 'python';
  const script = new RegExp(`^[ \\t]*(?:async +)?(?:function\\*? *|class +|const +|let +|var +)${word}`, 'm');
  return script.test(code) ? 'typescript' : undefined;
}

/** Why nobody would know what these tests expect; undefined where somebody does. */
export function problemWithReference(
  { entry, tests }: OwnTests,
  {
    reference,
    referenceFile,
  }: { readonly reference?: string | undefined; readonly referenceFile?: string | undefined },
): string | undefined {
  if (reference !== undefined && referenceFile !== undefined)
    return l10n.t('Write "reference" or "reference-file", not both.');
  if (reference !== undefined && languageDefining(entry, reference) === undefined)
    return l10n.t('The reference solution has to define {0}, as the tests call it.', entry);
  const isSaid = tests.some((test) => test.some(({ expected }) => expected !== undefined));
  return isSaid || reference !== undefined || referenceFile !== undefined
    ? undefined
    : l10n.t(
        'The tests expect nothing. Write "-> answer" behind an operation, or a solution that knows the answers below a line "reference:".',
      );
}

/** Reads tests, one a line. `problems` gets what is wrong with them. */
export function readTests(
  lines: readonly HeaderField['lines'][number][],
  problems: NotebookProblem[],
): OwnTests | undefined {
  const before = problems.length;
  const tests = lines.map(({ text, line }) => readTest(text, line, problems));
  const first = tests[0]?.[0];
  if (problems.length > before || !first) return undefined;
  const kind = first.type === 'new' ? 'class' : 'function';
  for (const [index, test] of tests.entries()) {
    const isSame =
      kind === 'class'
        ? test[0]?.type === 'new' &&
          test[0].name === first.name &&
          test.slice(1).every(({ type }) => type !== 'new')
        : test.every(({ type, name }) => type === 'call' && name === first.name);
    if (!isSame) {
      const line = lines[index]?.line ?? 1;
      problems.push({ line, message: otherSubject(first.name) });
      return undefined;
    }
  }
  const asMethods = (test: readonly OwnStep[]): OwnStep[] =>
    test.map((step, at) => (kind === 'class' && at > 0 ? { ...step, type: 'method' } : step));
  return { entry: first.name, kind, tests: tests.map(asMethods) };
}

function readTest(text: string, line: number, problems: NotebookProblem[]): OwnStep[] {
  return splitOutside(text, ';').flatMap((each) => {
    const step = readStep(each.trim());
    if (step) return [step];
    problems.push({ line, message: notAStep(each.trim()) });
    return [];
  });
}

function readStep(text: string): OwnStep | undefined {
  const [call = '', expected, ...rest] = splitOutside(text, '->').map((each) => each.trim());
  const [, isNew, name, args] = /^(new\s+)?([A-Za-z_$][\w$]*)\((.*)\)$/s.exec(call) ?? [];
  if (name === undefined || args === undefined || rest.length > 0) return undefined;
  const list = jsonOf(`[${args}]`);
  const wanted = expected === undefined || expected === 'error' ? expected : jsonOf(expected);
  if (list === undefined || (expected !== undefined && wanted === undefined)) return undefined;
  return { text: call, type: isNew ? 'new' : 'call', name, args: list, expected: wanted };
}

/** The same JSON without blanks; undefined where it is none. */
function jsonOf(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Splits a text at a separator, except within JSON's strings. */
function splitOutside(text: string, separator: string): string[] {
  const parts = [''];
  for (const piece of text.match(/"(?:[^"\\]|\\.)*"|->|[^]/gs) ?? []) {
    if (piece === separator) parts.push('');
    else parts.push((parts.pop() ?? '') + piece);
  }
  return parts.filter((part) => part.trim() !== '');
}

function notAStep(text: string): string {
  return l10n.t(
    '"{0}" is no operation. Write name(arguments) -> answer, with arguments and answer as JSON, or new Name(arguments).',
    text.slice(0, 60),
  );
}

function otherSubject(name: string): string {
  return l10n.t(
    'All tests are for one class or one function. Begin each with new {0}(...), or let each operation call {0}.',
    name,
  );
}
