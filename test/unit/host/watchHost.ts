import type { ExtensionContext, TextDocument } from 'vscode';
import { commands, Uri } from 'vscode';
import { Disposables } from '../../../src/host/lifecycle.ts';
import { Output } from '../../../src/host/output.ts';
import { SessionStore } from '../../../src/host/sessions/store.ts';
import { registerWatchCommands } from '../../../src/host/watch/commands.ts';
import { DebugSessions } from '../../../src/host/watch/debugSessions.ts';
import { Figures } from '../../../src/host/watch/figures.ts';
import { Lenses } from '../../../src/host/watch/lenses.ts';
import { registerWatchStatus } from '../../../src/host/watch/statusBar.ts';
import type { Guest } from '../../../src/host/platform.ts';
import type { WatchResult } from '../../../src/host/watch/results.ts';
import { Watches } from '../../../src/host/watch/watches.ts';
import type { ProbeCall } from '../../../src/watch/messages.ts';
import { NaiveCache, stairs } from '../watch/naiveProgram.ts';
import { lruCache } from '../watch/watchedProgram.ts';
import { FakeKernels } from './fakeKernels.ts';
import { extensionUri, storage } from './host.ts';
import { desk } from './stub/desk.ts';
import type { StubDocument } from './stub/programs.ts';
import { terminals, texts } from './stub/programs.ts';
import { StubMemento } from './stub/values.ts';

export const FILE = Uri.parse('file:///folder/stairs.py');

export const watchPython = async (options: object = {}, file: Uri = FILE): Promise<WatchResult> =>
  commands.executeCommand<WatchResult>('cachebook.watchPythonFile', file, options);

/** What a probe of a program tells that has called the stairs. */
export function climb(guest: Guest, line = 3): void {
  const calls: ProbeCall[] = [];
  const cache = new NaiveCache(1, 16, (call) => calls.push(call), stairs);
  cache.call(1, 30);
  guest.take({ type: 'cache', cache: 1, facts: lruCache({ file: FILE.fsPath, line }) });
  guest.take({ type: 'calls', time: 1, calls });
  guest.take({ type: 'counts', time: 1, counts: [cache.row()] });
}

export function leave(guest: Guest): void {
  guest.take({ type: 'bye' });
  guest.end();
}

/** The parts of the host that watch programs, in a new window of a machine with Python 3.11. */
export class WatchHost extends Disposables {
  readonly kernels = new FakeKernels();
  readonly store: SessionStore;
  private readonly lenses: Lenses;

  constructor() {
    super();
    desk.clear();
    texts.documents.length = terminals.running.length = 0;
    texts.settings.clear();
    for (const name of ['python/sitecustomize.py', 'node/probe.cjs'])
      desk.files.set(`file:///extension/dist/probe/${name}`, new TextEncoder().encode(name));
    this.programs.answers.set('python3', { stdout: '3.11.2', code: 0 });
    this.store = this.add(new SessionStore());
    const output = this.add(new Output(this.store));
    const context = { extensionUri, globalStorageUri: storage } as ExtensionContext;
    const watches = this.add(new Watches(context, this.kernels, this.store, output));
    this.add(registerWatchCommands(watches, new StubMemento(), output));
    this.add(registerWatchStatus(watches));
    this.lenses = this.add(new Lenses(this.store, new Figures(this.store, watches)));
    this.add(new DebugSessions(watches));
  }

  get programs(): FakeKernels['programs'] {
    return this.kernels.programs;
  }

  /** Starts the file, and gives its task and its probe. */
  async start(options: object = {}, guest = {}) {
    const next = terminals.next();
    const result = watchPython(options);
    const task = await next;
    task.start();
    return { result, task, guest: this.programs.server.connect(guest) };
  }

  /** What stands above which line of a file, from 0. */
  lensesOf(document: StubDocument): [number, string][] {
    const lenses = this.lenses.provideCodeLenses(document as unknown as TextDocument);
    return lenses.map(({ range, command }) => {
      const { startLine } = range as unknown as { readonly startLine: number };
      return [startLine, command?.title ?? ''];
    });
  }

  hoverOf(document: StubDocument, line: number): string {
    const hover = this.lenses.provideHover(document as unknown as TextDocument, { line });
    return (hover?.contents as unknown as { readonly value: string }).value;
  }
}
