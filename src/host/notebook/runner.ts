import type { NotebookCell, NotebookCellOutput } from 'vscode';
import { CancellationTokenSource, l10n } from 'vscode';
import type { Disposable } from '../lifecycle.ts';
import type { CreateExecution } from './cellRun.ts';
import { CellRun } from './cellRun.ts';
import type { Gate } from './gate.ts';
import type { CellMessage, NotebookKernel } from './kernel.ts';
import { LateMessages } from './lateMessages.ts';
import type { RanCell } from './outputs.ts';

/** What a runner is given to work with. */
export interface RunnerServices {
  readonly gate: Gate;
  readonly startKernel: (onCell: (message: CellMessage) => void) => NotebookKernel;
  readonly createExecution: CreateExecution;
  /** What else is to stand below a cell that has run well. */
  readonly postscript: (cell: NotebookCell) => Promise<readonly NotebookCellOutput[]>;
  /** Told of all that is said of a cell, when it has been shown. */
  readonly onCell: (cell: NotebookCell, message: CellMessage) => void;
  /** What a person is told of an error. */
  readonly explain: (error: unknown) => string;
}

/** Runs the cells of one notebook, one after the other, in a kernel that the first of them starts. */
export class NotebookRunner implements Disposable {
  private kernel: NotebookKernel | undefined;
  private queue = Promise.resolve();
  private readonly waiting = new Set<CellRun>();
  private current: CellRun | undefined;
  /** The newest run of each cell that came to its turn, by the cell's URI. */
  private readonly runs = new Map<string, CellRun>();
  private readonly late = new LateMessages();
  /** Cancelled when the gates need not be waited for any longer. */
  private asking = new CancellationTokenSource();
  private count = 0;
  /** Why a kernel has ended that ran nothing; told to the next cell. */
  private notice: string | undefined;

  constructor(private readonly services: RunnerServices) {}

  /**
   * Runs cells after those that were asked for before. The first that fails is the last of them. `exercise`: what they
   * define is checked as its answer.
   */
  run(cells: readonly NotebookCell[], exercise?: string): Promise<void> {
    const runs = cells.flatMap((cell) => this.open(cell, exercise) ?? []);
    this.queue = this.queue.then(() => this.runAll(runs));
    return this.queue;
  }

  /** Ends the running cell and those that wait. Resolves when nothing runs, with whether the variables are kept. */
  async interrupt(): Promise<boolean> {
    const { kernel } = this;
    this.dropWaiting();
    if (kernel) await kernel.interrupt();
    else this.current?.end(false);
    await this.queue;
    return kernel === this.kernel;
  }

  /** Ends the kernel with all variables; the next cell starts a new one. Resolves with whether there was any. */
  async restart(): Promise<boolean> {
    const { kernel } = this;
    this.kernel = undefined;
    this.notice = undefined;
    this.dropWaiting();
    kernel?.stop(l10n.t('The kernel was restarted. All variables are gone.'));
    await kernel?.ended;
    await this.queue;
    return kernel !== undefined;
  }

  /** Puts something below a cell, behind what stands there. */
  addOutput(cell: NotebookCell, output: NotebookCellOutput): void {
    const run = this.runs.get(idOf(cell)) ?? this.open(cell);
    run?.addOutput(output);
    if (run) this.waiting.delete(run);
  }

  outputsChanged(cell: NotebookCell, count: number): void {
    this.runs.get(idOf(cell))?.outputsChanged(count);
  }

  dispose(): void {
    this.dropWaiting();
    this.late.dispose();
    this.kernel?.stop(l10n.t('The notebook was closed.'));
  }

  /** A cell that waits or runs already is left as it is. */
  private open(cell: NotebookCell, exercise?: string): CellRun | undefined {
    const busy = [this.current, ...this.waiting];
    if (busy.some((run) => run?.cell === cell && !run.isOver)) return undefined;
    const find = (uri: string): RanCell | undefined => this.runs.get(uri);
    const run = new CellRun(cell, this.services.createExecution, find, exercise);
    this.waiting.add(run);
    return run;
  }

  private async runAll(runs: readonly CellRun[]): Promise<void> {
    let ok = true;
    for (const run of runs) {
      this.waiting.delete(run);
      if (ok && !run.isOver) ok = await this.runOne(run);
      else run.end(undefined);
    }
  }

  private async runOne(run: CellRun): Promise<boolean> {
    this.current = run;
    this.runs.set(idOf(run.cell), run);
    run.begin();
    const ok = await this.complete(run).catch((error: unknown) => {
      run.write('stderr', this.services.explain(error));
      return false;
    });
    this.late.flush();
    run.end(ok);
    this.current = undefined;
    return ok;
  }

  private async complete(run: CellRun): Promise<boolean> {
    const hasRun = await this.attempt(run);
    if (hasRun) for (const output of await this.services.postscript(run.cell)) run.addOutput(output);
    return hasRun && !run.failedCheck;
  }

  private async attempt(run: CellRun): Promise<boolean> {
    const refusal = await this.services.gate(run.cell, this.asking.token);
    if (refusal !== undefined) run.write('stderr', refusal);
    if (refusal !== undefined || run.isOver) return false;
    const kernel = (this.kernel ??= this.start());
    run.count = ++this.count;
    if (this.notice !== undefined) run.write('stderr', `${this.notice}\n`);
    this.notice = undefined;
    const { languageId: language } = run.cell.document;
    run.code = run.cell.document.getText();
    const { code, exercise } = run;
    return kernel.execute({ cell: idOf(run.cell), language, code, exercise });
  }

  private start(): NotebookKernel {
    this.count = 0;
    const kernel = this.services.startKernel((message) => this.receive(message));
    void kernel.ended.then(({ reason }) => {
      if (this.kernel !== kernel) return;
      this.kernel = undefined;
      this.dropWaiting();
      if (!this.current) this.notice = reason;
    });
    return kernel;
  }

  private receive(message: CellMessage): void {
    const run = this.runs.get(message.cell);
    if (!run) return;
    if (!run.isOver) run.receive(message);
    else if (message.type === 'output' || message.type === 'display') this.late.add(run, message);
    this.services.onCell(run.cell, message);
  }

  private dropWaiting(): void {
    this.asking.cancel();
    this.asking = new CancellationTokenSource();
    for (const run of this.waiting) run.end(undefined);
    this.waiting.clear();
  }
}

function idOf(cell: NotebookCell): string {
  return cell.document.uri.toString();
}
