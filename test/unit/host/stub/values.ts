/** What VS Code hands around: the same rules as in its own extension host, for as much of it as the host uses. */
import { URI, Utils } from 'vscode-uri';

/** As VS Code's: URIs are the code of VS Code itself. */
export const Uri = Object.assign(URI, {
  joinPath: (uri: URI, ...parts: string[]) => Utils.joinPath(uri, ...parts),
});

type Listener<T> = (event: T) => unknown;

export class Disposable {
  constructor(private onDispose: (() => unknown) | undefined) {}

  dispose(): void {
    const onDispose = this.onDispose;
    this.onDispose = undefined;
    onDispose?.();
  }
}

/** Tells those who listen when it fires, in their order. One that throws keeps no other from being told. */
export class EventEmitter<T> {
  private readonly listeners = new Set<{ readonly listener: Listener<T> }>();

  readonly event = (listener: Listener<T>, thisArg?: unknown, disposables?: Disposable[]): Disposable => {
    const entry = { listener: thisArg === undefined ? listener : listener.bind(thisArg) };
    this.listeners.add(entry);
    const listening = new Disposable(() => this.listeners.delete(entry));
    disposables?.push(listening);
    return listening;
  };

  fire(event: T): void {
    const thrown: unknown[] = [];
    for (const { listener } of [...this.listeners]) {
      try {
        listener(event);
      } catch (error) {
        thrown.push(error);
      }
    }
    for (const error of thrown)
      void Promise.reject(error instanceof Error ? error : new Error(String(error))); // VS Code logs it; a test fails of it.
  }

  dispose(): void {
    this.listeners.clear();
  }
}

export const ProgressLocation = { Notification: 15 } as const;

export class CancellationTokenSource {
  private readonly cancelled = new EventEmitter<undefined>();
  readonly token = {
    isCancellationRequested: false,
    onCancellationRequested: this.cancelled.event,
  };

  cancel(): void {
    if (this.token.isCancellationRequested) return;
    this.token.isCancellationRequested = true;
    this.cancelled.fire(undefined);
  }

  dispose(): void {
    this.cancelled.dispose();
  }
}

export class Range {
  constructor(
    readonly startLine: number,
    readonly startCharacter: number,
    readonly endLine: number,
    readonly endCharacter: number,
  ) {}
}

export class Diagnostic {
  source = '';
  constructor(
    readonly range: Range,
    readonly message: string,
    readonly severity: number,
  ) {}
}

export class NotebookRange {
  constructor(
    readonly start: number,
    readonly end: number,
  ) {}
}

export class NotebookCellData {
  metadata: Record<string, unknown> | undefined;
  constructor(
    public kind: number,
    public value: string,
    public languageId: string,
  ) {}
}

export class NotebookData {
  metadata: Record<string, unknown> | undefined;
  constructor(public cells: NotebookCellData[]) {}
}

export class NotebookEdit {
  newNotebookMetadata: Record<string, unknown> | undefined;
  private constructor(
    readonly range: NotebookRange,
    readonly newCells: NotebookCellData[],
  ) {}

  static replaceCells(range: NotebookRange, cells: NotebookCellData[]): NotebookEdit {
    return new NotebookEdit(range, cells);
  }

  static deleteCells(range: NotebookRange): NotebookEdit {
    return new NotebookEdit(range, []);
  }

  static updateNotebookMetadata(metadata: Record<string, unknown>): NotebookEdit {
    const edit = new NotebookEdit(new NotebookRange(0, 0), []);
    edit.newNotebookMetadata = metadata;
    return edit;
  }
}

export class WorkspaceEdit {
  readonly edits: [URI, NotebookEdit[]][] = [];

  set(uri: URI, edits: NotebookEdit[]): void {
    this.edits.push([uri, edits]);
  }
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

export class NotebookCellOutputItem {
  constructor(
    readonly data: Uint8Array,
    readonly mime: string,
  ) {}

  static text(value: string, mime = 'text/plain'): NotebookCellOutputItem {
    return new NotebookCellOutputItem(encode(value), mime);
  }

  static json(value: unknown, mime = 'text/x-json'): NotebookCellOutputItem {
    return NotebookCellOutputItem.text(JSON.stringify(value, undefined, '\t'), mime);
  }

  static stdout(value: string): NotebookCellOutputItem {
    return NotebookCellOutputItem.text(value, 'application/vnd.code.notebook.stdout');
  }

  static stderr(value: string): NotebookCellOutputItem {
    return NotebookCellOutputItem.text(value, 'application/vnd.code.notebook.stderr');
  }

  static error({ name, message, stack }: Error): NotebookCellOutputItem {
    return NotebookCellOutputItem.json({ name, message, stack }, 'application/vnd.code.notebook.error');
  }
}

export class NotebookCellOutput {
  readonly id = crypto.randomUUID();
  constructor(
    public items: NotebookCellOutputItem[],
    public metadata?: Record<string, unknown>,
  ) {}
}

export class NotebookCellStatusBarItem {
  command: unknown;
  tooltip: string | undefined;
  accessibilityInformation: unknown;
  constructor(
    readonly text: string,
    readonly alignment: number,
  ) {}
}

export class ThemeIcon {
  constructor(
    readonly id: string,
    readonly color?: unknown,
  ) {}
}

export class ThemeColor {
  constructor(readonly id: string) {}
}

export class TreeItem {
  constructor(readonly label: string) {}
}

export class TabInputNotebook {
  constructor(
    readonly uri: URI,
    readonly notebookType: string,
  ) {}
}

export const FileType = { Unknown: 0, File: 1, Directory: 2, SymbolicLink: 64 } as const;

export class FileSystemError extends Error {
  code = 'FileNotFound';
}

export const QuickInputButtons = { Back: { iconPath: 'back' } } as const;
export const DiagnosticSeverity = { Error: 0, Warning: 1 } as const;
export const TextDocumentChangeReason = { Undo: 1, Redo: 2 } as const;
export const NotebookCellKind = { Markup: 1, Code: 2 } as const;
export const NotebookControllerAffinity = { Default: 1, Preferred: 2 } as const;
export const NotebookEditorRevealType = { Default: 0, InCenter: 1, InCenterIfOutsideViewport: 2 } as const;
export const NotebookCellStatusBarAlignment = { Left: 1, Right: 2 } as const;
export const StatusBarAlignment = { Left: 1, Right: 2 } as const;
export const ViewColumn = { Active: -1, Beside: -2, One: 1, Two: 2 } as const;

/** What a person has stored: values as JSON gives them back, as VS Code's own. */
export class StubMemento {
  readonly values = new Map<string, unknown>();

  get(key: string, fallback?: unknown): unknown {
    return this.values.has(key) ? this.values.get(key) : fallback;
  }

  keys(): string[] {
    return [...this.values.keys()];
  }

  setKeysForSync(): void {
    return;
  }

  update(key: string, value: unknown): Promise<void> {
    if (value === undefined) this.values.delete(key);
    else this.values.set(key, JSON.parse(JSON.stringify(value)));
    return Promise.resolve();
  }
}

export const l10n = {
  bundle: undefined,
  t: (message: string, ...args: unknown[]): string =>
    message.replace(/{(\d+)}/g, (match, index) => (args[Number(index)] ?? match) as string),
};
