import type { CancellationToken, Memento } from 'vscode';
import { CancellationTokenSource, l10n, window } from 'vscode';
import type { Prediction } from '../../protocol/notebook/index.ts';
import { isRightAnswer, readPrediction } from '../../protocol/notebook/index.ts';
import { askAgain } from '../notebook/predictionQuestion.ts';
import type { Course } from './course.ts';
import { own } from './progressState.ts';
import { predictionsIn } from './status.ts';

/** So many questions are asked at a time: a minute, and no more. */
const AT_A_TIME = 3;

/** Somebody who answers again on the same day remembers the answer, not the reason. A day begins with a night. */
const A_NIGHT_MS = 12 * 60 * 60 * 1000;

/** When it was offered last, and whether it is to be offered at all. */
const OFFERED_KEY = 'lessons.missed.offeredAt';
const OFF_KEY = 'lessons.missed.isOff';

interface Missed {
  readonly lesson: string;
  readonly title: string;
  readonly cell: string;
  readonly prediction: Prediction;
  /** When it was answered wrongly. */
  readonly at: number;
}

/** Questions that were never answered right are asked again another day: what is recalled after a while is kept. */
export class MissedQuestions {
  constructor(
    private readonly course: Course,
    private readonly memory: Memento,
    private readonly now: () => number = Date.now,
  ) {}

  /** Offers to ask, where something was missed a day ago and nobody was asked since. Resolves with whether it was offered. */
  async offer(): Promise<boolean> {
    const { memory } = this;
    const night = this.now() - A_NIGHT_MS;
    if (memory.get<boolean>(OFF_KEY) || memory.get<number>(OFFERED_KEY, 0) > night) return false;
    const due = (await this.all()).filter(({ at }) => at <= night);
    if (due.length === 0) return false;
    await memory.update(OFFERED_KEY, this.now());
    const [ask, never] = [l10n.t('Ask Me'), l10n.t('Never Offer This')];
    const count = Math.min(due.length, AT_A_TIME);
    const offered =
      count === 1
        ? l10n.t('You have missed a question before. Answer it now? It takes a moment.')
        : l10n.t('You have missed questions before. Answer {0} of them now? It takes a minute.', count);
    const chosen = await window.showInformationMessage(offered, ask, l10n.t('Not Now'), never);
    if (chosen === never) await memory.update(OFF_KEY, true);
    if (chosen === ask) await this.ask(due);
    return true;
  }

  /** Asks at once, whenever a person wants it. Resolves with how many of the answers were right; undefined where nothing is asked. */
  async askNow(): Promise<number | undefined> {
    const all = await this.all();
    if (all.length > 0) return this.ask(all);
    void window.showInformationMessage(
      l10n.t('There is no missed question. Every answer was right, or nothing was asked yet.'),
    );
    return undefined;
  }

  private async ask(missed: readonly Missed[]): Promise<number> {
    const { token } = new CancellationTokenSource();
    let right = 0;
    for (const each of missed.slice(0, AT_A_TIME)) {
      const isRight = await this.askOne(each, token);
      if (isRight === undefined) break;
      if (isRight) right++;
    }
    return right;
  }

  /** Whether it was answered right; undefined where the person would rather not. */
  private async askOne(
    { lesson, title, cell, prediction }: Missed,
    token: CancellationToken,
  ): Promise<boolean | undefined> {
    const answer = await askAgain(prediction, l10n.t('Once more, from {0}', title), token);
    if (answer === undefined) return undefined;
    const { explanation, answers } = prediction;
    const right = isRightAnswer(prediction, answer);
    this.course.progress.record(lesson, (at) => ({
      again: { [`${cell} ${at}`]: { text: answer, right, at } },
    }));
    if (right) {
      await window.showInformationMessage(l10n.t('That is right. {0}', explanation), l10n.t('Go On'));
      return true;
    }
    const told = l10n.t(
      'The answer is {0}. {1} The question comes again another day.',
      answers[0] ?? '',
      explanation,
    );
    await window.showInformationMessage(told, l10n.t('Go On'));
    return false;
  }

  /** All that were never answered right, the oldest first. */
  private async all(): Promise<Missed[]> {
    const { catalogue, progress } = this.course;
    progress.refresh();
    const found = (await catalogue.all()).flatMap(({ id: lesson, title, cells }) => {
      const known = progress.of(lesson);
      const { missed } = predictionsIn({ cells }, known);
      return cells.flatMap(({ id, cell }): Missed[] => {
        const { prediction } = missed.includes(id) && cell.kind === 'predict' ? readPrediction(cell) : {};
        return prediction
          ? [{ lesson, title, cell: id, prediction, at: own(known.answers, id)?.at ?? 0 }]
          : [];
      });
    });
    return found.sort((a, b) => a.at - b.at);
  }
}
