import type { NotebookCell, NotebookCellExecution } from 'vscode';
import { NotebookCellOutput } from 'vscode';
import type { Handlers } from '../../protocol/handlers.ts';
import { dispatch } from '../../protocol/handlers.ts';
import type { CellMessage } from './kernel.ts';
import type { FindCell, Stream } from './outputs.ts';
import { errorOutput, shownItems, streamItem, textOutput } from './outputs.ts';

type Says<Type extends CellMessage['type']> = Extract<CellMessage, { type: Type }>;

/** What a person sees below a cell. */
type Seen = Says<'progress' | 'output' | 'display' | 'checked' | 'error'>;

export type CreateExecution = (cell: NotebookCell) => NotebookCellExecution;

/** One run of one cell: what is said of it becomes its outputs. */
export class CellRun {
  private execution: NotebookCellExecution;
  private state: 'waiting' | 'running' | 'ended' = 'waiting';
  private stream: { readonly name: Stream; readonly output: NotebookCellOutput } | undefined;
  private readonly displays = new Map<string, NotebookCellOutput>();
  private hadOutputs = false;
  private summary: { start?: number; end?: number; ok?: boolean | undefined } = {};
  /** What was run, once it was. */
  code = '';
  /** Whether an exercise was checked with the cell and not passed. */
  failedCheck = false;

  /** Throws where the cell waits or runs already, or is not there any more. */
  constructor(
    readonly cell: NotebookCell,
    private readonly createExecution: CreateExecution,
    private readonly find: FindCell,
    /** The id of the exercise whose answer the cell is, if it is to be checked. */
    readonly exercise?: string,
  ) {
    this.execution = createExecution(cell);
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
    ignoreClosed(this.execution.clearOutput());
  }

  receive(message: CellMessage): void {
    if (this.state === 'running' && message.type in this.handlers) dispatch(this.handlers, message as Seen);
  }

  /** Says something of our own below the cell. */
  write(stream: Stream, text: string): void {
    if (this.state === 'running') this.print(stream, text);
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
    this.change(() => this.append(output));
  }

  /** VS Code lets outputs change only while a cell runs: outside of a run it looks for a moment as if it did. */
  private change(make: () => void): void {
    if (this.state === 'running') {
      make();
      return;
    }
    const { count, summary } = this;
    try {
      if (this.state === 'ended') this.execution = this.createExecution(this.cell);
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

  /** VS Code tells how many outputs the cell has. If a person took them away, what comes now stands in new ones. */
  outputsChanged(count: number): void {
    if (count === 0 && this.hadOutputs) this.stream = undefined;
    this.hadOutputs = count > 0;
  }

  private readonly handlers: Handlers<Seen> = {
    progress: ({ text }) => this.showProgress(text),
    output: ({ stream, text }) => this.print(stream, text),
    display: (message) => this.show(message),
    checked: ({ report }) => {
      this.failedCheck = !report.passed;
    },
    error: (message) => this.append(errorOutput(message, this.find)),
  };

  private print(stream: Stream, text: string): void {
    if (this.stream?.name === stream) {
      ignoreClosed(this.execution.appendOutputItems(streamItem(stream, text), this.stream.output));
      return;
    }
    const output = new NotebookCellOutput([streamItem(stream, text)]);
    this.append(output);
    this.stream = { name: stream, output };
  }

  private show({ display, shown }: Says<'display'>): void {
    const known = this.displays.get(display);
    if (known) {
      ignoreClosed(this.execution.replaceOutputItems(shownItems(shown), known));
      return;
    }
    const output = new NotebookCellOutput(shownItems(shown));
    this.displays.set(display, output);
    this.append(output);
  }

  /** It comes before anything the cell says itself. */
  private showProgress(text: string): void {
    const change =
      text === '' ? this.execution.clearOutput() : this.execution.replaceOutput(textOutput(text));
    ignoreClosed(change);
  }

  private append(output: NotebookCellOutput): void {
    this.stream = undefined;
    ignoreClosed(this.execution.appendOutput(output));
  }
}

/** A cell or notebook that was taken away meanwhile has no outputs to change. */
function ignoreClosed(change: Thenable<void>): void {
  change.then(undefined, () => undefined);
}
