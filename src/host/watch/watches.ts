import type { ExtensionContext } from 'vscode';
import { EventEmitter, window } from 'vscode';
import type { ProgramCache } from '../../watch/knownCache.ts';
import { Disposables } from '../lifecycle.ts';
import type { Output } from '../output.ts';
import type { Platform } from '../platform.ts';
import type { SessionStore } from '../sessions/store.ts';
import type { ProbeFiles } from './environment.ts';
import { installProbes } from './probeFiles.ts';
import type { WatchedProcess } from './watchedProcess.ts';
import type { Subject } from './watchRun.ts';
import { WatchRun } from './watchRun.ts';

/** How many runs are remembered for what the store does not know of them. */
const MOST_REMEMBERED = 20;

/** The programs of this window that are watched, and that were. */
export class Watches extends Disposables {
  private readonly living = new Set<WatchRun>();
  private readonly remembered: WatchRun[] = [];
  private readonly changed = this.add(new EventEmitter<undefined>());
  private probes: Promise<ProbeFiles> | undefined;

  /** Told when one begins, ends, or is busy. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly context: ExtensionContext,
    readonly platform: Platform,
    private readonly store: SessionStore,
    private readonly output: Output,
  ) {
    super();
    this.add({ dispose: () => this.disposeAll() });
  }

  get runs(): readonly WatchRun[] {
    return [...this.living];
  }

  /** Is ready for a program. */
  async open(subject: Subject): Promise<WatchRun> {
    const { store, platform, output, context } = this;
    this.probes ??= installProbes(context.extensionUri, context.globalStorageUri);
    const probes = await this.probes.catch((error: unknown) => {
      this.probes = undefined;
      throw error;
    });
    const services = {
      store,
      programs: platform.programs,
      probes,
      log: (text: string) => output.log(text),
      tell: (text: string) => void window.showInformationMessage(text),
    };
    const listener = {
      turned: () => this.changed.fire(undefined),
      ended: (run: WatchRun) => this.forget(run),
    };
    const run = await WatchRun.open(subject, services, listener);
    this.living.add(run);
    this.remembered.unshift(run);
    this.remembered.length = Math.min(this.remembered.length, MOST_REMEMBERED);
    this.changed.fire(undefined);
    return run;
  }

  /** What is known of a cache of a session beyond its counters; nothing of one from before a window reload. */
  cacheOf(session: string, cache: number): ProgramCache | undefined {
    return this.processOf(session)?.program.cacheAt(cache);
  }

  find(run: string): WatchRun | undefined {
    return this.remembered.find(({ id }) => id === run);
  }

  private processOf(session: string): WatchedProcess | undefined {
    const all = this.remembered.flatMap(({ processes }) => processes);
    return all.find((each) => each.session === session);
  }

  private forget(run: WatchRun): void {
    if (this.living.delete(run)) this.changed.fire(undefined);
  }

  /** Programs go on without us. */
  private disposeAll(): void {
    for (const run of [...this.living]) run.dispose();
  }
}
