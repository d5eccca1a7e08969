import * as l10n from '@vscode/l10n';
import type { CellsToHost, HostToCells } from '../../protocol/cells.ts';
import type { Handlers } from '../../protocol/handlers.ts';
import { dispatch } from '../../protocol/handlers.ts';
import { cellLanguages } from '../cells/index.ts';
import type { CellRunner, Failure } from '../cells/language.ts';
import { refusal } from '../cells/language.ts';
import type { Port } from '../port.ts';
import { Checks } from './checks.ts';
import type { NotebookEnvironment } from './environment.ts';
import { createEnvironment } from './environment.ts';
import type { Run } from './run.ts';
import { goOn } from './run.ts';
import type { NotebookServices } from './services.ts';
import { guarded } from './tell.ts';

type Execute = Extract<HostToCells, { type: 'execute' }>;

/** Connects the kernel of a notebook to its host: runs its cells one after the other and keeps their state. */
export function serveNotebook(port: Port<HostToCells, CellsToHost>, services: NotebookServices): void {
  const notebook = createEnvironment(port, services);
  const session = new NotebookSession(notebook, services);
  const handlers: Handlers<HostToCells> = {
    open(message) {
      notebook.folder = message.folder;
      services.player.open(message.secret);
      if (message.l10n) l10n.config({ contents: message.l10n as l10n.l10nJsonFormat });
    },
    execute: (message) => session.execute(message),
    interrupt: () => void session.interrupt(),
    clear: ({ cache }) => notebook.caches.clear(cache),
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

/** How long it is looked whether something goes on, in ms; several looks fit into an interrupt. */
const LOOK_MS = 50;

/** A run that has not ended. */
interface Current {
  readonly run: Run;
  readonly runner: CellRunner;
  stop(message: string): void;
}

class NotebookSession {
  private readonly runners = new Map<string, CellRunner>();
  readonly checks: Checks;
  private waiting: Execute[] = [];
  private current: Current | undefined;
  private work: Promise<void> | undefined;

  constructor(
    private readonly notebook: NotebookEnvironment,
    private readonly services: NotebookServices,
  ) {
    this.checks = new Checks(notebook, services);
  }

  execute(cell: Execute): void {
    this.waiting.push(cell);
    this.work ??= this.runWaiting();
  }

  /** Ends the run and all that earlier ones have left running. */
  async interrupt(): Promise<void> {
    const { current } = this;
    const { runs } = this.notebook;
    const suspects = current ? [] : runs.revoked();
    runs.revoke(current?.run);
    this.services.stopBackground(current?.run);
    const cutOff = this.services.wasCutOff();
    for (const { cell } of this.waiting.splice(0)) {
      this.notebook.send({ type: 'done', cell, ok: false, durationMs: 0 });
    }
    // What a language gives up may be Python's memory, or what a cell has replaced: it is asked in any case.
    const lost = guarded(() => current?.runner.interrupt?.(cutOff), undefined);
    const message = l10n.t('The cell was interrupted.');
    current?.stop(`${message} ${lost ?? l10n.t('All variables are kept.')}`);
    await this.work;
    const goesOn = suspects.length > 0 && (await goOn(suspects, () => this.pause()));
    this.notebook.send(
      goesOn ? { type: 'ended', reason: couldNotEnd() } : { type: 'idle', kept: lost === undefined },
    );
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => this.services.after(LOOK_MS, resolve));
  }

  private async runWaiting(): Promise<void> {
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) await this.run(next);
    this.work = undefined;
  }

  /** The guarded zone: whatever happens to a cell, its end is told. */
  private async run(execute: Execute): Promise<void> {
    const { cell } = execute;
    const { clock } = this.services;
    const started = clock.now();
    const run = this.notebook.runs.begin(cell);
    this.notebook.output.begin(run);
    let ok = false;
    try {
      this.notebook.send({ type: 'started', cell });
      const failure = await this.outcome(run, execute);
      this.checks.end();
      run.isDone = true;
      this.notebook.caches.nameTheRest();
      ok = !failure;
      if (failure) this.notebook.output.fail(run, failure, (file) => this.notebook.runs.cellOf(file) ?? cell);
    } catch (error) {
      ok = false;
      this.notebook.writeUncaught(error);
    } finally {
      run.isDone = true;
      this.notebook.send({ type: 'done', cell, ok, durationMs: clock.now() - started });
    }
  }

  private async outcome(run: Run, execute: Execute): Promise<Failure | undefined> {
    const runner = this.openRunner(execute.language);
    if (!runner) return unknownLanguage(execute.language);
    return this.checks.refuse(execute, runner) ?? this.attempt(run, runner, execute);
  }

  /** Runs a cell to its end or until it is interrupted; gives what went wrong. */
  private async attempt(run: Run, runner: CellRunner, execute: Execute): Promise<Failure | undefined> {
    const interrupted = new Promise<Failure>((resolve) => {
      const stop = (message: string): void => resolve({ name: 'Interrupted', message, frames: [] });
      this.current = { run, runner, stop };
    });
    try {
      const end = new Promise<Failure | undefined>((resolve) => {
        // Without `then`, which the cell may replace.
        const complete = async (): Promise<void> => resolve(await this.complete(run, runner, execute));
        this.notebook.runs.start(run, () => void complete());
      });
      return await Promise.race([end, interrupted]);
    } finally {
      this.current = undefined;
    }
  }

  /** Also what is asked of a value or an error to show it may be the cell's own code. */
  private async complete(run: Run, runner: CellRunner, execute: Execute): Promise<Failure | undefined> {
    try {
      // Without `then`, which the cell may replace.
      await Promise.resolve();
      const shown = await runner.run(execute.code, run.file);
      if (shown && !run.isRevoked) this.notebook.show(shown);
      await this.checks.check(run, execute, runner);
      return undefined;
    } catch (error) {
      return guarded(() => runner.explain(error), cannotBeTold());
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
