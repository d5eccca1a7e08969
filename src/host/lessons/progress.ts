import type { Event, Memento } from 'vscode';
import { EventEmitter, window } from 'vscode';
import { Disposables } from '../lifecycle.ts';
import type { LessonProgress, ProgressState } from './progressState.ts';
import { addProgress, isSame, latestTime, mergeProgress, noProgress, readProgress } from './progressState.ts';

/** Where progress in the course is kept; Settings Sync takes it along. */
export const LESSONS_KEY = 'lessons.progress';
/** Where progress in other notebooks is kept, by address. Addresses stay on this machine. */
const NOTEBOOKS_KEY = 'notebooks.progress';

/** VS Code in a browser stores every 5 s; on a desktop it takes less than one. */
const PASSED_ON_WITHIN_MS = 6000;

/**
 * What a person has done in the course and in other notebooks, for all windows. Each window knows what was done in it
 * and joins that with what is stored: at every change, and when it gets the focus. So no window overwrites another's.
 */
export class Progress extends Disposables {
  private state: ProgressState = {};
  private secondLook: ReturnType<typeof setTimeout> | undefined;
  private readonly changed = this.add(new EventEmitter<readonly string[]>());

  /** Tells the ids of the lessons (or the addresses of the notebooks) whose progress changed, here or elsewhere. */
  readonly onDidChange: Event<readonly string[]> = this.changed.event;

  constructor(
    private readonly memory: Memento,
    private readonly now: () => number = Date.now,
  ) {
    super();
    this.state = this.stored();
    this.add(window.onDidChangeWindowState(({ focused }) => focused && this.refreshTwice()));
    this.add({ dispose: () => clearTimeout(this.secondLook) });
  }

  /** The ids and addresses that something is known of. */
  get known(): readonly string[] {
    return Object.keys(this.state);
  }

  of(lesson: string): LessonProgress {
    return this.state[lesson] ?? noProgress;
  }

  /** The lesson in which something happened last, of those given. */
  lastOf(lessons: readonly string[]): string | undefined {
    const when = (lesson: string): number => latestTime({ ...this.of(lesson), resetAt: undefined });
    const [last] = [...lessons].sort((a, b) => when(b) - when(a));
    return last !== undefined && when(last) > 0 ? last : undefined;
  }

  /** Takes in what happened in a lesson just now. What is known already stays as it is. */
  record(lesson: string, happened: (at: number) => Partial<LessonProgress>): void {
    this.refresh();
    const known = this.of(lesson);
    const at = Math.max(this.now(), (known.resetAt ?? 0) + 1);
    this.join({ [lesson]: addProgress(known, happened(at)) });
  }

  /** Forgets these lessons, in all windows. */
  reset(lessons: readonly string[]): void {
    this.refresh();
    const resets = lessons.map((lesson) => {
      return [lesson, { ...noProgress, resetAt: Math.max(this.now(), latestTime(this.of(lesson))) }];
    });
    this.join(Object.fromEntries(resets) as ProgressState);
  }

  /** Takes in what other windows have stored, and stores what they have not. */
  refresh(): void {
    this.join({});
  }

  /** Somebody may change windows faster than VS Code passes on what the other one has stored. */
  private refreshTwice(): void {
    this.refresh();
    clearTimeout(this.secondLook);
    this.secondLook = setTimeout(() => this.refresh(), PASSED_ON_WITHIN_MS);
  }

  private join(news: ProgressState): void {
    const before = this.state;
    const stored = this.stored();
    this.state = mergeProgress(mergeProgress(before, stored), news);
    const changed = this.known.filter((lesson) => !isSame(this.of(lesson), before[lesson] ?? noProgress));
    const lasting = filterState(this.state, (key) => !key.startsWith('untitled:'));
    if (!isSame(lasting, stored)) this.store(lasting);
    if (changed.length > 0) this.changed.fire(changed);
  }

  private stored(): ProgressState {
    const [lessons, notebooks] = [LESSONS_KEY, NOTEBOOKS_KEY].map((key) =>
      readProgress(this.memory.get(key)),
    );
    return mergeProgress(lessons ?? {}, notebooks ?? {});
  }

  private store(state: ProgressState): void {
    void this.memory.update(
      LESSONS_KEY,
      filterState(state, (key) => !isAddress(key)),
    );
    void this.memory.update(NOTEBOOKS_KEY, filterState(state, isAddress));
  }
}

/** Whether something is the address of a notebook, and not the id of a lesson. */
export function isAddress(key: string): boolean {
  return key.includes(':');
}

function filterState(state: ProgressState, keep: (key: string) => boolean): ProgressState {
  return Object.fromEntries(Object.entries(state).filter(([key]) => keep(key)));
}
