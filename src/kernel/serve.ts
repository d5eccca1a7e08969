import * as l10n from '@vscode/l10n';
import type { Handlers } from '../protocol/handlers.ts';
import { dispatch } from '../protocol/handlers.ts';
import type { CellProgram, HostToKernel, Program, ScenarioProgram } from '../protocol/kernel.ts';
import type { ScenarioResult } from '../protocol/session.ts';
import type { Shown } from '../protocol/values.ts';
import { cellLanguages } from './cells/index.ts';
import type { CellRunner, Failure } from './cells/language.ts';
import { refusal } from './cells/language.ts';
import type { Port } from './port.ts';
import { Checks } from './notebook/checks.ts';
import type { NotebookEnvironment } from './notebook/environment.ts';
import { createEnvironment } from './notebook/environment.ts';
import type { Patience, Run } from './notebook/run.ts';
import { goOn } from './notebook/run.ts';
import { guarded } from './notebook/tell.ts';
import { explainScenario, runScenario } from './scenario.ts';
import type { KernelServices } from './services.ts';
import { takeTranslations } from './translations.ts';

type RunMessage = Extract<HostToKernel, { type: 'run' }>;

/** Connects a kernel to its host: runs its programs one after the other and keeps their state. */
export function serveKernel(port: Port, services: KernelServices): void {
  const notebook = createEnvironment(port, services);
  const session = new KernelSession(notebook, services);
  const handlers: Handlers<HostToKernel> = {
    open(message) {
      notebook.folder = message.folder;
      notebook.pythonCommand = message.python;
      notebook.redisSetting = message.redis;
      services.player.open(message.secret);
      takeTranslations(message.l10n);
    },
    run: (message) => session.run(message),
    interrupt: () => void session.interrupt(),
    clear: ({ cache }) => notebook.recorder.clear(cache),
    ask: (message) => session.checks.receive(message),
    judged: (message) => session.checks.receive(message),
  };
  services.onUncaught((error) => notebook.writeUncaught(error));
  port.onMessage((message) =>
    notebook.runs.receive(() => {
      notebook.environment.recover();
      dispatch(handlers, message);
    }),
  );
  notebook.send({ type: 'ready' });
}

/** How long is waited for what may go on, in ms. */
const PAUSE_MS = 50;

/** What a program is while it runs. */
interface Work {
  /** Runs it to its end; gives its result, if it has one. */
  run(run: Run): Promise<ScenarioResult | undefined>;
  /** What is to be said of what `run` has thrown. */
  explain(error: unknown): Failure;
  /** As that of a `CellRunner`. */
  interrupt?(cutOff: boolean): string | undefined | Promise<string | undefined>;
}

/** A run that has not ended. */
interface Current {
  readonly run: Run;
  readonly work: Work;
  stop(message: string): void;
}

type Outcome = { readonly failure: Failure } | { readonly result: ScenarioResult | undefined };

class KernelSession {
  private readonly runners = new Map<string, CellRunner>();
  readonly checks: Checks;
  private readonly patience: Patience = {
    pause: () => new Promise((resolve) => this.services.after(PAUSE_MS, resolve)),
    measureWork: () => this.services.measureWork(),
  };
  private waiting: RunMessage[] = [];
  private current: Current | undefined;
  private working: Promise<void> | undefined;

  constructor(
    private readonly notebook: NotebookEnvironment,
    private readonly services: KernelServices,
  ) {
    this.checks = new Checks(notebook, services);
  }

  run(message: RunMessage): void {
    this.waiting.push(message);
    this.working ??= this.runWaiting();
  }

  /** Ends the run and all that earlier ones have left running. */
  async interrupt(): Promise<void> {
    const { current } = this;
    const { runs } = this.notebook;
    const suspects = current ? [] : runs.revoked();
    runs.revoke(current?.run);
    this.services.stopBackground(current?.run);
    const cutOff = this.services.wasCutOff();
    for (const { run } of this.waiting.splice(0)) {
      this.notebook.send({ type: 'done', run, ok: false, durationMs: 0 });
    }
    // What a language gives up may be Python's memory, or what a cell has replaced: it is asked in any case.
    const answer = guarded(() => current?.work.interrupt?.(cutOff), undefined);
    const lost = await answer;
    const message = l10n.t('The cell was interrupted.');
    if (!(answer instanceof Promise))
      current?.stop(`${message} ${lost ?? l10n.t('All variables are kept.')}`);
    await this.working;
    const goesOn = suspects.length > 0 && (await goOn(suspects, this.patience));
    this.notebook.send(
      goesOn ? { type: 'ended', reason: couldNotEnd() } : { type: 'idle', kept: lost === undefined },
    );
  }

  private async runWaiting(): Promise<void> {
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) await this.runOne(next);
    this.working = undefined;
  }

  /** The guarded zone: whatever happens to a program, its end is told. */
  private async runOne({ run: token, program }: RunMessage): Promise<void> {
    const { notebook, services } = this;
    const { clock } = services;
    const started = clock.now();
    const run = notebook.runs.begin(token);
    notebook.output.begin(run);
    notebook.recorder.beginRun();
    let ok = false;
    let result: ScenarioResult | undefined;
    try {
      notebook.send({ type: 'started', run: token });
      const outcome = await this.outcome(run, program);
      this.checks.end();
      run.isDone = true;
      const mayCollect = notebook.recorder.endRun();
      notebook.output.end(run);
      if (mayCollect) await this.collect();
      ok = !('failure' in outcome);
      if ('failure' in outcome) {
        notebook.output.fail(run, outcome.failure, (file) => notebook.runs.tokenOf(file) ?? token);
      } else result = outcome.result;
    } catch (error) {
      ok = false;
      notebook.writeUncaught(error);
    } finally {
      run.isDone = true;
      const durationMs = clock.now() - started;
      notebook.send({ type: 'done', run: token, ok, durationMs, ...(result && { result }) });
    }
  }

  /** A cache that was made anew is shown once, unless the one before can still be reached. */
  private async collect(): Promise<void> {
    await this.services.collect();
    this.notebook.recorder.retire();
  }

  private async outcome(run: Run, program: Program): Promise<Outcome> {
    if (program.kind === 'scenario') return this.attempt(run, this.scenarioWork(program));
    const runner = this.openRunner(program.language);
    if (!runner) return { failure: unknownLanguage(program.language) };
    const why = program.answer === undefined ? undefined : runner.cannotCheck?.();
    if (why !== undefined) return { failure: refusal(why) };
    return this.attempt(run, this.cellWork(program, runner));
  }

  private scenarioWork(program: ScenarioProgram): Work {
    return {
      run: () => {
        this.services.knowScenarios();
        return runScenario(program, this.notebook.recorder, this.services);
      },
      explain: explainScenario,
    };
  }

  private cellWork(program: CellProgram, runner: CellRunner): Work {
    return {
      run: async (run) => {
        const shown = await runner.run(program.code, run.file);
        if (shown && !run.isRevoked) this.notebook.show(asResult(shown));
        await this.checks.check(run, program, runner);
        return undefined;
      },
      explain: (error) => runner.explain(error),
      interrupt: (cutOff) => runner.interrupt?.(cutOff),
    };
  }

  /** Runs a program to its end or until it is interrupted. */
  private async attempt(run: Run, work: Work): Promise<Outcome> {
    const interrupted = new Promise<Outcome>((resolve) => {
      const stop = (message: string): void =>
        resolve({ failure: { name: 'Interrupted', message, frames: [] } });
      this.current = { run, work, stop };
    });
    try {
      const end = new Promise<Outcome>((resolve) => {
        // Without `then`, which a cell may replace.
        const complete = async (): Promise<void> => resolve(await this.complete(run, work));
        this.notebook.runs.start(run, () => void complete());
      });
      return await Promise.race([end, interrupted]);
    } finally {
      this.current = undefined;
    }
  }

  /** Also what is asked of a value or an error to show it may be a cell's own code. */
  private async complete(run: Run, work: Work): Promise<Outcome> {
    try {
      // Without `then`, which a cell may replace.
      await Promise.resolve();
      return { result: await work.run(run) };
    } catch (error) {
      return { failure: guarded(() => work.explain(error), cannotBeTold()) };
    }
  }

  private openRunner(language: string): CellRunner | undefined {
    const known = this.runners.get(language);
    if (known) return known;
    const runner = cellLanguages.find(({ id }) => id === language)?.open(this.notebook.environment);
    if (runner) this.runners.set(language, runner);
    return runner;
  }
}

/** What a cell gives is a value: a list of numbers is read as it is, and becomes a chart where `show` asks for one. */
function asResult({ text, value }: Shown): Shown {
  return value && value.kind !== 'numbers' ? { text, value } : { text };
}

function cannotBeTold(): Failure {
  const message = l10n.t('What the cell has thrown cannot be shown: asking for its text throws, too.');
  return { name: 'Uncaught', message, frames: [] };
}

function couldNotEnd(): string {
  return l10n.t(
    'What was interrupted before went on running, so the kernel was ended. All variables are gone; the next cell starts a new kernel.',
  );
}

function unknownLanguage(language: string): Failure {
  const known = cellLanguages.map(({ id }) => id).join(', ');
  return refusal(l10n.t('Cells cannot be written in "{0}". Choose one of: {1}.', language, known));
}
