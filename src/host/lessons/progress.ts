import type { Event, Memento } from 'vscode';
import { EventEmitter, window } from 'vscode';
import { Disposables } from '../lifecycle.ts';
import type { LessonProgress, ProgressState } from './progressState.ts';
import {
  addProgress,
  boundNotebooks,
  freeMoment,
  isSame,
  lastHappened,
  latestTime,
  mergeProgress,
  noProgress,
  own,
  readProgress,
  recordsIn,
  writeProgress,
} from './progressState.ts';

/** Where progress in the course is kept; Settings Sync takes it along. */
export const LESSONS_KEY = 'lessons.progress';
/** Where progress in other notebooks is kept, by address. Addresses stay on this machine. */
const NOTEBOOKS_KEY = 'notebooks.progress';
/** Where progress is kept whose place is taken by something that we do not understand, as of a newer version. */
const BESIDE_KEY = 'progress.beside';
const KEYS = [LESSONS_KEY, NOTEBOOKS_KEY, BESIDE_KEY];

/** VS Code in a browser stores every 5 s; on a desktop it takes less than one. */
const PASSED_ON_WITHIN_MS = 6000;

/**
 * What a person has done in the course and in other notebooks, for all windows. Each window knows what was done in it
 * and joins that with what is stored: at every change, and when it gets the focus. So no window overwrites another's.
 */
export class Progress extends Disposables {
  private state: ProgressState = {};
  /** What was stored when this was last read or written. */
  private raw: readonly unknown[] = [];
  private secondLook: ReturnType<typeof setTimeout> | undefined;
  private readonly changed = this.add(new EventEmitter<readonly string[]>());

  /** Tells the ids of the lessons (or the addresses of the notebooks) whose progress changed, here or elsewhere. */
  readonly onDidChange: Event<readonly string[]> = this.changed.event;

  constructor(
    private readonly memory: Memento,
    private readonly now: () => number = Date.now,
  ) {
    super();
    this.raw = KEYS.map((key) => memory.get<unknown>(key));
    this.state = read(this.raw);
    this.add(window.onDidChangeWindowState(({ focused }) => focused && this.refreshTwice()));
    this.add({ dispose: () => clearTimeout(this.secondLook) });
  }

  /** The ids and addresses that something is known of. */
  get known(): readonly string[] {
    return Object.keys(this.state);
  }

  of(lesson: string): LessonProgress {
    return own(this.state, lesson) ?? noProgress;
  }

  /** The lesson in which something happened last, of those given. */
  lastOf(lessons: readonly string[]): string | undefined {
    const when = (lesson: string): number => lastHappened(this.of(lesson));
    const [last] = [...lessons].sort((a, b) => when(b) - when(a));
    return last !== undefined && when(last) > 0 ? last : undefined;
  }

  /** Takes in what happened in a lesson just now. What is known already stays as it is. */
  record(lesson: string, happened: (at: number) => Partial<LessonProgress>): void {
    this.refresh();
    const known = this.of(lesson);
    this.join({ [lesson]: addProgress(known, happened(freeMoment(known, this.now()))) });
  }

  /** Forgets these lessons, in all windows. */
  reset(lessons: readonly string[]): void {
    this.refresh();
    const resets = lessons.map((lesson) => {
      return [lesson, { ...noProgress, resetAt: Math.max(this.now(), latestTime(this.of(lesson))) }];
    });
    this.join(Object.fromEntries(resets) as ProgressState);
  }

  /** What was done in one notebook was done in another, too. */
  copy(from: string, to: string): void {
    this.refresh();
    const records = recordsIn(this.of(from));
    this.record(to, () => records);
  }

  /** Notebooks have other addresses now; `renamed` gives the one of each that has. */
  rename(renamed: (address: string) => string | undefined): void {
    for (const address of this.known.filter(isAddress)) {
      const to = renamed(address);
      if (to === undefined) continue;
      this.copy(address, to);
      this.reset([address]);
    }
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
    const raw = KEYS.map((key) => this.memory.get<unknown>(key));
    const isKnown = raw.every((value, index) => value === this.raw[index]);
    if (isKnown && Object.keys(news).length === 0) return;
    const known = isKnown ? before : mergeProgress(before, read(raw));
    const { lessons, notebooks } = splitState(mergeProgress(known, news));
    this.state = { ...lessons, ...boundNotebooks(notebooks) };
    const keys = new Set([...Object.keys(before), ...this.known]);
    const changed = [...keys].filter((key) => !isSame(this.of(key), own(before, key) ?? noProgress));
    this.store();
    this.raw = KEYS.map((key) => this.memory.get<unknown>(key));
    if (changed.length > 0) this.changed.fire(changed);
  }

  private store(): void {
    const { lessons, notebooks } = splitState(this.state);
    const lasting = filterState(notebooks, (key) => !key.startsWith('untitled:'));
    const beside = { ...this.write(LESSONS_KEY, lessons), ...this.write(NOTEBOOKS_KEY, lasting) };
    this.write(BESIDE_KEY, beside);
  }

  /** Gives what could not be written there. */
  private write(key: string, state: ProgressState): ProgressState {
    const before = this.memory.get<unknown>(key);
    const { stored, rest } = writeProgress(before, state);
    const isNew = before === undefined ? Object.keys(state).length > 0 : !isSame(stored, before);
    if (isNew) void this.memory.update(key, stored);
    return rest;
  }
}

/** Whether something is the address of a notebook, and not the id of a lesson. */
export function isAddress(key: string): boolean {
  return key.includes(':');
}

function read(raw: readonly unknown[]): ProgressState {
  return raw.map(readProgress).reduce(mergeProgress);
}

function splitState(state: ProgressState): Record<'lessons' | 'notebooks', ProgressState> {
  return {
    lessons: filterState(state, (key) => !isAddress(key)),
    notebooks: filterState(state, isAddress),
  };
}

function filterState(state: ProgressState, keep: (key: string) => boolean): ProgressState {
  return Object.fromEntries(Object.entries(state).filter(([key]) => keep(key)));
}
