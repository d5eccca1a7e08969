/** Open notebooks and what runs in them, with VS Code's rules for who may change what when. */
import type { Uri as VsUri } from 'vscode';
import { URI } from 'vscode-uri';
import type {
  NotebookCellData,
  NotebookData,
  NotebookEdit,
  NotebookRange,
  NotebookCellOutputItem,
} from './values.ts';
import { EventEmitter, NotebookCellOutput, Range, Uri } from './values.ts';

interface Summary {
  readonly executionOrder?: number | undefined;
  readonly success?: boolean | undefined;
  readonly timing?: { readonly startTime: number; readonly endTime: number } | undefined;
}

interface CellChange {
  readonly cell: StubCell;
  readonly outputs?: readonly NotebookCellOutput[];
  readonly executionSummary?: Summary | undefined;
}

export interface NotebookChange {
  readonly notebook: StubNotebook;
  readonly cellChanges: readonly CellChange[];
  readonly contentChanges: readonly object[];
}

export const notebookChanged = new EventEmitter<NotebookChange>();

let count = 0;

export class StubCell {
  outputs: NotebookCellOutput[] = [];
  executionSummary: Summary | undefined;
  readonly kind: number;
  readonly metadata: Record<string, unknown>;
  text: string;
  readonly document;

  constructor(
    readonly notebook: StubNotebook,
    { kind, value, languageId, metadata }: NotebookCellData,
  ) {
    this.kind = kind;
    this.metadata = metadata ?? {};
    this.text = value;
    const uri = notebook.uri.with({ scheme: 'vscode-notebook-cell', fragment: `W${count++}` });
    const getText = (): string => this.text;
    const lines = (): string[] => getText().split('\n');
    this.document = {
      uri,
      languageId,
      getText,
      get lineCount() {
        return lines().length;
      },
      lineAt: (line: number) => ({ range: new Range(line, 0, line, lines()[line]?.length ?? 0) }),
    };
  }

  /** -1 once it is not in its notebook any more. */
  get index(): number {
    return this.notebook.cells.indexOf(this);
  }
}

export class StubNotebook {
  readonly cells: StubCell[];
  metadata: Record<string, unknown>;
  isClosed = false;
  isDirty = false;

  readonly uri: URI;

  constructor(
    uri: VsUri | URI,
    data: NotebookData,
    readonly notebookType = 'cachebook',
  ) {
    this.uri = URI.from(uri);
    this.metadata = data.metadata ?? {};
    this.cells = data.cells.map((cell) => new StubCell(this, cell));
  }

  get cellCount(): number {
    return this.cells.length;
  }

  get isUntitled(): boolean {
    return this.uri.scheme === 'untitled';
  }

  cellAt(index: number): StubCell {
    const cell = this.cells[Math.max(0, Math.min(index, this.cells.length - 1))];
    if (!cell) throw new Error('There is no cell.');
    return cell;
  }

  getCells(range?: NotebookRange): StubCell[] {
    return range ? this.cells.slice(range.start, range.end) : [...this.cells];
  }

  save(): Promise<boolean> {
    this.isDirty = false;
    return Promise.resolve(true);
  }

  apply(edits: readonly NotebookEdit[]): void {
    for (const { range, newCells, newNotebookMetadata } of edits) {
      if (newNotebookMetadata) this.metadata = newNotebookMetadata;
      else
        this.cells.splice(
          range.start,
          range.end - range.start,
          ...newCells.map((cell) => new StubCell(this, cell)),
        );
    }
    this.isDirty = true;
    tell({ notebook: this, cellChanges: [], contentChanges: [{}] });
  }
}

/** VS Code tells of changes later: they go through its main thread. */
function tell(change: NotebookChange): void {
  queueMicrotask(() => notebookChanged.fire(change));
}

function tellOf(cell: StubCell, change: Omit<CellChange, 'cell'>): void {
  tell({ notebook: cell.notebook, cellChanges: [{ cell, ...change }], contentChanges: [] });
}

/** The cells that an execution exists of which has not ended: those that show a clock or a spinner. */
export const executing = new Map<StubCell, StubExecution>();

/** The notebooks that have chosen our kernel. */
export const associated = new WeakSet<StubNotebook>();

export class StubExecution {
  private state: 'init' | 'started' | 'resolved' = 'init';
  private order: number | undefined;
  private startTime: number | undefined;

  constructor(readonly cell: StubCell) {
    if (!associated.has(cell.notebook)) {
      throw new Error(
        `notebook controller is NOT associated to notebook: ${Uri.from(cell.notebook.uri).toString()}`,
      );
    }
    if (cell.index < 0 || cell.notebook.isClosed) {
      throw new Error('CANNOT execute cell that has been REMOVED from notebook');
    }
    if (executing.has(cell)) throw new Error(`duplicate execution for ${cell.document.uri.toString()}`);
    executing.set(cell, this);
  }

  get isStarted(): boolean {
    return this.state === 'started';
  }

  get executionOrder(): number | undefined {
    return this.order;
  }

  set executionOrder(order: number | undefined) {
    this.order = order;
    this.summarize({});
  }

  start(startTime?: number): void {
    if (this.state !== 'init') throw new Error('Cannot call start again');
    this.state = 'started';
    this.startTime = startTime;
    this.summarize({});
  }

  end(success: boolean | undefined, endTime?: number): void {
    if (this.state === 'resolved') throw new Error('Cannot call resolve twice');
    this.state = 'resolved';
    executing.delete(this.cell);
    const { startTime } = this;
    const timing = startTime !== undefined && endTime !== undefined ? { startTime, endTime } : undefined;
    this.summarize({ success, timing });
  }

  clearOutput(): Promise<void> {
    return this.replaceOutput([]);
  }

  replaceOutput(outputs: NotebookCellOutput | NotebookCellOutput[]): Promise<void> {
    return this.change(() => (this.cell.outputs = [outputs].flat()));
  }

  appendOutput(outputs: NotebookCellOutput | NotebookCellOutput[]): Promise<void> {
    return this.change(() => (this.cell.outputs = [...this.cell.outputs, ...[outputs].flat()]));
  }

  replaceOutputItems(
    items: NotebookCellOutputItem | NotebookCellOutputItem[],
    output: NotebookCellOutput,
  ): Promise<void> {
    return this.change(() => (this.find(output).items = [items].flat()));
  }

  appendOutputItems(
    items: NotebookCellOutputItem | NotebookCellOutputItem[],
    output: NotebookCellOutput,
  ): Promise<void> {
    return this.change(() => {
      const found = this.find(output);
      found.items = [...found.items, ...[items].flat()];
    });
  }

  /** An output is known by its id; one that is not there any more is changed in vain. */
  private find({ id }: NotebookCellOutput): NotebookCellOutput {
    return this.cell.outputs.find((each) => each.id === id) ?? new NotebookCellOutput([]);
  }

  private change(make: () => unknown): Promise<void> {
    if (this.state === 'init') throw new Error('Must call start before modifying cell output');
    if (this.state === 'resolved') throw new Error('Cannot modify cell output after calling resolve');
    make();
    tellOf(this.cell, { outputs: this.cell.outputs });
    return Promise.resolve();
  }

  private summarize(more: Summary): void {
    this.cell.executionSummary = { executionOrder: this.order, ...more };
    tellOf(this.cell, { executionSummary: this.cell.executionSummary });
  }
}

/** What stands below a cell, line for line: `? ` for the error stream, `= ` for text, `! ` for an error. */
export function transcript({ outputs }: { readonly outputs: readonly object[] }): string[] {
  const marks: Readonly<Record<string, string>> = {
    'application/vnd.code.notebook.stdout': '',
    'application/vnd.code.notebook.stderr': '? ',
    'text/plain': '= ',
    'application/vnd.code.notebook.error': '! ',
  };
  return (outputs as readonly NotebookCellOutput[]).flatMap(({ items }) => {
    const texts = items.filter(({ mime }) => mime in marks);
    const mark = marks[texts[0]?.mime ?? ''] ?? '';
    const text = texts.map(({ data }) => new TextDecoder().decode(data)).join('');
    if (mark === '! ')
      return [`! ${(JSON.parse(text) as Error).name}: ${(JSON.parse(text) as Error).message}`];
    return text
      .replace(/\n$/, '')
      .split('\n')
      .map((line) => `${mark}${line}`);
  });
}
