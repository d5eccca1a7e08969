import * as v from 'valibot';
import { l10n } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import type { Handlers } from '../../protocol/handlers.ts';
import { dispatch } from '../../protocol/handlers.ts';
import type { HostToKernel } from '../../protocol/kernel.ts';
import { KernelToHost } from '../../protocol/kernel.ts';
import type { ScenarioResult, SessionDelta } from '../../protocol/session.ts';
import { Disposables } from '../lifecycle.ts';
import type { Kernel } from '../platform.ts';
import type { SessionControls } from './store.ts';

/** What a run reports while it is under way. */
export interface RunListener {
  onDelta(delta: SessionDelta): void;
  /** What a developer would want in the log: stack traces, the kernel's error stream. */
  onLog(text: string): void;
}

/** How a run was ended by a person; not an error to be shown. */
export class Stopped extends HumanError {}

/** One scenario in one kernel, from its start until nothing of the kernel is left. */
export class Run implements SessionControls {
  private readonly subscriptions = new Disposables();
  private outcome: ScenarioResult | Error | undefined;
  /** Settles only when the kernel has gone, so that nothing is left behind when the caller goes on. */
  readonly result: Promise<ScenarioResult>;

  constructor(
    private readonly kernel: Kernel,
    private readonly task: Extract<HostToKernel, { type: 'run' }>,
    private readonly listener: RunListener,
  ) {
    this.result = new Promise((resolve, reject) => {
      this.subscriptions.add(
        kernel.onDidExit((reason) => {
          this.subscriptions.dispose();
          const outcome = this.outcome ?? crashed(reason);
          if (outcome instanceof Error) reject(outcome);
          else resolve(outcome);
        }),
      );
    });
    this.subscriptions.add(kernel.onDidReceiveMessage((message) => this.receive(message)));
    this.subscriptions.add(kernel.onDidLog((text) => listener.onLog(text)));
  }

  clearCache(cache: string): void {
    this.kernel.send({ type: 'clear', cache });
  }

  stop(): void {
    this.end(new Stopped(l10n.t('The run was stopped.')));
  }

  private readonly handlers: Handlers<KernelToHost> = {
    ready: () => this.kernel.send(this.task),
    events: ({ delta }) => this.listener.onDelta(delta),
    finished: ({ result }) => this.end(result),
    failed: ({ message, detail }) => {
      if (detail !== '') this.listener.onLog(detail);
      this.end(new HumanError(message));
    },
  };

  private receive(message: unknown): void {
    const parsed = v.safeParse(KernelToHost, message);
    if (parsed.success) dispatch(this.handlers, parsed.output);
    else
      this.end(
        new Error(l10n.t('The kernel sent a message that could not be read. Run the scenario again.')),
      );
  }

  /** The first outcome counts; the kernel has nothing more to do then. */
  private end(outcome: ScenarioResult | Error): void {
    this.outcome ??= outcome;
    this.kernel.kill();
  }
}

function crashed(reason: string): HumanError {
  return new HumanError(
    l10n.t('The kernel ended before the scenario did ({0}). Run the scenario again.', reason),
  );
}
