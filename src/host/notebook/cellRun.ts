import type { NotebookCell, NotebookCellExecution } from 'vscode';
import { NotebookCellOutput } from 'vscode';
import type { Handlers } from '../../protocol/handlers.ts';
import { dispatch } from '../../protocol/handlers.ts';
import type { CellMessage } from './kernel.ts';
import type { CountOf, Stream } from './outputs.ts';
import { errorOutput, shownItems, streamItem, textOutput } from './outputs.ts';

type Says<Type extends CellMessage['type']> = Extract<CellMessage, { type: Type }>;

/** What a person sees below a cell. */
type Seen = Says<'progress' | 'output' | 'display' | 'error'>;

/** One run of one cell: what is said of it becomes its outputs. */
export class CellRun {
  private state: 'waiting' | 'running' | 'ended' = 'waiting';
  private stream: { readonly name: Stream; readonly output: NotebookCellOutput } | undefined;
  private readonly displays = new Map<string, NotebookCellOutput>();

  constructor(
    private readonly execution: NotebookCellExecution,
    private readonly countOf: CountOf,
  ) {}

  get cell(): NotebookCell {
    return this.execution.cell;
  }

  get isOver(): boolean {
    return this.state === 'ended';
  }

  get isWaiting(): boolean {
    return this.state === 'waiting';
  }

  begin(): void {
    this.state = 'running';
    this.execution.start(Date.now());
    void this.execution.clearOutput();
  }

  get count(): number | undefined {
    return this.execution.executionOrder;
  }

  /** How many cells the kernel has run, this one included: the number that stands beside it. */
  set count(count: number | undefined) {
    this.execution.executionOrder = count;
  }

  receive(message: CellMessage): void {
    if (this.state === 'running' && message.type in this.handlers) dispatch(this.handlers, message as Seen);
  }

  /** Says something of our own below the cell. */
  write(stream: Stream, text: string): void {
    if (this.stream?.name === stream) {
      void this.execution.appendOutputItems(streamItem(stream, text), this.stream.output);
      return;
    }
    const output = new NotebookCellOutput([streamItem(stream, text)]);
    this.append(output);
    this.stream = { name: stream, output };
  }

  /** `ok` is undefined for a cell that did not come to its turn. */
  end(ok: boolean | undefined): void {
    if (this.state === 'ended') return;
    this.state = 'ended';
    this.execution.end(ok, Date.now());
  }

  private readonly handlers: Handlers<Seen> = {
    progress: ({ text }) => this.showProgress(text),
    output: ({ stream, text }) => this.write(stream, text),
    display: (message) => this.show(message),
    error: (message) => this.append(errorOutput(message, this.countOf)),
  };

  private show({ display, shown }: Says<'display'>): void {
    const known = this.displays.get(display);
    if (known) {
      void this.execution.replaceOutputItems(shownItems(shown), known);
      return;
    }
    const output = new NotebookCellOutput(shownItems(shown));
    this.displays.set(display, output);
    this.append(output);
  }

  /** It comes before anything the cell says itself. */
  private showProgress(text: string): void {
    if (text === '') void this.execution.clearOutput();
    else void this.execution.replaceOutput(textOutput(text));
  }

  private append(output: NotebookCellOutput): void {
    this.stream = undefined;
    void this.execution.appendOutput(output);
  }
}
