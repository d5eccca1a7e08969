import type { CancellationToken } from 'vscode';
import { l10n } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import type { HostToLab, LabToHost } from '../../protocol/lab.ts';
import type { Disposable } from '../lifecycle.ts';
import { Disposables } from '../lifecycle.ts';
import type { LabProcess } from '../platform.ts';
import { Stopped } from '../sessions/stopped.ts';
import { problemText } from './problems.ts';

type Question = HostToLab['type'];
type Answer<T extends Question> = Extract<LabToHost, { type: T }>;
export type Progress = Extract<LabToHost, { type: 'progress' }>;

/** One process of the lab: asks it one thing after another. It ends with this. */
export class LabClient implements Disposable {
  private readonly parts = new Disposables();
  private waiting: { take(message: LabToHost): void; fail(error: Error): void } | undefined;
  private ended: Error | undefined;

  constructor(private readonly process: LabProcess) {
    this.parts.add(process.onDidReceiveMessage((message) => this.waiting?.take(message)));
    this.parts.add(process.onDidExit((why) => this.end(new HumanError(crashText(why)))));
  }

  /** Whether it answers no more. */
  get isEnded(): boolean {
    return this.ended !== undefined;
  }

  /** Rejects with a `HumanError` that says what is wrong with the file, or with `Stopped` where it was cancelled. */
  async ask<T extends Question>(
    question: Extract<HostToLab, { type: T }>,
    onProgress?: (progress: Progress) => void,
    token?: CancellationToken,
  ): Promise<Answer<T>> {
    if (this.ended) throw this.ended;
    if (token?.isCancellationRequested) throw this.stop();
    const cancel = token?.onCancellationRequested(() => this.stop());
    try {
      return await new Promise<Answer<T>>((resolve, reject) => {
        const take = (message: LabToHost): void => {
          if (message.type === 'progress') onProgress?.(message);
          else if (message.type === 'failed') reject(new HumanError(problemText(message.problem)));
          else resolve(message as Answer<T>);
        };
        this.waiting = { take, fail: reject };
        this.process.send(question);
      });
    } finally {
      this.waiting = undefined;
      cancel?.dispose();
    }
  }

  dispose(): void {
    this.stop();
    this.parts.dispose();
  }

  private stop(): Error {
    const stopped = new Stopped(l10n.t('The analysis was cancelled.'));
    this.end(stopped);
    this.process.kill();
    return stopped;
  }

  private end(error: Error): void {
    this.ended ??= error;
    this.waiting?.fail(error);
  }
}

function crashText(why: string): string {
  return l10n.t(
    'The lab has ended before it was done ({0}). Nothing of what it had counted is shown. Close other programs and analyze the file again.',
    why,
  );
}
