import * as l10n from '@vscode/l10n';
import type { CellProgram, HostToKernel } from '../../protocol/kernel.ts';
import type { Answer, CellRunner } from '../cells/language.ts';
import type { NotebookEnvironment } from './environment.ts';
import type { Run } from './run.ts';
import type { KernelServices } from '../services.ts';

type JudgeMessage = Extract<HostToKernel, { type: 'ask' | 'judged' }>;

/** An answer that the judge has not done with. What the judge says is for this. */
interface Open {
  readonly run: Run;
  receive(message: JudgeMessage | undefined): void;
}

const NOTHING: Answer = { value: undefined };

/** Has what cells define answer the questions of the judge, who sits with the host, out of reach of every answer. */
export class Checks {
  private open: Open | undefined;

  constructor(
    private readonly notebook: NotebookEnvironment,
    private readonly services: KernelServices,
  ) {}

  /** Hands in what a run has just defined, if it is the answer to an exercise, until the judge has done with it. */
  async check(run: Run, { answer: name }: CellProgram, runner: CellRunner): Promise<void> {
    if (name === undefined || run.isRevoked) return;
    const { player } = this.services;
    const answer = runner.definition(name);
    const { recorder } = this.notebook;
    this.begin(run);
    let next = this.next(run);
    player.handIn(run.token, answer);
    for (let message = await next; message?.type === 'ask'; message = await next) {
      next = this.next(run);
      const { number, question } = message;
      player.play(run.token, number, question, answer ?? NOTHING, () => recorder.madeInPause > 0);
      await this.nextTurn();
    }
    this.stop();
  }

  /** Takes in what the judge says. Who asks for an answer that is gone is told so. */
  receive(message: JudgeMessage): void {
    const { run } = message;
    if (this.open?.run.token === run) this.open.receive(message);
    else if (message.type === 'ask') this.services.player.refuse(run, message.number);
  }

  /** To be called when a run will not be waited for any longer. A question that was in the middle is told as it stands. */
  end(): void {
    this.services.player.end();
    this.stop();
  }

  private next(run: Run): Promise<JudgeMessage | undefined> {
    return new Promise((receive) => (this.open = { run, receive }));
  }

  /** The answer is called thousands of times: nobody wants to read or see what it does each time. */
  private begin(run: Run): void {
    run.said.muted = 'yes';
    this.notebook.recorder.pause();
  }

  private stop(): void {
    const { open, notebook } = this;
    this.open = undefined;
    notebook.recorder.resume();
    if (!open) return;
    const { said } = open.run;
    const wasMuted = said.muted === 'something';
    said.muted = 'no';
    if (wasMuted) notebook.show({ text: l10n.t('What your code writes while it is checked is not shown.') });
    open.receive(undefined);
  }

  /** Then promises that the answer has left behind have been rejected, if they ever are. */
  private nextTurn(): Promise<void> {
    return new Promise((resolve) => this.services.after(0, resolve));
  }
}
