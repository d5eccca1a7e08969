import type { Memento, Tab } from 'vscode';
import { commands, window } from 'vscode';
import type { SessionState } from '../protocol/session.ts';
import type { Dashboard } from './dashboard/dashboard.ts';
import type { Progress } from './lessons/progress.ts';
import { Disposables } from './lifecycle.ts';
import type { SessionStore } from './sessions/store.ts';

/** How many passes of an endless monitor show what it has to show. */
const ENOUGH_PASSES = 2;

/** The step that a program does which was watched. */
const WATCHED = 'watch';

/** The step that a finished lesson has done as well, by the lesson's id. The dashboard is in no lesson. */
const STEP_OF_LESSON: Readonly<Record<string, string>> = {
  1: 'dictionary',
  2: 'strategies',
  3: 'recency',
  5: 'stairs-memoized',
  6: 'cache-info',
  7: 'monitor-timed',
  9: WATCHED,
};

/** Where the steps that were done are remembered, for every window. */
const MEMORY_KEY = 'walkthrough.done';

/**
 * Ticks the walkthrough's steps: when a thing was done, not when it was read.
 *
 * A step listens to a context key. VS Code ticks it when the key turns true while the walkthrough is known to the
 * window, and takes a key that was already true before that for old news. So a key is true for a moment only, and
 * whenever the walkthrough may have been opened the keys of all steps done so far are raised again.
 */
export class Walkthrough extends Disposables {
  private readonly done: Set<string>;
  /** Endless runs that have shown what they have to show: that is told once. */
  private readonly shown = new Set<string>();

  constructor(
    private readonly memory: Memento,
    store: SessionStore,
    dashboard: Dashboard,
    private readonly progress: Progress,
  ) {
    super();
    this.done = new Set(memory.get<string[]>(MEMORY_KEY, []));
    this.add(store.onDidChange(({ session }) => this.look(session)));
    this.add(store.onDidRemove((session) => this.shown.delete(session)));
    this.add(store.onDidChangeStatus((session) => this.ended(session)));
    this.add(progress.onDidChange(() => this.completeLessons()));
    this.add(dashboard.onDidOpen(() => this.complete('dashboard')));
    this.add(window.tabGroups.onDidChangeTabs(({ opened, changed }) => this.recall([...opened, ...changed])));
    this.add(commands.registerCommand('cachebook.openWalkthrough', () => this.open()));
    this.completeLessons();
    void this.raiseAll(); // Opening the walkthrough may be what activated us.
  }

  private look(session: SessionState): void {
    if (!isShown(session) || this.shown.has(session.id)) return;
    this.shown.add(session.id);
    this.complete(session.source);
  }

  /** A scenario has to come to its end; of a program something was seen, however it has ended. */
  private ended({ program, status, source }: SessionState): void {
    if (program) this.complete(WATCHED);
    else if (status === 'finished') this.complete(source);
  }

  private complete(step: string): void {
    if (!this.done.has(step)) {
      this.done.add(step);
      void this.memory.update(MEMORY_KEY, [...this.done]);
    }
    void raise(step);
  }

  /** Lessons may have been finished in another window, or before this version knew of them. */
  private completeLessons(): void {
    for (const [lesson, step] of Object.entries(STEP_OF_LESSON)) {
      const isFinished = this.progress.of(lesson).finishedAt !== undefined;
      if (isFinished && !this.done.has(step)) this.complete(step);
    }
  }

  /** The walkthrough is a tab of VS Code's own, of a kind that extensions cannot tell from others of its own. */
  private recall(tabs: readonly Tab[]): void {
    if (tabs.some(({ input }) => input === undefined)) void this.raiseAll();
  }

  private async open(): Promise<void> {
    await commands.executeCommand('workbench.action.openWalkthrough', 'cachebook.cachebook#learn', false);
    await this.raiseAll();
  }

  private async raiseAll(): Promise<void> {
    await Promise.all([...this.done].map(raise));
  }
}

async function raise(step: string): Promise<void> {
  const key = `cachebook.done.${step}`;
  await commands.executeCommand('setContext', key, true);
  await commands.executeCommand('setContext', key, false);
}

function isShown({ counts }: SessionState): boolean {
  return (counts['passes'] ?? 0) >= ENOUGH_PASSES;
}
