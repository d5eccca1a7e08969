/**
 * Stands for `vscode` where there is no VS Code: the loader of unit tests puts it in its place. It has what the tested
 * parts of the host ask for, with VS Code's own rules; `desk` is what a person does and sees.
 */
import type { URI } from 'vscode-uri';
import type { StubEditor } from './desk.ts';
import { desk, Question, shownTabs } from './desk.ts';
import { StubInput } from './input.ts';
import { associated, notebookChanged, StubExecution, StubNotebook } from './notebook.ts';
import type { NotebookData, WorkspaceEdit } from './values.ts';
import type { Range } from './values.ts';
import {
  CancellationTokenSource,
  EventEmitter,
  FileSystemError,
  FileType,
  NotebookData as Data,
  Uri,
} from './values.ts';
import { languages as programLanguages, texts } from './programs.ts';

export * from './values.ts';
export {
  CodeLens,
  CustomExecution,
  debug,
  extensions,
  Hover,
  MarkdownString,
  ProcessExecution,
  Task,
  TaskPanelKind,
  TaskRevealKind,
  tasks,
  TaskScope,
  TreeItemCollapsibleState,
} from './programs.ts';

export const version = '1.100.0';
export const env = { language: 'en' };

export const commands = {
  registerCommand(id: string, run: (...args: unknown[]) => unknown): { dispose(): void } {
    if (desk.commands.has(id)) throw new Error(`command '${id}' already exists`);
    desk.commands.set(id, run);
    return { dispose: () => desk.commands.delete(id) };
  },

  async executeCommand(id: string, ...args: unknown[]): Promise<unknown> {
    desk.executed.push([id, ...args]);
    const run = desk.commands.get(id) ?? builtIn[id];
    if (!run) throw new Error(`command '${id}' not found`);
    return await run(...(args as never[]));
  },
};

/** VS Code's own commands. */
const builtIn: Readonly<Record<string, (...args: never[]) => unknown>> = {
  setContext: () => undefined,
  'vscode.open': () => undefined,
  'vscode.openWith': (uri: URI) => desk.show(workspace.open(uri)),
  'notebook.selectKernel': ({ notebookEditor }: { notebookEditor?: StubEditor }) => {
    if (notebookEditor) associated.add(notebookEditor.notebook);
  },
};

function ask(
  kind: Question['kind'],
  items: unknown,
  options: unknown,
  token?: { onCancellationRequested: EventEmitter<unknown>['event'] },
) {
  return new Promise<unknown>((resolve) => {
    const question = new Question(kind, items, options, resolve);
    desk.asked(question);
    token?.onCancellationRequested(() => question.answer(undefined));
  });
}

function say(kind: string, message: string, ...rest: unknown[]): Promise<unknown> {
  const buttons = rest.filter((each) => typeof each === 'string');
  return new Promise((resolve) => desk.told({ kind, message, buttons, choose: resolve }));
}

export const window = {
  get activeTextEditor() {
    return desk.activeTextEditor;
  },
  visibleTextEditors: [],
  get activeNotebookEditor() {
    return desk.editors.at(-1);
  },
  get visibleNotebookEditors() {
    return [...desk.editors];
  },
  onDidChangeActiveNotebookEditor: desk.activeChanged.event,
  onDidChangeVisibleNotebookEditors: desk.activeChanged.event,
  onDidChangeNotebookEditorSelection: desk.moved.event,
  onDidChangeNotebookEditorVisibleRanges: desk.moved.event,
  state: { focused: true },
  onDidChangeWindowState: desk.windowChanged.event,
  tabGroups: {
    get all() {
      return [{ tabs: shownTabs(), viewColumn: 1 }];
    },
    get activeTabGroup() {
      return { tabs: shownTabs(), activeTab: shownTabs().at(-1) };
    },
    onDidChangeTabs: desk.tabsChanged.event,
  },
  showNotebookDocument: (notebook: StubNotebook) => Promise.resolve(desk.show(notebook)),
  showQuickPick: (items: unknown, options: unknown, token?: never) => ask('pick', items, options, token),
  showInputBox: (options: unknown, token?: never) => ask('input', undefined, options, token),
  showSaveDialog: (options: unknown) => ask('input', undefined, options),
  /** A person cancels it by `desk.progress`. */
  withProgress(
    options: { readonly title: string },
    task: (progress: { report(value: unknown): void }, token: unknown) => Promise<unknown>,
  ) {
    const source = new CancellationTokenSource();
    const shown = { title: options.title, cancel: () => source.cancel() };
    desk.progress.push(shown);
    return task({ report: () => undefined }, source.token).finally(() =>
      desk.progress.splice(desk.progress.indexOf(shown), 1),
    );
  },
  createInputBox: () => new StubInput('input'),
  createQuickPick: () => new StubInput('pick'),
  showInformationMessage: (message: string, ...rest: unknown[]) => say('information', message, ...rest),
  showWarningMessage: (message: string, ...rest: unknown[]) => say('warning', message, ...rest),
  showErrorMessage: (message: string, ...rest: unknown[]) => say('error', message, ...rest),
  createOutputChannel: () => ({
    appendLine: (line: string) => desk.log.push(line),
    error: (text: string) => desk.log.push(text),
    show: () => undefined,
    dispose: () => undefined,
  }),
  createStatusBarItem: () => desk.statusItem,
  createWebviewPanel(type: string, title: string, column: number) {
    desk.panels.push({ type, title, column });
    return {
      visible: true,
      webview: {
        onDidReceiveMessage: new EventEmitter().event,
        asWebviewUri: (uri: URI) => uri,
        cspSource: '',
      },
      onDidChangeViewState: new EventEmitter().event,
      onDidDispose: new EventEmitter().event,
      reveal: () => undefined,
      dispose: () => undefined,
    };
  },
  registerTreeDataProvider: (_view: string, provider: unknown) => {
    desk.tree = provider;
    return { dispose: () => undefined };
  },
  registerWebviewPanelSerializer: () => ({ dispose: () => undefined }),
};

export const languages = {
  ...programLanguages,
  createDiagnosticCollection: () => ({
    set: (uri: URI, own: readonly { readonly message: string; readonly range: Range }[]) =>
      desk.problems.push(...own.map(({ message, range }) => `${uri.path}:${range.startLine + 1} ${message}`)),
    clear: () => (desk.problems.length = 0),
    dispose: () => undefined,
  }),
};

/** The addresses of all files in a folder. */
const filesIn = (folder: URI): string[] =>
  [...desk.files.keys()].filter((file) => file.startsWith(`${folder.toString()}/`));

export const workspace = {
  get isTrusted() {
    return desk.isTrusted;
  },
  workspaceFolders: undefined,
  get notebookDocuments() {
    return [...desk.notebooks];
  },
  get textDocuments() {
    return [...texts.documents];
  },
  onDidChangeTextDocument: texts.changed.event,
  onDidChangeConfiguration: texts.settingsChanged.event,
  getConfiguration: (section: string) => ({
    get: (name: string, fallback: unknown) => desk.settings.get(`${section}.${name}`) ?? fallback,
  }),
  onDidChangeNotebookDocument: notebookChanged.event,
  onDidOpenNotebookDocument: desk.opened.event,
  onDidCloseNotebookDocument: desk.closed.event,
  onDidSaveNotebookDocument: desk.saved.event,
  onDidChangeWorkspaceFolders: new EventEmitter().event,
  createFileSystemWatcher: () => ({
    onDidCreate: desk.filesChanged.event,
    onDidChange: desk.filesChanged.event,
    onDidDelete: desk.filesChanged.event,
    dispose: () => undefined,
  }),
  /** The files of the workspace whose names end as the pattern does. */
  findFiles(pattern: string): Promise<URI[]> {
    const end = pattern.replace(/^\*\*\/\*?/, '');
    const found = [...desk.files.keys()].filter(
      (uri) => uri.startsWith('file:///folder/') && uri.endsWith(end),
    );
    return Promise.resolve(
      found
        .sort()
        .reverse()
        .map((uri) => Uri.parse(uri)),
    );
  },
  onDidRenameFiles: desk.renamed.event,
  onWillRenameFiles: desk.renaming.event,
  getWorkspaceFolder: () => undefined,
  registerNotebookSerializer: () => ({ dispose: () => undefined }),

  /** The notebook at an address: the one that is open, or a new one with nothing in it. */
  open(uri: URI): StubNotebook {
    const known = desk.notebooks.find((each) => each.uri.toString() === uri.toString());
    return known ?? desk.open(new StubNotebook(uri, new Data([])));
  },

  openNotebookDocument(target: URI | string, data?: NotebookData): Promise<StubNotebook> {
    const uri = typeof target === 'string' ? Uri.from({ scheme: 'untitled', path: 'Untitled-1' }) : target;
    return Promise.resolve(data ? desk.open(new StubNotebook(uri, data)) : workspace.open(uri));
  },

  applyEdit({ edits }: WorkspaceEdit): Promise<boolean> {
    for (const [uri, changes] of edits) workspace.open(uri).apply(changes);
    return Promise.resolve(true);
  },

  fs: {
    readFile(uri: URI): Promise<Uint8Array> {
      const bytes = desk.files.get(uri.toString());
      return bytes
        ? Promise.resolve(bytes)
        : Promise.reject(new FileSystemError(`${uri.toString()} is not there.`));
    },
    writeFile(uri: URI, bytes: Uint8Array): Promise<void> {
      desk.files.set(uri.toString(), bytes);
      return Promise.resolve();
    },
    createDirectory: () => Promise.resolve(),
    readDirectory(folder: URI): Promise<[string, number][]> {
      const start = `${folder.toString()}/`;
      const inside = [...desk.files.keys()].filter((uri) => uri.startsWith(start));
      return Promise.resolve(inside.map((uri) => [decodeURIComponent(uri.slice(start.length)), 1]));
    },
    async stat(uri: URI): Promise<{ size: number; type: number; mtime: number }> {
      if (filesIn(uri).length > 0) return { size: 0, type: FileType.Directory, mtime: 0 };
      return { size: (await workspace.fs.readFile(uri)).length, type: FileType.File, mtime: 0 };
    },
    async rename(from: URI, to: URI): Promise<void> {
      for (const file of filesIn(from)) {
        const bytes = await workspace.fs.readFile(Uri.parse(file));
        desk.files.set(to.toString() + file.slice(from.toString().length), bytes);
        desk.files.delete(file);
      }
      if (!desk.files.has(from.toString())) return;
      desk.files.set(to.toString(), await workspace.fs.readFile(from));
      desk.files.delete(from.toString());
    },
    async delete(uri: URI): Promise<void> {
      const files = filesIn(uri);
      if (files.length === 0) await workspace.fs.readFile(uri);
      for (const file of [...files, uri.toString()]) desk.files.delete(file);
    },
  },
};

export const notebooks = {
  createNotebookController: (id: string) => (id === 'cachebook' ? desk.controller : desk.ownPython),
  registerNotebookCellStatusBarItemProvider: (_type: string, provider: unknown) => {
    desk.cellStatus = provider;
    return { dispose: () => undefined };
  },
  createRendererMessaging: () => ({
    onDidReceiveMessage: new EventEmitter().event,
    postMessage: () => undefined,
  }),
};

export { StubExecution };
