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
 * The list at the end of the text holds the choices. Without one the answer is free: `answer` may then name several
 * right ones, separated by ` | `; capitals, blanks around them and commas in numbers do not matter.
 */
import * as l10n from '@vscode/l10n';
import { parseHeader, requiredValue, unknownKeys } from './header.ts';
import { trimBlankLines } from './lines.ts';
import type { DirectiveCell, NotebookProblem } from './model.ts';

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
  const answer = requiredValue(header, 'answer', line, problems);
  const explanation = requiredValue(header, 'explanation', line, problems);
  const { question, choices } = readQuestion(cell.text);
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

/** Whether an answer is right. */
export function isRightAnswer({ choices, answers }: Prediction, answer: string): boolean {
  if (choices.length > 0) return answers.includes(answer.trim());
  return answers.some((right) => plain(right) === plain(answer));
}

function plain(answer: string): string {
  return answer
    .trim()
    .toLowerCase()
    .replace(/(?<=\d),(?=\d{3})/g, '');
}

/** Parts the list at the end, of two items or more, from the question above it. */
function readQuestion(text: string): { question: string; choices: string[] } {
  const lines = trimBlankLines(text).split('\n');
  const isChoice = (line = ''): boolean => /^[-*+][ \t]+\S/.test(line);
  let first = lines.length;
  while (first > 0 && isChoice(lines[first - 1])) first--;
  const choices = lines.slice(first).map((line) => line.slice(1).trim());
  if (choices.length < 2) return { question: text.trim(), choices: [] };
  return { question: lines.slice(0, first).join('\n').trim(), choices };
}
