import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import type { CheckReport } from '../../lessons/exercises/check/report.ts';
import type { Exercise } from '../../lessons/exercises/exercise.ts';
import { HumanError } from '../../lessons/humanError.ts';
import { judge } from '../../lessons/exercises/check/judge.ts';
import type { Findings, Question } from '../../lessons/exercises/play/question.ts';
import type { HostToKernel, KernelToHost } from '../../protocol/kernel.ts';
import type { Shown } from '../../protocol/values.ts';
import { showReport } from './checkReport.ts';

type Says<Type extends KernelToHost['type']> = Extract<KernelToHost, { readonly type: Type }>;

const number = v.pipe(v.number(), v.finite());
const OutcomeShape = v.object({
  as: v.picklist(['value', 'object', 'thrown']),
  text: v.string(),
  note: v.optional(v.picklist(['fetched', 'cached', 'uncertified', 'unlimited', 'refused', 'tooManyCalls'])),
});
const FiguresShape = v.object({ evict: number, use: number, miss: number });
const FindingsShape = v.object({
  isDone: v.boolean(),
  played: v.array(v.object({ made: v.optional(OutcomeShape), outcomes: v.array(OutcomeShape) })),
  measured: v.optional(v.object({ small: FiguresShape, large: FiguresShape, moved: FiguresShape })),
  thrown: v.optional(v.string()),
  mostCalled: v.optional(v.object({ name: v.string(), count: number })),
});

/** What a judge is given to work with. */
export interface JudgeServices {
  readonly send: (message: HostToKernel) => void;
  readonly show: (shown: Shown) => void;
  readonly onVerdict: (report: CheckReport) => void;
  readonly onError: (error: unknown) => void;
}

/** There is nobody to be asked any more. */
class Gone extends Error {}

/**
 * Judges the answer that a cell has handed in. All of it happens here, in the host: the kernel, where the answer runs,
 * only tells what the answer gave to each question. So nothing that an answer does can make a verdict.
 */
export class Judging {
  private count = 0;
  private pending: { resolve(findings: Findings): void; reject(error: Error): void } | undefined;
  private readonly over = new Promise<never>((_, reject) => (this.giveUp = () => reject(new Gone())));
  private giveUp = (): void => undefined;
  /** Settles when all is said. Does not reject. */
  readonly settled: Promise<void>;

  constructor(
    private readonly run: string,
    private readonly exercise: Exercise,
    isCallable: boolean,
    private readonly services: JudgeServices,
    private readonly language = 'typescript',
  ) {
    this.over.catch(() => undefined);
    this.settled = this.judge(isCallable);
  }

  receive({ question, findings, usesTools }: Says<'answered'>): void {
    if (!this.pending || question !== this.count) return;
    const { pending } = this;
    this.pending = undefined;
    try {
      if (findings === undefined) throw new Gone();
      pending.resolve({ ...v.parse(FindingsShape, JSON.parse(findings)), usesTools });
    } catch (error) {
      pending.reject(error as Error);
    }
  }

  /** The run has ended: nothing more can be asked. What was told of a question is still judged. */
  runEnded(): void {
    this.giveUp();
  }

  /** The kernel has ended. */
  end(): void {
    this.pending?.reject(new Gone());
    this.pending = undefined;
    this.giveUp();
  }

  private async judge(isCallable: boolean): Promise<void> {
    const { run, services } = this;
    try {
      const { language } = this;
      const report = await judge(this.exercise, isCallable, {
        ask: (question) => this.ask(question),
        over: this.over,
        language,
      });
      for (const shown of showReport(report)) services.show(shown);
      services.onVerdict(report);
    } catch (error) {
      if (error instanceof HumanError) services.show({ text: error.message });
      else if (!(error instanceof Gone)) {
        services.show({ text: l10n.t('The answer could not be checked. Run the check again.') });
        services.onError(error);
      }
    }
    services.send({ type: 'judged', run });
  }

  private ask(question: Question): Promise<Findings> {
    return new Promise((resolve, reject) => {
      this.pending = { resolve, reject };
      const { run } = this;
      this.services.send({ type: 'ask', run, number: ++this.count, question: JSON.stringify(question) });
    });
  }
}
