/** Questions and exercises as their author says them: nobody has to write a header. */
import * as l10n from '@vscode/l10n';
import { readCells } from './cells.ts';
import { inLine, readQuestion } from './choices.ts';
import { codeOf } from './exercise.ts';
import { parseHeader, withFields } from './header.ts';
import { splitLines } from './lines.ts';
import type { DirectiveCell, NotebookCell, NotebookProblem } from './model.ts';
import { problemWithReference, readTests } from './ownExercise.ts';
import { readPrediction } from './prediction.ts';

/** What a question is made of. */
export interface QuestionDraft {
  /** Markdown, without the choices. */
  readonly question: string;
  /** Empty where the answer is free. */
  readonly choices: readonly string[];
  /** One of the choices, or every right answer, separated by ` | `. */
  readonly answer: string;
  readonly explanation: string;
}

type Directive = Pick<DirectiveCell, 'kind' | 'header' | 'text'>;

/** The cell that asks this. `header`: what it has said until now. */
export function writeQuestion(
  { question, choices, answer, explanation }: QuestionDraft,
  header = '',
): Directive {
  const list = choices.map((choice) => `- ${inLine(choice)}`).join('\n');
  return {
    kind: 'predict',
    header: withFields(header, { answer: [inLine(answer)], explanation: [inLine(explanation)] }),
    text: [question.trim(), ...(list === '' ? [] : [list])].join('\n\n'),
  };
}

/** The cell that makes the next code cell an answer to an exercise. */
export function writeExercise(id: string, text: string): Directive {
  return { kind: 'exercise', header: `id: ${inLine(id)}`, text: text.trim() };
}

/** An exercise of the lesson's own, as its author says it. */
export interface OwnDraft {
  readonly title: string;
  /** A test each. */
  readonly tests: readonly string[];
  readonly text: string;
}

/** The cell that sets this task. `header`: what it has said until now, of which hints and solutions stay. */
export function writeOwnExercise(id: string, { title, tests, text }: OwnDraft, header = ''): Directive {
  const fields = { id: [inLine(id)], title: [inLine(title)], ...(tests.length > 0 && { tests }) };
  return { kind: 'exercise', header: withFields(header, fields), text: text.trim() };
}

/** What an exercise of the lesson's own says of itself; undefined where it is one of the product. */
export function ownDraftOf({ header, text }: Pick<DirectiveCell, 'header' | 'text'>): OwnDraft | undefined {
  const { fields } = parseHeader(header.split('\n'), 1);
  if (!['title', 'tests', 'file', 'reference', 'reference-file'].some((key) => fields.has(key)))
    return undefined;
  const tests = (fields.get('tests')?.lines ?? []).map((line) => line.text.trim());
  return { title: fields.get('title')?.value ?? fields.get('id')?.value ?? '', tests, text };
}

/** Why these can be no tests; undefined where they can. `isAll`: whether there is no further one to come. */
export function problemWithTests(tests: readonly string[], isAll: boolean, header = ''): string | undefined {
  const problems: NotebookProblem[] = [];
  const read = readTests(
    tests.map((text) => ({ text, line: 1 })),
    problems,
  );
  if (problems[0]) return problems[0].message;
  if (!read) return l10n.t('Write a test: double(2) -> 4');
  const { fields } = parseHeader(header.split('\n'), 1);
  const referenceFile = fields.get('reference-file')?.value;
  const reference = codeOf(fields.get('reference'));
  return isAll ? problemWithReference(read, { reference, referenceFile }) : undefined;
}

/** A word for an exercise to be remembered under, from its title. */
export function idFor(title: string, taken: readonly string[]): string {
  const words = title
    .normalize('NFKD')
    .toLowerCase()
    .match(/[a-z0-9]+/g) ?? ['exercise'];
  const id = words.join('-').slice(0, 40);
  if (!taken.includes(id)) return id;
  const free = Array.from({ length: taken.length }, (_, index) => `${id}-${index + 2}`);
  return free.find((each) => !taken.includes(each)) ?? id;
}

/** Code to begin with, as the tests call it. */
export function starterFor(tests: readonly string[], language: string): string {
  const read = readTests(
    tests.map((text) => ({ text, line: 1 })),
    [],
  );
  if (!read) return '';
  const { entry, kind } = read;
  const steps = new Map(read.tests.flat().map((step) => [step.name, step]));
  const namesOf = (args: string): string[] =>
    (JSON.parse(args) as unknown[]).map((_, at) => String.fromCharCode(97 + (at % 26)));
  const first = namesOf(steps.get(entry)?.args ?? '[]');
  const methods = [...steps.values()].filter(({ name }) => name !== entry);
  if (language === 'python') {
    if (kind === 'function') return `def ${entry}(${first.join(', ')}):\n    ...`;
    const defined = methods.map(({ name, args }) => python(name, namesOf(args)));
    return [`class ${entry}:`, [python('__init__', first), ...defined].join('\n\n')].join('\n');
  }
  const typed = (names: readonly string[]): string => names.map((name) => `${name}: unknown`).join(', ');
  if (kind === 'function') return `function ${entry}(${typed(first)}): unknown {\n  return undefined;\n}`;
  const defined = methods.map(
    ({ name, args }) => `  ${name}(${typed(namesOf(args))}): unknown {\n    return undefined;\n  }`,
  );
  return [`class ${entry} {`, [`  constructor(${typed(first)}) {}`, ...defined].join('\n\n'), '}'].join('\n');
}

function python(name: string, args: readonly string[]): string {
  return `    def ${name}(${['self', ...args].join(', ')}):\n        ...`;
}

/** Why this would not be asked as it was meant; undefined where it would. */
export function problemWithQuestion(draft: QuestionDraft): string | undefined {
  const question = draft.question.trim();
  if (question === '') return l10n.t('Write a question.');
  // Below the question stand its choices: a list at its end would be taken for them.
  const own = readQuestion(question, '', 1);
  if (own.question !== question || own.problems.length > 0)
    return l10n.t('A list at the end of the question would hold choices. Write a sentence behind it.');
  const { prediction, problems } = readPrediction(writeQuestion(draft));
  if (!prediction) return problems[0]?.message;
  const isAsMeant =
    prediction.question === question &&
    prediction.choices.join('\n') === draft.choices.map(inLine).join('\n');
  return isAsMeant
    ? undefined
    : l10n.t(
        'The choices would be read as something else. Close what the question begins, and use plain words.',
      );
}

/** Why a text can be no choice; undefined where it can. */
export function problemWithChoice(choice: string, others: readonly string[] = []): string | undefined {
  const all = [...others, choice];
  const choices = all.length > 1 ? all : [...all, `${choice} `.repeat(2)];
  return problemWithQuestion({ question: '?', choices, answer: choices[0] ?? '', explanation: '.' });
}

/** What the cell of a question says, as far as it can be read. */
export function draftOf({ header, text }: Pick<DirectiveCell, 'header' | 'text'>): QuestionDraft {
  const { fields } = parseHeader(header.split('\n'), 1);
  const valueOf = (key: string): string => inLine(fields.get(key)?.value ?? '');
  const { question, choices } = readQuestion(text, valueOf('answer'), 1);
  return { question, choices, answer: valueOf('answer'), explanation: valueOf('explanation') };
}

/** The cells that a text would be if it stood in a file by itself; undefined where it asks nothing and sets no task. */
export function cellsInText(text: string): NotebookCell[] | undefined {
  const { cells } = readCells(splitLines(text), '\n');
  if (!cells.some(({ cell }) => cell.kind === 'predict' || cell.kind === 'exercise')) return undefined;
  return cells.map(({ cell }) => ({ ...cell, form: undefined }));
}
