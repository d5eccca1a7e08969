import type { NotebookCell, NotebookCellOutput, NotebookDocument } from 'vscode';
import { CancellationTokenSource, l10n } from 'vscode';
import { entryIn, type Exercise } from '../../lessons/exercises/exercise.ts';
import { HumanError } from '../../lessons/humanError.ts';
import type { Disposable } from '../lifecycle.ts';
import { adviceFor, codeCellsAbove } from './cellsAbove.ts';
import type { CreateExecution } from './cellRun.ts';
import { CellRun } from './cellRun.ts';
import { runOf, showCellLine } from './cellLine.ts';
import type { Gate } from './gate.ts';
import type { RunMessage, KernelEnd, KernelClient } from '../sessions/kernel.ts';
import type { ShowOrigin } from '../sessions/store.ts';
import { LateMessages } from './lateMessages.ts';

/** What a runner is given to work with. */
export interface RunnerServices {
  readonly gate: Gate;
  /** Starts a kernel, of which this cell is the first. */
  readonly startKernel: (
    cell: NotebookCell,
    onRun: (message: RunMessage) => void,
    showOrigin: ShowOrigin,
  ) => KernelClient;
  readonly createExecution: CreateExecution;
  /** What else is to stand below a cell that has run well. */
  readonly postscript: (cell: NotebookCell) => Promise<readonly NotebookCellOutput[]>;
  /** Told of all that is said of a cell while it runs, when it has been shown. */
  readonly onCell: (cell: NotebookCell, message: RunMessage) => void;
  /** What a person is told of an error; it also goes to the log. */
  readonly explain: (error: unknown) => string;
}

/** A kernel, and what has run in it. */
interface LivingKernel {
  readonly kernel: KernelClient;
  /** By the token that each run has: what a kernel says of a run carries it, however late. */
  readonly runs: Map<string, CellRun>;
}

/** Runs the cells of one notebook, one after the other, in a kernel that the first of them starts. */
export class NotebookRunner implements Disposable {
  private living: LivingKernel | undefined;
  private queue = Promise.resolve();
  private readonly waiting = new Set<CellRun>();
  private current: CellRun | undefined;
  private isExecuting = false;
  private isDisposed = false;
  /** The newest run of each cell. */
  private readonly newest = new Map<NotebookCell, CellRun>();
  private readonly late = new LateMessages();
  /** Cancelled when the gates need not be waited for any longer. */
  private asking = new CancellationTokenSource();
  /** Why a kernel has ended that ran nothing; told to the next cell. */
  private notice: string | undefined;

  constructor(private readonly services: RunnerServices) {}

  /**
   * Runs cells after those that were asked for before. The first that fails is the last of them. `exercise`: what they
   * define is checked as its answer.
   */
  run(cells: readonly NotebookCell[], exercise?: Exercise): Promise<void> {
    const runs = cells.flatMap((cell) => this.open(cell, exercise) ?? []);
    this.queue = this.queue.then(() => this.runAll(runs));
    return this.queue;
  }

  /** Ends the running cell and those that wait. Resolves when nothing runs, with whether the variables are kept. */
  async interrupt(): Promise<boolean> {
    const { living } = this;
    this.dropWaiting();
    const isKept = (await living?.kernel.interrupt()) ?? true;
    await this.queue;
    return isKept && living === this.living;
  }

  /** Ends the kernel with all variables; the next cell starts a new one. Resolves with whether there was any. */
  async restart(): Promise<boolean> {
    const { living } = this;
    const reason = l10n.t('The kernel was restarted. All variables are gone.');
    this.notice = undefined;
    this.dropWaiting();
    if (living) this.lose(living, { status: 'stopped', reason });
    living?.kernel.stop(reason);
    await living?.kernel.ended;
    await this.queue;
    return living !== undefined;
  }

  /** Whether code cells stand above this one, and the kernel, if there is one, has run none of them. */
  isFirstOfMany(cell: NotebookCell): boolean {
    const above = codeCellsAbove(cell);
    return above.length > 0 && !above.some((each) => this.hasRun(each));
  }

  /** Whether a cell did not run well, and cells above it have not run in its kernel. */
  lacksCellsAbove(cell: NotebookCell): boolean {
    return (
      this.newest.get(cell)?.hasFailed === true && !codeCellsAbove(cell).every((each) => this.hasRun(each))
    );
  }

  /** Puts something below a cell, behind what stands there. */
  addOutput(cell: NotebookCell, output: NotebookCellOutput): void {
    const busy = this.busyRun(cell);
    const run = busy ?? this.newest.get(cell) ?? this.open(cell);
    run?.addOutput(output);
    if (!run || busy) return;
    this.newest.set(cell, run);
    this.waiting.delete(run);
    run.end(undefined);
  }

  outputsChanged(cell: NotebookCell, count: number): void {
    this.newest.get(cell)?.outputsChanged(count);
  }

  /** The notebook goes on as another document, cell for cell: with its kernel, and with what stands below its cells. */
  moveTo(notebook: NotebookDocument): void {
    const runs = new Set([...this.newest.values(), ...this.waiting, ...(this.current ? [this.current] : [])]);
    const cells = [...runs].map((run) => [run, notebook.getCells()[run.index]] as const);
    this.newest.clear();
    for (const [run, cell] of cells) {
      if (!cell) continue;
      run.moveTo(cell);
      if (!this.waiting.has(run)) this.newest.set(cell, run);
    }
  }

  dispose(): void {
    this.isDisposed = true;
    this.dropWaiting();
    this.late.dispose();
    this.living?.kernel.stop(l10n.t('The notebook was closed.'));
  }

  /** Whether a kernel lives. */
  get hasKernel(): boolean {
    return this.living !== undefined;
  }

  /** Whether the kernel that lives has come to this cell. */
  private hasRun(cell: NotebookCell): boolean {
    return [...(this.living?.runs.values() ?? [])].some((run) => run.cell === cell);
  }

  private busyRun(cell: NotebookCell): CellRun | undefined {
    return [this.current, ...this.waiting].find((run) => run?.cell === cell && !run.isOver);
  }

  /** A cell that waits or runs already is left as it is, and so is one that VS Code lets nobody run. */
  private open(cell: NotebookCell, exercise?: Exercise): CellRun | undefined {
    if (this.isDisposed || this.busyRun(cell)) return undefined;
    try {
      const find = (token: string): CellRun | undefined => this.living?.runs.get(token);
      const run = new CellRun(cell, this.services.createExecution, find, exercise);
      this.waiting.add(run);
      return run;
    } catch (error) {
      this.services.explain(error);
      return undefined;
    }
  }

  private async runAll(runs: readonly CellRun[]): Promise<void> {
    let ok = true;
    for (const run of runs) {
      this.waiting.delete(run);
      if (ok && !run.isOver) ok = await this.runOne(run);
      else run.end(undefined);
    }
  }

  /** Never rejects: those that wait behind it must not be lost with it. */
  private async runOne(run: CellRun): Promise<boolean> {
    this.current = run;
    const ok = await this.complete(run).catch((error: unknown) => {
      run.refuse(this.services.explain(error));
      return false;
    });
    this.late.flush();
    run.end(ok);
    this.current = undefined;
    return ok;
  }

  private async complete(run: CellRun): Promise<boolean> {
    const { token } = this.asking;
    const refusal = await this.services.gate(run.cell, token);
    if (token.isCancellationRequested || run.isOver) return false;
    this.newest.set(run.cell, run);
    if (refusal !== undefined) run.refuse(refusal);
    if (refusal !== undefined || !(await this.execute(run))) return false;
    for (const output of await this.services.postscript(run.cell)) run.addOutput(output);
    return !run.failedCheck;
  }

  /** Runs it in the kernel; in a new one where the kernel turns out to have ended before it could begin. */
  private async execute(run: CellRun): Promise<boolean> {
    run.begin();
    for (;;) {
      const living = (this.living ??= this.start(run.cell));
      if (this.notice !== undefined) run.write('stderr', `${this.notice}\n`);
      this.notice = undefined;
      const ok = await this.executeIn(living, run);
      if (ok === false) this.advise(run);
      if (ok !== undefined) return ok;
      const { status, reason } = await living.kernel.ended;
      if (status === 'stopped' || living.runs.size <= 1) throw new HumanError(reason);
      this.notice = reason;
    }
  }

  private async executeIn({ kernel, runs }: LivingKernel, run: CellRun): Promise<boolean | undefined> {
    const token = `${run.cell.document.uri.toString()}#${crypto.randomUUID()}`;
    runs.set(token, run);
    run.count = runs.size;
    run.code = run.cell.document.getText();
    const { code, exercise } = run;
    const { languageId: language } = run.cell.document;
    this.isExecuting = true;
    try {
      const answer = exercise && entryIn(language, exercise);
      return (await kernel.run(token, { kind: 'cell', language, code, answer }, exercise))?.ok;
    } catch (error) {
      // What they would need is gone. After a restart those that wait were asked for later.
      if ((await kernel.ended).status === 'failed') this.dropWaiting();
      throw error;
    } finally {
      this.isExecuting = false;
    }
  }

  /** What was not found may be what a cell above defines that has not run in this kernel. */
  private advise(run: CellRun): void {
    const advice = adviceFor(run, (cell) => this.hasRun(cell));
    if (advice !== undefined) run.write('stderr', advice);
  }

  private start(cell: NotebookCell): LivingKernel {
    const kernel = this.services.startKernel(
      cell,
      (message) => this.receive(living, message),
      (origin) => showCellLine(runOf(origin, living.runs.values()), origin.line),
    );
    const living: LivingKernel = { kernel, runs: new Map() };
    void kernel.ended.then((end) => this.lose(living, end));
    return living;
  }

  /** A kernel has ended: what it has shown is from then on of a kernel that is gone. */
  private lose(living: LivingKernel, { status, reason }: KernelEnd): void {
    if (this.living !== living) return;
    this.living = undefined;
    if (this.isDisposed) return;
    if (!this.isExecuting && status === 'failed') this.notice = reason;
    this.late.flush();
    const newest = new Set(this.newest.values());
    for (const run of new Set(living.runs.values())) if (newest.has(run)) run.outdate();
  }

  /** What comes after the end of a run is shown below its cell, unless that has run again; it counts for nothing. */
  private receive({ runs }: LivingKernel, message: RunMessage): void {
    const run = runs.get(message.run);
    if (!run) return;
    if (!run.isOver) {
      run.receive(message);
      this.services.onCell(run.cell, message);
    } else if (this.newest.get(run.cell) === run) {
      if (message.type === 'output' || message.type === 'display') this.late.add(run, message);
    }
  }

  private dropWaiting(): void {
    this.asking.cancel();
    this.asking = new CancellationTokenSource();
    for (const run of this.waiting) run.end(undefined);
    this.waiting.clear();
  }
}
