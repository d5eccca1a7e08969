import type { CancellationToken, NotebookCell, NotebookCellOutput, NotebookDocument } from 'vscode';
import { CancellationTokenSource, l10n, window } from 'vscode';
import * as v from 'valibot';
import { HumanError } from '../../lessons/humanError.ts';
import type { Prediction } from '../../protocol/notebook/index.ts';
import { isRightAnswer } from '../../protocol/notebook/index.ts';
import type { NotebookProgress } from '../lessons/notebookProgress.ts';
import type { Answer } from '../lessons/progressState.ts';
import type { Question } from './cellGates.ts';
import { codeCellOf, gateOf } from './cellGates.ts';
import { cellsAboveFirst } from './cellsAbove.ts';
import { findCell } from './cellTarget.ts';
import type { Gate } from './gate.ts';
import { markdownOutput } from './markdownOutput.ts';
import type { Notebooks, Postscript } from './notebooks.ts';
import { askQuestion } from './predictionQuestion.ts';
import { omissionOf, verdictOf } from './predictionVerdict.ts';

/** Finds what a person has done in a notebook. */
export type ProgressOf = (notebook: NotebookDocument) => Promise<NotebookProgress>;

/**
 * Lets no cell run whose questions are not answered, and asks them; not in a kernel that knows nothing of the cells
 * above, where the cell could only fail.
 */
export function createPredictionGate(
  progressOf: ProgressOf,
  { isFirstOfMany }: Pick<Notebooks, 'isFirstOfMany'>,
): Gate {
  return async (cell, token) => {
    const progress = await progressOf(cell.notebook);
    const { questions } = gateOf(cell);
    const isOpen = questions.some((question) => !progress.answerTo(question.cell));
    if (isOpen && isFirstOfMany(cell)) return cellsAboveFirst();
    if (await answerAll(questions, progress, token)) return undefined;
    return l10n.t(
      'The cell was not run, because the question above it has no answer yet. Run it again to answer.',
    );
  };
}

/** Tells below cells how their predictions turned out, and what could not be asked. */
export class Verdicts {
  private readonly told = new WeakSet<NotebookCell>();

  constructor(private readonly progressOf: ProgressOf) {}

  /** Whether it was told below this cell, since the notebook was opened. */
  isTold(cell: NotebookCell): boolean {
    return this.told.has(cell);
  }

  readonly postscript: Postscript = async (cell) => {
    const { questions, broken } = gateOf(cell);
    const omissions = broken.map((each) => markdownOutput(omissionOf(each)));
    if (questions.length === 0) return omissions;
    const progress = await this.progressOf(cell.notebook);
    this.told.add(cell);
    const verdicts = questions.flatMap(({ cell: asked, prediction }): NotebookCellOutput[] => {
      const answer = progress.answerTo(asked);
      return answer ? [markdownOutput(verdictOf(prediction, answer))] : [];
    });
    return [...verdicts, ...omissions];
  };
}

/** What `cachebook.answerPrediction` may be told besides the cell. */
const GivenAnswer = v.object({ answer: v.string() });

/**
 * Answers the questions of a cell: the one that is given, or those that a person is asked. Resolves with the answers to
 * all of them, the locked ones included; undefined where nothing is asked or a person would rather not answer.
 */
export async function answerPrediction(
  progressOf: ProgressOf,
  target: unknown,
): Promise<Answer[] | undefined> {
  const cell = findCell(target);
  const questions = cell ? questionsAt(cell) : [];
  if (!cell || questions.length === 0) {
    void window.showInformationMessage(l10n.t('No question belongs to this cell.'));
    return undefined;
  }
  const progress = await progressOf(cell.notebook);
  const given = v.safeParse(GivenAnswer, target);
  const open = questions.find((question) => !progress.answerTo(question.cell));
  if (given.success) {
    if (open) lock(open, readAnswer(open.prediction, given.output.answer), progress);
  } else if (!(await answerAll(questions, progress, new CancellationTokenSource().token))) return undefined;
  return questions.flatMap((question) => progress.answerTo(question.cell) ?? []);
}

/** The questions of a code cell, or the one that a cell asks. */
function questionsAt(cell: NotebookCell): readonly Question[] {
  const code = codeCellOf(cell);
  const all = code ? gateOf(code).questions : [];
  return code === cell ? all : all.filter((question) => question.cell === cell);
}

/** Asks what is not answered yet, one after the other. Resolves with whether all has an answer. */
async function answerAll(
  questions: readonly Question[],
  progress: NotebookProgress,
  token: CancellationToken,
): Promise<boolean> {
  for (const question of questions) {
    if (progress.answerTo(question.cell)) continue;
    const text = await askQuestion(question, token);
    if (text === undefined) return false;
    lock(question, text, progress);
  }
  return true;
}

function lock({ cell, prediction }: Question, text: string, progress: NotebookProgress): void {
  progress.answer(cell, text, isRightAnswer(prediction, text));
}

function readAnswer({ choices }: Prediction, given: string): string {
  const answer = given.trim();
  if (answer === '') throw new HumanError(l10n.t('An answer has to say something.'));
  if (choices.length === 0 || choices.includes(answer)) return answer;
  throw new HumanError(l10n.t('"{0}" is none of the choices. Use one of: {1}.', answer, choices.join(', ')));
}
