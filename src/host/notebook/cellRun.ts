import type { NotebookCell, NotebookCellExecution, NotebookCellOutput } from 'vscode';
import { CellOutputs } from './cellOutputs.ts';
import type { CellMessage } from './kernel.ts';
import type { FindCell, Stream } from './outputs.ts';

export type CreateExecution = (cell: NotebookCell) => NotebookCellExecution;

/** One run of one cell: from when it waits for its turn, and on after its end, when more may be said of it. */
export class CellRun {
  private readonly outputs: CellOutputs;
  private state: 'waiting' | 'running' | 'ended' = 'waiting';
  private summary: { start?: number; end?: number; ok?: boolean | undefined } = {};
  /** What was run, once it was. */
  code = '';
  /** Whether an exercise was checked with the cell and not passed. */
  failedCheck = false;

  /** Throws where the cell waits or runs already, or is not there any more. */
  constructor(
    readonly cell: NotebookCell,
    private readonly createExecution: CreateExecution,
    find: FindCell,
    /** The id of the exercise whose answer the cell is, if it is to be checked. */
    readonly exercise?: string,
  ) {
    this.outputs = new CellOutputs(createExecution(cell), find);
  }

  get isOver(): boolean {
    return this.state === 'ended';
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
  }

  receive(message: CellMessage): void {
    if (this.state !== 'running') return;
    if (message.type === 'checked') this.failedCheck = !message.report.passed;
    this.outputs.receive(message);
  }

  /** Says something of our own below the cell. */
  write(stream: Stream, text: string): void {
    if (this.state === 'running') this.outputs.print(stream, text);
  }

  /** `ok` is undefined for a cell that did not come to its turn. */
  end(ok: boolean | undefined): void {
    if (this.state === 'ended') return;
    this.state = 'ended';
    this.summary = { ...this.summary, end: Date.now(), ok };
    this.execution.end(ok, this.summary.end);
  }

  /** Takes in what is said of the cell after its end. */
  receiveLate(messages: readonly CellMessage[]): void {
    this.change(() => {
      for (const message of messages) this.receive(message);
    });
  }

  /** Puts something of our own below the cell, behind what stands there. */
  addOutput(output: NotebookCellOutput): void {
    this.change(() => this.outputs.append(output));
  }

  /** VS Code tells how many outputs the cell has. */
  outputsChanged(count: number): void {
    this.outputs.changed(count);
  }

  private get execution(): NotebookCellExecution {
    return this.outputs.execution;
  }

  /** VS Code lets outputs change only while a cell runs: outside of a run it looks for a moment as if it did. */
  private change(make: () => void): void {
    if (this.state === 'running') {
      make();
      return;
    }
    const { count, summary } = this;
    try {
      if (this.state === 'ended') this.outputs.execution = this.createExecution(this.cell);
    } catch {
      return; // It waits for its next turn, which takes its outputs away, or it is not there any more.
    }
    this.count = count;
    this.execution.start(summary.start);
    this.state = 'running';
    make();
    this.state = 'ended';
    this.execution.end(summary.ok, summary.end);
  }
}
