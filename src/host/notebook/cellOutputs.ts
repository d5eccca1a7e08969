import type { NotebookCellExecution } from 'vscode';
import { NotebookCellOutput } from 'vscode';
import type { Handlers } from '../../protocol/handlers.ts';
import { dispatch } from '../../protocol/handlers.ts';
import type { RunMessage } from '../sessions/kernel.ts';
import type { FindCell, Stream } from './outputs.ts';
import { errorOutput, shownItems, streamItem, textOutput } from './outputs.ts';

type Says<Type extends RunMessage['type']> = Extract<RunMessage, { type: Type }>;

/** What a person sees below a cell. */
type Seen = Says<'progress' | 'output' | 'display' | 'error'>;

/** What stands below a cell: what is said of it, in its order. */
export class CellOutputs {
  private stream: { readonly name: Stream; readonly output: NotebookCellOutput } | undefined;
  private readonly displays = new Map<string, NotebookCellOutput>();
  private hadOutputs = false;

  constructor(
    /** Under way; VS Code lets outputs change through no other. */
    public execution: NotebookCellExecution,
    private readonly find: FindCell,
  ) {}

  clear(): void {
    ignoreClosed(this.execution.clearOutput());
  }

  receive(message: RunMessage): void {
    if (message.type in this.handlers) dispatch(this.handlers, message as Seen);
  }

  print(stream: Stream, text: string): void {
    if (this.stream?.name === stream) {
      ignoreClosed(this.execution.appendOutputItems(streamItem(stream, text), this.stream.output));
      return;
    }
    const output = new NotebookCellOutput([streamItem(stream, text)]);
    this.append(output);
    this.stream = { name: stream, output };
  }

  append(output: NotebookCellOutput): void {
    this.stream = undefined;
    ignoreClosed(this.execution.appendOutput(output));
  }

  /** Puts these in the place of what stands there; those that stay go on being known. */
  replace(outputs: readonly NotebookCellOutput[]): void {
    ignoreClosed(this.execution.replaceOutput([...outputs]));
  }

  /** VS Code tells how many outputs there are. If a person took them away, what comes now stands in new ones. */
  changed(count: number): void {
    if (count === 0 && this.hadOutputs) this.stream = undefined;
    this.hadOutputs = count > 0;
  }

  private readonly handlers: Handlers<Seen> = {
    progress: ({ text }) => this.showProgress(text),
    output: ({ stream, text }) => this.print(stream, text),
    display: (message) => this.show(message),
    error: (message) => this.append(errorOutput(message, this.find)),
  };

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
    if (text === '') this.clear();
    else ignoreClosed(this.execution.replaceOutput(textOutput(text)));
  }
}

/** A cell or notebook that was taken away meanwhile has no outputs to change. */
function ignoreClosed(change: Thenable<void>): void {
  change.then(undefined, () => undefined);
}
