/** Questions and exercises as their author says them: nobody has to write a header. */
import * as l10n from '@vscode/l10n';
import { readCells } from './cells.ts';
import { inLine, readQuestion } from './choices.ts';
import { parseHeader } from './header.ts';
import { splitLines } from './lines.ts';
import type { DirectiveCell, NotebookCell } from './model.ts';
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

/** The cell that asks this. */
export function writeQuestion({ question, choices, answer, explanation }: QuestionDraft): Directive {
  const list = choices.map((choice) => `- ${inLine(choice)}`).join('\n');
  return {
    kind: 'predict',
    header: `answer: ${inLine(answer)}\nexplanation: ${inLine(explanation)}`,
    text: [question.trim(), ...(list === '' ? [] : [list])].join('\n\n'),
  };
}

/** The cell that makes the next code cell an answer to an exercise. */
export function writeExercise(id: string, text: string): Directive {
  return { kind: 'exercise', header: `id: ${inLine(id)}`, text: text.trim() };
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
