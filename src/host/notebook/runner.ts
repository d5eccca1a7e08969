import type { NotebookCell, NotebookCellExecution } from 'vscode';
import { l10n } from 'vscode';
import type { Disposable } from '../lifecycle.ts';
import { CellRun } from './cellRun.ts';
import type { Gate } from './gate.ts';
import type { CellMessage, NotebookKernel } from './kernel.ts';

/** What a runner is given to work with. */
export interface RunnerServices {
  readonly gate: Gate;
  readonly startKernel: (onCell: (message: CellMessage) => void) => NotebookKernel;
  readonly createExecution: (cell: NotebookCell) => NotebookCellExecution;
}

/** Runs the cells of one notebook, one after the other, in a kernel that the first of them starts. */
export class NotebookRunner implements Disposable {
  private kernel: NotebookKernel | undefined;
  private queue = Promise.resolve();
  private readonly waiting = new Set<CellRun>();
  private current: CellRun | undefined;
  /** The newest run of each cell that came to its turn, by the cell's URI. */
  private readonly runs = new Map<string, CellRun>();
  private count = 0;
  /** Why a kernel has ended that ran nothing; told to the next cell. */
  private notice: string | undefined;

  constructor(private readonly services: RunnerServices) {}

  /** Runs cells after those that were asked for before. The first that fails is the last of them. */
  run(cells: readonly NotebookCell[]): Promise<void> {
    const runs = cells.map((cell) => this.open(cell));
    this.queue = this.queue.then(() => this.runAll(runs));
    return this.queue;
  }

  /** Ends the running cell and those that wait. Resolves when nothing runs any more. */
  async interrupt(): Promise<void> {
    this.dropWaiting();
    if (this.kernel) await this.kernel.interrupt();
    else this.current?.end(false);
    await this.queue;
  }

  /** Ends the kernel with all variables; the next cell starts a new one. Resolves when nothing of it is left. */
  async restart(): Promise<void> {
    const { kernel } = this;
    this.kernel = undefined;
    this.dropWaiting();
    kernel?.stop(l10n.t('The kernel was restarted. All variables are gone.'));
    await kernel?.ended;
    await this.queue;
  }

  dispose(): void {
    this.dropWaiting();
    this.kernel?.stop(l10n.t('The notebook was closed.'));
  }

  private open(cell: NotebookCell): CellRun {
    const countOf = (uri: string): number | undefined => this.runs.get(uri)?.count;
    const run = new CellRun(this.services.createExecution(cell), countOf);
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
    const ok = await this.attempt(run);
    run.end(ok);
    this.current = undefined;
    return ok;
  }

  private async attempt(run: CellRun): Promise<boolean> {
    const refusal = await this.services.gate(run.cell);
    if (refusal !== undefined) run.write('stderr', refusal);
    if (refusal !== undefined || run.isOver) return false;
    const kernel = (this.kernel ??= this.start());
    run.count = ++this.count;
    if (this.notice !== undefined) run.write('stderr', `${this.notice}\n`);
    this.notice = undefined;
    const { document } = run.cell;
    const done = kernel.execute({
      cell: idOf(run.cell),
      language: document.languageId,
      code: document.getText(),
    });
    const ended = kernel.ended.then(({ reason }) => {
      run.write('stderr', reason);
      return false;
    });
    return Promise.race([done, ended]);
  }

  private start(): NotebookKernel {
    this.count = 0;
    const kernel = this.services.startKernel((message) => this.runs.get(message.cell)?.receive(message));
    void kernel.ended.then(({ reason }) => {
      if (this.kernel !== kernel) return;
      this.kernel = undefined;
      this.dropWaiting();
      if (!this.current) this.notice = reason;
    });
    return kernel;
  }

  private dropWaiting(): void {
    for (const run of this.waiting) run.end(undefined);
    this.waiting.clear();
  }
}

function idOf(cell: NotebookCell): string {
  return cell.document.uri.toString();
}
