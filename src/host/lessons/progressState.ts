/**
 * What is remembered of a person's lessons, and how two memories of it become one: every window has its own, and VS
 * Code keeps only the one that was written last. Whatever happened is in the union; what is older than a reset is not.
 */
/** The answer to a question. */
export interface Answer {
  readonly text: string;
  readonly right: boolean;
  /** All times are milliseconds since 1970. */
  readonly at: number;
}

type ById<T> = Readonly<Record<string, T>>;

export interface LessonProgress {
  /** When it was last opened. */
  readonly openedAt?: number;
  /** When every cell that counts was done. */
  readonly finishedAt?: number;
  /** What happened until then is forgotten. */
  readonly resetAt?: number;
  /** When code cells were done, by the cell's id. */
  readonly done: ById<number>;
  /** Answers to questions, by the cell's id. */
  readonly answers: ById<Answer>;
  /** When exercises were passed, by the exercise's id. */
  readonly passed: ById<number>;
  /** When answers to exercises were checked, by the exercise's id and that time. */
  readonly attempts: ById<number>;
  /** When hints were read, by the exercise's id and the hint's number. */
  readonly hints: ById<number>;
  /** When solutions were opened, by the exercise's id. */
  readonly solutions: ById<number>;
  /** The minutes in which somebody was at work, by their number since 1970. */
  readonly active: ById<number>;
  /** Answers to questions that were asked again, by the cell's id and the time. */
  readonly again: ById<Answer>;
}

type Happened = number | Answer;
type Records = Omit<LessonProgress, (typeof SINGLE)[number]>;

/** By the id of a lesson, or the address of a notebook that is none. */
export type ProgressState = ById<LessonProgress>;

export const noProgress: LessonProgress = {
  done: {},
  answers: {},
  passed: {},
  attempts: {},
  hints: {},
  solutions: {},
  active: {},
  again: {},
};

/** What a lesson's entry holds: single times, and records of many. What else it holds is of another version. */
const SINGLE = ['openedAt', 'finishedAt', 'resetAt'] as const;
const RECORDS = {
  done: readTime,
  answers: readAnswer,
  passed: readTime,
  attempts: readTime,
  hints: readTime,
  solutions: readTime,
  active: readTime,
  again: readAnswer,
} as const;
const RECORD_NAMES = Object.keys(RECORDS) as readonly (keyof Records)[];

/** All records, each as `make` gives it. */
function recordsOf(make: (name: keyof Records) => ById<Happened>): Records {
  return Object.fromEntries(RECORD_NAMES.map((name) => [name, make(name)])) as unknown as Records;
}

/** What was done, without when the lesson was opened, finished or reset. */
export function recordsIn(progress: LessonProgress): Records {
  return recordsOf((name) => progress[name]);
}

/** As far as there are dates. */
function readTime(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= 8.64e15 ? value : undefined;
}

function readAnswer(value: unknown): Answer | undefined {
  const { text, right, at } = (asRecord(value) ?? {}) as Partial<Answer>;
  const isAnswer = typeof text === 'string' && typeof right === 'boolean' && readTime(at) !== undefined;
  return isAnswer ? ({ text, right, at } as Answer) : undefined;
}

function timeOf(value: Happened): number {
  return typeof value === 'number' ? value : value.at;
}

/** What was stored, as far as it can be understood: each piece by itself. */
export function readProgress(stored: unknown): ProgressState {
  return mapRecord(asRecord(stored) ?? {}, (entry) => readLesson(asRecord(entry)));
}

function readLesson(entry: ById<unknown> | undefined): LessonProgress | undefined {
  if (!entry || !isOurs(entry)) return undefined;
  const single = SINGLE.map((name) => [name, readTime(own(entry, name))] as const);
  return {
    ...times(Object.fromEntries(single)),
    ...recordsOf((name) => mapRecord<unknown, Happened>(asRecord(own(entry, name)) ?? {}, RECORDS[name])),
  };
}

/** Whether an entry holds anything that we understand. */
function isOurs(entry: ById<unknown>): boolean {
  const hasTime = SINGLE.some((name) => readTime(own(entry, name)) !== undefined);
  return hasTime || RECORD_NAMES.some((name) => asRecord(own(entry, name)) !== undefined);
}

/** What is to be stored: `state`, with all that stood there and was not understood. */
export interface Written {
  readonly stored: unknown;
  /** The part of `state` whose place is taken by something that was not understood. */
  readonly rest: ProgressState;
}

/** Puts `state` in the place of what was understood of `stored`, and nothing in the place of anything else. */
export function writeProgress(stored: unknown, state: ProgressState): Written {
  const root = stored === undefined ? {} : asRecord(stored);
  if (!root) return { stored, rest: state };
  const rest: Record<string, LessonProgress> = {};
  const written = writeRecord(root, state, (before, entry, lesson) => {
    const [after, left] = writeLesson(before, entry);
    if (left) rest[lesson] = left;
    return after;
  });
  return { stored: written, rest };
}

function writeLesson(
  before: unknown,
  state: LessonProgress | undefined,
): [unknown, LessonProgress | undefined] {
  const entry = before === undefined ? {} : asRecord(before);
  if (!entry || (!state && !isOurs(entry))) return [before, state];
  const after = new Map(Object.entries(entry));
  const rest = new Map<string, unknown>();
  for (const name of SINGLE) {
    const known = state?.[name];
    if (!isFree(readTime, own(entry, name))) rest.set(name, known);
    else if (known === undefined) after.delete(name);
    else after.set(name, known);
  }
  for (const name of RECORD_NAMES) {
    const place = own(entry, name);
    const known: ById<unknown> = state?.[name] ?? {};
    const record = place === undefined ? {} : asRecord(place);
    if (!record) rest.set(name, known);
    else {
      const left: Record<string, unknown> = {};
      const written = writeRecord(record, known, (value, mine, id) => {
        if (isFree(RECORDS[name], value)) return holds(value, mine) ? value : mine;
        if (mine !== undefined) left[id] = mine;
        return value;
      });
      rest.set(name, left);
      // What nobody has done yet takes no room.
      if (place !== undefined || !isSame(written, {})) after.set(name, written);
    }
  }
  const left = readLesson(Object.fromEntries(rest));
  const isEmpty = !state && [...after.values()].every((value) => isSame(value, {}));
  return [
    isEmpty ? undefined : Object.fromEntries(after),
    left && isSame(left, noProgress) ? undefined : left,
  ];
}

/** Every key of both, each with what `write` makes of what stood there and of what is to stand there. */
function writeRecord<T>(
  before: ById<unknown>,
  state: ById<T>,
  write: (before: unknown, mine: T | undefined, key: string) => unknown,
): ById<unknown> {
  const keys = new Set([...Object.keys(before), ...Object.keys(state)]);
  const written = [...keys].map((key) => [key, write(own(before, key), own(state, key), key)] as const);
  return Object.fromEntries(written.filter(([, value]) => value !== undefined));
}

/** Whether we may write where this stands: nothing does, or something of ours. */
function isFree(read: (value: unknown) => unknown, value: unknown): boolean {
  return value === undefined || read(value) !== undefined;
}

/** Whether something says all that `mine` says; what it says besides is of another version. */
function holds(value: unknown, mine: unknown): boolean {
  const [outer, inner] = [asRecord(value), asRecord(mine)];
  return !!outer && !!inner && Object.keys(inner).every((key) => isSame(own(outer, key), inner[key]));
}

function asRecord(value: unknown): ById<unknown> | undefined {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isRecord ? (value as ById<unknown>) : undefined;
}

function mapRecord<T, U>(record: ById<T>, map: (value: T) => U | undefined): Record<string, U> {
  const mapped = Object.entries(record).map(([key, value]) => [key, map(value)] as const);
  return Object.fromEntries(mapped.filter((entry): entry is [string, U] => entry[1] !== undefined));
}

/** What a record itself holds: ids are words, and `constructor` is one. */
export function own<T>(record: ById<T>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** What is known, and what happened besides: a first answer, a first run stay as they are. */
export function addProgress(known: LessonProgress, happened: Partial<LessonProgress>): LessonProgress {
  return {
    ...times({
      openedAt: happened.openedAt ?? known.openedAt,
      finishedAt: known.finishedAt ?? happened.finishedAt,
      resetAt: known.resetAt,
    }),
    ...recordsOf((name) => ({ ...happened[name], ...known[name] })),
  };
}

/** Everything that one of the two knows; of two times of the same thing the later one, so that a reset forgets only what was before it. */
export function mergeProgress(a: ProgressState, b: ProgressState): ProgressState {
  const lessons = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries(
    [...lessons].map((lesson) => {
      return [lesson, mergeLesson(own(a, lesson) ?? noProgress, own(b, lesson) ?? noProgress)];
    }),
  );
}

/** Whether two pieces of progress say the same, in whatever order. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) || Array.isArray(b)) return JSON.stringify(a) === JSON.stringify(b);
  const [x, y] = [asRecord(a), asRecord(b)];
  if (!x || !y) return false;
  const keys = Object.keys(x);
  return (
    keys.length === Object.keys(y).length &&
    keys.every((key) => Object.hasOwn(y, key) && isSame(x[key], y[key]))
  );
}

/** The answers to a question after the first, the oldest first. */
export function laterAnswers({ again }: LessonProgress, id: string): Answer[] {
  return valuesOf(again, id).sort((a, b) => a.at - b.at);
}

/** What records hold by an id and a time, or a number: all that belongs to the id. */
export function valuesOf<T>(record: ById<T>, id: string): T[] {
  return Object.entries(record).flatMap(([key, value]) =>
    key.slice(0, key.lastIndexOf(' ')) === id ? [value] : [],
  );
}

/** When the last thing happened, 0 if none did. A reset is none. */
export function lastHappened(progress: LessonProgress): number {
  return timesIn(progress).reduce((a, b) => Math.max(a, b), 0);
}

/** The first moment from this one on, after the last reset, in which nothing happened yet: some records are known by their moment. */
export function freeMoment(progress: LessonProgress, from: number): number {
  const taken = new Set(timesIn(progress));
  let moment = Math.max(from, (progress.resetAt ?? 0) + 1);
  while (taken.has(moment)) moment++;
  return moment;
}

function timesIn(progress: LessonProgress): number[] {
  const many = RECORD_NAMES.flatMap((name) => Object.values<Happened>(progress[name]).map(timeOf));
  return [progress.openedAt ?? 0, progress.finishedAt ?? 0, ...many];
}

/** The latest time of all that is known. */
export function latestTime(progress: LessonProgress): number {
  return Math.max(lastHappened(progress), progress.resetAt ?? 0);
}

function mergeLesson(a: LessonProgress, b: LessonProgress): LessonProgress {
  const resetAt = later(a.resetAt, b.resetAt);
  const [x, y] = [forget(a, resetAt), forget(b, resetAt)];
  return {
    ...times({
      openedAt: later(x.openedAt, y.openedAt),
      finishedAt: later(x.finishedAt, y.finishedAt),
      resetAt,
    }),
    ...recordsOf((name) => mergeRecords<Happened>(x[name], y[name])),
  };
}

/** The progress without what happened up to this time. */
function forget(progress: LessonProgress, until = -Infinity): LessonProgress {
  const keep = <T extends Happened>(value: T | undefined): T | undefined =>
    value !== undefined && timeOf(value) > until ? value : undefined;
  const { openedAt, finishedAt } = progress;
  return {
    ...times({ openedAt: keep(openedAt), finishedAt: keep(finishedAt), resetAt: undefined }),
    ...recordsOf((name) => mapRecord<Happened, Happened>(progress[name], keep)),
  };
}

/** Both records; where both know a key, the later value, and of two equally late ones always the same. */
function mergeRecords<T extends Happened>(a: ById<T>, b: ById<T>): ById<T> {
  const merged = new Map(Object.entries(a));
  for (const [key, value] of Object.entries(b)) {
    const known = merged.get(key);
    const later = known === undefined ? 1 : timeOf(value) - timeOf(known);
    if (later > 0 || (later === 0 && JSON.stringify(value) > JSON.stringify(known))) merged.set(key, value);
  }
  return Object.fromEntries(merged);
}

/** How much of a notebook that is no lesson is remembered: every changed cell is another one there. */
const MAX_CELLS = 256;
/** How many of these notebooks are. */
const MAX_NOTEBOOKS = 64;

/** The newest of what is known of notebooks that are no lessons. Whoever bounds first or merges first gets the same. */
export function boundNotebooks(state: ProgressState): ProgressState {
  const newest = Object.entries(state).sort(
    ([x, a], [y, b]) => latestTime(b) - latestTime(a) || (x < y ? -1 : 1),
  );
  return Object.fromEntries(newest.slice(0, MAX_NOTEBOOKS).map(([key, entry]) => [key, boundLesson(entry)]));
}

function boundLesson(progress: LessonProgress): LessonProgress {
  const isSmall = RECORD_NAMES.every((name) => Object.keys(progress[name]).length <= MAX_CELLS);
  return isSmall ? progress : { ...progress, ...recordsOf((name) => newestOf<Happened>(progress[name])) };
}

function newestOf<T extends Happened>(record: ById<T>): ById<T> {
  const newest = Object.entries(record).sort(([x, a], [y, b]) => timeOf(b) - timeOf(a) || (x < y ? -1 : 1));
  return Object.fromEntries(newest.slice(0, MAX_CELLS));
}

function later(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

type Times = Pick<LessonProgress, 'openedAt' | 'finishedAt' | 'resetAt'>;

/** Only the times that are known, so that equal progress is stored as equal text. */
function times(known: { readonly [Key in keyof Times]: number | undefined }): Times {
  return Object.fromEntries(Object.entries(known).filter(([, at]) => at !== undefined));
}
