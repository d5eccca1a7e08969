/**
 * The fence `predict`: a question that is answered before the next code cell can run.
 *
 *     ```predict
 *     answer: once
 *     explanation: The second call finds the article in the dictionary.
 *     ---
 *     How often is the article fetched?
 *
 *     - once
 *     - twice
 *     ```
 *
 * The list at the end of the text holds the choices (choices.ts). Without one the answer is free: `answer` may then name
 * several right ones, separated by ` | `. Where a right answer is a number, the number in the text counts, however it is
 * written (numbers.ts); of other answers capitals, blanks and a full stop do not matter.
 */
import * as l10n from '@vscode/l10n';
import { inLine, readQuestion } from './choices.ts';
import { parseHeader, requiredValue, unknownKeys } from './header.ts';
import type { DirectiveCell, NotebookProblem } from './model.ts';
import { isNumber, saysNumber } from './numbers.ts';

export interface Prediction {
  /** Markdown, without the choices. */
  readonly question: string;
  /** Empty where the answer is free. */
  readonly choices: readonly string[];
  /** The right answers: one of the choices, or every spelling of a free answer. */
  readonly answers: readonly string[];
  /** Told with the verdict. */
  readonly explanation: string;
}

/** Reads a `predict` cell whose fence is on line `line` of the file. A prediction with problems asks nothing. */
export function readPrediction(
  cell: Pick<DirectiveCell, 'header' | 'text'>,
  line = 1,
): { readonly prediction?: Prediction; readonly problems: readonly NotebookProblem[] } {
  const header = parseHeader(cell.header.split('\n'), line + 1);
  const problems = [...header.problems, ...unknownKeys(header, ['answer', 'explanation'])];
  const answer = inLine(requiredValue(header, 'answer', line, problems));
  const explanation = requiredValue(header, 'explanation', line, problems);
  const {
    question,
    choices,
    problems: mistakes,
  } = readQuestion(cell.text, answer, firstLineOfText(cell, line));
  problems.push(...mistakes);
  if (question === '') {
    problems.push({ line, message: l10n.t('Write the question below a line with --- in this fence.') });
  }
  if (answer !== '' && choices.length > 0 && !choices.includes(answer)) {
    const known = choices.join(', ');
    const at = header.fields.get('answer')?.line ?? line;
    problems.push({
      line: at,
      message: l10n.t('"{0}" is none of the choices. Use one of: {1}.', answer, known),
    });
  }
  if (problems.length > 0) return { problems };
  const answers = choices.length > 0 ? [answer] : answer.split('|').map((each) => each.trim());
  return { prediction: { question, choices, answers, explanation }, problems };
}

/** The line of the file on which the text below the header begins: above it stand the fence, the header and the rule. */
function firstLineOfText({ header }: Pick<DirectiveCell, 'header'>, line: number): number {
  return line + 2 + (header === '' ? 0 : header.split('\n').length);
}

/** Whether an answer is right. */
export function isRightAnswer({ choices, answers }: Prediction, answer: string): boolean {
  if (choices.length > 0) return answers.includes(answer.trim());
  return answers.some((right) =>
    isNumber(right) ? saysNumber(right, answer) : plain(right) === plain(answer),
  );
}

function plain(answer: string): string {
  return inLine(answer)
    .normalize('NFC')
    .toLowerCase()
    .replace(/^[\s"'`“‘«]+|[\s"'`”’».]+$/g, '')
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '');
}
