import type { NotebookCell, NotebookCellExecution, NotebookCellOutput } from 'vscode';
import { l10n } from 'vscode';
import type { Exercise } from '../../lessons/exercises/exercise.ts';
import { CellOutputs } from './cellOutputs.ts';
import type { RunMessage } from '../sessions/kernel.ts';
import type { FindCell, Stream } from './outputs.ts';
import { textOutput } from './outputs.ts';

export type CreateExecution = (cell: NotebookCell) => NotebookCellExecution;

/** One run of one cell: from when it waits for its turn, and on after its end, when more may be said of it. */
export class CellRun {
  private readonly outputs: CellOutputs;
  private state: 'waiting' | 'running' | 'ended' = 'waiting';
  private summary: { start?: number; end?: number; ok?: boolean | undefined } = {};
  /** What was put below the cell while it waits: VS Code lets it stand there only once the cell runs. */
  private readonly added: NotebookCellOutput[] = [];
  /** What was run, once it was. */
  code = '';
  /** The name of the error that has ended it. */
  error: string | undefined;
  /** Whether an exercise was checked with the cell and not passed. */
  failedCheck = false;

  /** Throws where the cell waits or runs already, or is not there any more. */
  constructor(
    public cell: NotebookCell,
    private readonly createExecution: CreateExecution,
    find: FindCell,
    /** The exercise whose answer the cell is, if it is to be checked. */
    readonly exercise?: Exercise,
  ) {
    this.outputs = new CellOutputs(createExecution(cell), find);
    this.index = cell.index;
  }

  /** Where the cell stood when it was last seen in its notebook. */
  index: number;

  get isOver(): boolean {
    return this.state === 'ended';
  }

  get hasFailed(): boolean {
    return this.summary.ok === false;
  }

  /** How many cells the kernel has run, this one included: the number that stands beside it. */
  get count(): number | undefined {
    return this.execution.executionOrder;
  }

  set count(count: number | undefined) {
    this.execution.executionOrder = count;
  }

  begin(): void {
    this.state = 'running';
    this.summary = { start: Date.now() };
    this.execution.start(this.summary.start);
    this.outputs.clear();
    for (const output of this.added.splice(0)) this.outputs.append(output);
  }

  receive(message: RunMessage): void {
    if (this.state !== 'running') return;
    if (message.type === 'checked') this.failedCheck = !message.report.passed;
    if (message.type === 'error') this.error = message.name;
    this.outputs.receive(message);
  }

  /** Says something of our own below the cell. */
  write(stream: Stream, text: string): void {
    if (this.state === 'running') this.outputs.print(stream, text);
  }

  /** Says below the cell why it does not run, or not any further. */
  refuse(reason: string): void {
    if (this.state === 'waiting') this.begin();
    this.write('stderr', reason);
  }

  /** `ok` is undefined for a cell that did not come to its turn. */
  end(ok: boolean | undefined): void {
    if (this.state === 'ended') return;
    const isShown = this.state === 'running';
    this.state = 'ended';
    this.summary = { ...this.summary, end: Date.now(), ok };
    if (!isShown && this.added.length > 0) this.execution.start();
    for (const output of this.added.splice(0)) this.outputs.append(output);
    this.execution.end(ok, isShown ? this.summary.end : undefined);
  }

  /** Takes in what is said of the cell after its end. */
  receiveLate(messages: readonly RunMessage[]): void {
    this.change(() => {
      for (const message of messages) this.receive(message);
    });
  }

  /** Puts something of our own below the cell, behind what stands there. */
  addOutput(output: NotebookCellOutput): void {
    if (this.state === 'waiting') this.added.push(output);
    else this.change(() => this.outputs.append(output));
  }

  /** Its kernel has ended: number and tick go, what it has shown stays and says where it comes from. */
  outdate(): void {
    if (this.state !== 'ended') return;
    this.change(() => {
      this.count = undefined;
      // Behind what stands there: VS Code draws pictures over each other where something is put before them.
      if (this.cell.outputs.length > 0) this.outputs.append(earlierKernel());
      this.summary = {};
    });
  }

  /** The cell goes on as one of another document, as it is: running, waiting, or with what stands below it. */
  moveTo(cell: NotebookCell): void {
    const { count, state, summary } = this;
    const { outputs } = this.cell;
    this.cell = cell;
    try {
      this.outputs.execution = this.createExecution(cell);
    } catch {
      return; // It is gone again.
    }
    this.count = count;
    if (state === 'waiting') return;
    this.execution.start(summary.start);
    if (outputs.length > 0) this.outputs.replace(outputs);
    if (state === 'ended') this.execution.end(summary.ok, summary.end);
  }

  /** VS Code tells how many outputs the cell has. */
  outputsChanged(count: number): void {
    this.outputs.changed(count);
    this.index = this.cell.index;
  }

  private get execution(): NotebookCellExecution {
    return this.outputs.execution;
  }

  /** VS Code lets outputs change only while a cell runs: after its end it looks for a moment as if it did. */
  private change(make: () => void): void {
    if (this.state === 'running') {
      make();
      return;
    }
    const { count } = this;
    try {
      this.outputs.execution = this.createExecution(this.cell);
    } catch {
      return; // It waits for its next turn, which takes its outputs away, or it is not there any more.
    }
    this.count = count;
    this.execution.start(this.summary.start);
    this.state = 'running';
    make();
    this.state = 'ended';
    this.execution.end(this.summary.ok, this.summary.end);
  }
}

function earlierKernel(): NotebookCellOutput {
  return textOutput(l10n.t('From an earlier kernel, whose variables are gone.'));
}
