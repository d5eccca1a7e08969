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
import type { NotebookServices } from './services.ts';

type Execute = Extract<HostToCells, { type: 'execute' }>;
type CellError = Extract<CellsToHost, { type: 'error' }>;

/** How often what has happened to caches is sent while a cell waits, in ms. */
const FLUSH_EVERY_MS = 50;

/** Connects the kernel of a notebook to its host: runs its cells one after the other and keeps their state. */
export function serveNotebook(port: Port<HostToCells, CellsToHost>, services: NotebookServices): void {
  const notebook = createEnvironment(port, services);
  const session = new NotebookSession(notebook, port, services);
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
  services.every(FLUSH_EVERY_MS, () => notebook.caches.flush());
  services.onUncaught((error) => notebook.writeUncaught(error));
  port.onMessage((message) => {
    notebook.environment.recover();
    dispatch(handlers, message);
  });
  port.send({ type: 'ready' });
}

class NotebookSession {
  private readonly runners = new Map<string, CellRunner>();
  /** Which cell a file of a stack is: each run has a file of its own. */
  private readonly cellOfFile = new Map<string, string>();
  readonly checks: Checks;
  private waiting: Execute[] = [];
  private current: { readonly runner: CellRunner; stop(message: string): void } | undefined;
  private work: Promise<void> | undefined;

  constructor(
    private readonly notebook: NotebookEnvironment,
    private readonly port: Port<HostToCells, CellsToHost>,
    private readonly services: NotebookServices,
  ) {
    this.checks = new Checks(notebook, services);
  }

  execute(cell: Execute): void {
    this.waiting.push(cell);
    this.work ??= this.runWaiting();
  }

  async interrupt(): Promise<void> {
    this.services.stopBackground();
    const cutOff = this.services.wasCutOff();
    for (const { cell } of this.waiting.splice(0)) {
      this.port.send({ type: 'done', cell, ok: false, durationMs: 0 });
    }
    const lost = this.current?.runner.interrupt?.(cutOff);
    const message = l10n.t('The cell was interrupted.');
    this.current?.stop(`${message} ${lost ?? l10n.t('All variables are kept.')}`);
    await this.work;
    this.port.send({ type: 'idle', kept: lost === undefined });
  }

  private async runWaiting(): Promise<void> {
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) await this.run(next);
    this.work = undefined;
  }

  private async run(execute: Execute): Promise<void> {
    const { cell, language } = execute;
    const { clock } = this.services;
    const started = clock.now();
    this.port.send({ type: 'started', cell });
    this.notebook.output.begin(cell);
    const runner = this.openRunner(language);
    const failure = runner
      ? (this.checks.refuse(execute, runner) ?? (await this.attempt(runner, execute)))
      : unknownLanguage(language);
    this.checks.end();
    this.notebook.caches.nameTheRest();
    if (failure) this.port.send(this.locate(failure, cell));
    this.port.send({ type: 'done', cell, ok: !failure, durationMs: clock.now() - started });
  }

  /** Runs a cell to its end or until it is interrupted; gives what went wrong. */
  private async attempt(runner: CellRunner, execute: Execute): Promise<Failure | undefined> {
    const file = `cell-${this.cellOfFile.size + 1}`;
    this.cellOfFile.set(file, execute.cell);
    const interrupted = new Promise<Failure>((resolve) => {
      const stop = (message: string): void => resolve({ name: 'Interrupted', message, frames: [] });
      this.current = { runner, stop };
    });
    try {
      return await Promise.race([this.outcome(runner, execute, file), interrupted]);
    } finally {
      this.current = undefined;
    }
  }

  /** Also what is asked of a value or an error to show it may be the cell's own code. */
  private async outcome(runner: CellRunner, execute: Execute, file: string): Promise<Failure | undefined> {
    try {
      // In a turn of its own: when the code is cut off, what waits for it is not. Without `then`, which it may replace.
      await Promise.resolve();
      const shown = await runner.run(execute.code, file);
      if (shown) this.notebook.show(shown);
      await this.checks.check(execute, runner);
      return undefined;
    } catch (error) {
      return runner.explain(error);
    }
  }

  private openRunner(language: string): CellRunner | undefined {
    const known = this.runners.get(language);
    if (known) return known;
    const runner = cellLanguages.find(({ id }) => id === language)?.open(this.notebook.environment);
    if (runner) this.runners.set(language, runner);
    return runner;
  }

  private locate({ name, message, frames }: Failure, cell: string): CellError {
    const located = frames.map(({ file, ...frame }) => ({
      ...frame,
      cell: this.cellOfFile.get(file) ?? cell,
    }));
    return { type: 'error', cell, name, message, frames: located };
  }
}

function unknownLanguage(language: string): Failure {
  const known = cellLanguages.map(({ id }) => id).join(', ');
  return refusal(l10n.t('Cells cannot be written in "{0}". Choose one of: {1}.', language, known));
}
