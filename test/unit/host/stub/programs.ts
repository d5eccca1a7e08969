/** What VS Code has for programs: tasks in terminals, debuggers, and what stands above lines of text. */
import type { Uri } from 'vscode';
import { desk } from './desk.ts';
import { EventEmitter, Range } from './values.ts';

export class ProcessExecution {
  constructor(
    readonly process: string,
    readonly args: string[],
    readonly options: { readonly cwd?: string; readonly env?: Record<string, string> } = {},
  ) {}
}

interface Terminal {
  open(): void;
  close(): void;
}

export class CustomExecution {
  constructor(readonly callback: () => Promise<Terminal>) {}
}

export class Task {
  presentationOptions = {};
  constructor(
    readonly definition: Record<string, unknown>,
    readonly scope: unknown,
    readonly name: string,
    readonly source: string,
    readonly execution: ProcessExecution | CustomExecution,
  ) {}
}

/** A task that runs. */
export class StubTask {
  isTerminated = false;
  constructor(readonly task: Task) {}

  terminate(): void {
    this.isTerminated = true;
    this.end(undefined);
  }

  /** As VS Code tells of it. */
  start(): void {
    terminals.processStarted.fire({ execution: this, processId: 4711 });
  }

  end(exitCode: number | undefined): void {
    terminals.running.splice(terminals.running.indexOf(this), 1);
    terminals.processEnded.fire({ execution: this, exitCode });
    terminals.ended.fire({ execution: this });
  }

  /** As where no terminal can be had. */
  fail(): void {
    terminals.running.splice(terminals.running.indexOf(this), 1);
    terminals.ended.fire({ execution: this });
  }
}

class Terminals {
  readonly running: StubTask[] = [];
  readonly begun = new EventEmitter<StubTask>();
  readonly processStarted = new EventEmitter<{ execution: StubTask; processId: number }>();
  readonly processEnded = new EventEmitter<{ execution: StubTask; exitCode: number | undefined }>();
  readonly ended = new EventEmitter<{ execution: StubTask }>();

  /** The task that begins next. */
  next(): Promise<StubTask> {
    return new Promise((resolve) => {
      const listening = this.begun.event((task) => {
        listening.dispose();
        resolve(task);
      });
    });
  }
}

export const terminals = new Terminals();

export const tasks = {
  get taskExecutions() {
    return [...terminals.running];
  },
  onDidStartTaskProcess: terminals.processStarted.event,
  onDidEndTaskProcess: terminals.processEnded.event,
  onDidEndTask: terminals.ended.event,
  async executeTask(task: Task): Promise<StubTask> {
    const running = new StubTask(task);
    terminals.running.push(running);
    if (task.execution instanceof CustomExecution) (await task.execution.callback()).open();
    terminals.begun.fire(running);
    return running;
  },
};

export const TaskScope = { Global: 1, Workspace: 2 } as const;
export const TaskRevealKind = { Always: 1 } as const;
export const TaskPanelKind = { Dedicated: 2 } as const;
export const TreeItemCollapsibleState = { None: 0, Collapsed: 1, Expanded: 2 } as const;
export const FileType = { Unknown: 0, File: 1, Directory: 2 } as const;

export class CodeLens {
  constructor(
    readonly range: Range,
    readonly command: unknown,
  ) {}
}

export class MarkdownString {
  constructor(readonly value: string) {}
}

export class Hover {
  constructor(
    readonly contents: MarkdownString,
    readonly range: Range,
  ) {}
}

export const extensions = { getExtension: (): unknown => undefined };

export const debuggers = {
  providers: new Map<string, unknown>(),
  started: new EventEmitter<unknown>(),
  terminated: new EventEmitter<unknown>(),
  /** Those that somebody has stopped. */
  stopped: [] as unknown[],
};

export const debug = {
  registerDebugConfigurationProvider(type: string, provider: unknown): { dispose(): void } {
    debuggers.providers.set(type, provider);
    return { dispose: () => debuggers.providers.delete(type) };
  },
  onDidStartDebugSession: debuggers.started.event,
  onDidTerminateDebugSession: debuggers.terminated.event,
  stopDebugging: (session: unknown): void => void debuggers.stopped.push(session),
};

/** A file in an editor. */
export class StubDocument {
  isDirty = false;
  languageId = 'python';

  constructor(
    readonly uri: Uri,
    public text: string,
  ) {}

  get lineCount(): number {
    return this.text.split('\n').length;
  }

  getText(): string {
    return this.text;
  }

  lineAt(line: number): { readonly range: Range } {
    return { range: new Range(line, 0, line, this.text.split('\n')[line]?.length ?? 0) };
  }

  positionAt(offset: number): { readonly line: number } {
    return { line: this.text.slice(0, offset).split('\n').length - 1 };
  }

  save(): Promise<boolean> {
    this.isDirty = false;
    return Promise.resolve(true);
  }
}

export const texts = {
  documents: [] as StubDocument[],
  changed: desk.typed,
  settings: desk.settings,
  settingsChanged: new EventEmitter<{ affectsConfiguration(name: string): boolean }>(),
};

export const languages = {
  registerCodeLensProvider: () => ({ dispose: () => undefined }),
  registerHoverProvider: () => ({ dispose: () => undefined }),
};
