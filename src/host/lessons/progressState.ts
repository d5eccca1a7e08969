/**
 * What is remembered of a person's lessons, and how two memories of it become one: every window has its own, and VS
 * Code keeps only the one that was written last. Whatever happened is in the union; what is older than a reset is not.
 */
import * as v from 'valibot';

/** The answer to a question. Times are milliseconds since 1970. */
const Answer = v.object({ text: v.string(), right: v.boolean(), at: v.number() });
export type Answer = v.InferOutput<typeof Answer>;

const TimesById = v.record(v.string(), v.number());

const LessonProgress = v.object({
  /** When it was last opened. */
  openedAt: v.optional(v.number()),
  /** When every cell that counts was done. */
  finishedAt: v.optional(v.number()),
  /** What happened until then is forgotten. */
  resetAt: v.optional(v.number()),
  /** When code cells were done, by the cell's id. */
  done: TimesById,
  /** Answers to questions, by the cell's id. */
  answers: v.record(v.string(), Answer),
  /** When exercises were passed, by the exercise's id. */
  passed: TimesById,
});
export type LessonProgress = v.InferOutput<typeof LessonProgress>;

const ProgressState = v.record(v.string(), LessonProgress);
/** By the id of a lesson, or the address of a notebook that is none. */
export type ProgressState = Readonly<Record<string, LessonProgress>>;

export const noProgress: LessonProgress = { done: {}, answers: {}, passed: {} };

/** What was stored, as far as it can be understood. */
export function readProgress(stored: unknown): ProgressState {
  const read = v.safeParse(ProgressState, stored);
  return read.success ? read.output : {};
}

/** What is known, and what happened besides: a first answer, a first run stay as they are. */
export function addProgress(known: LessonProgress, happened: Partial<LessonProgress>): LessonProgress {
  return {
    ...times({
      openedAt: happened.openedAt ?? known.openedAt,
      finishedAt: known.finishedAt ?? happened.finishedAt,
      resetAt: known.resetAt,
    }),
    done: { ...happened.done, ...known.done },
    answers: { ...happened.answers, ...known.answers },
    passed: { ...happened.passed, ...known.passed },
  };
}

/** Everything that one of the two knows; of two times of the same thing the later one, so that a reset forgets only what was before it. */
export function mergeProgress(a: ProgressState, b: ProgressState): ProgressState {
  const lessons = new Set([...Object.keys(a), ...Object.keys(b)]);
  return Object.fromEntries(
    [...lessons].map((lesson) => [lesson, mergeLesson(a[lesson] ?? noProgress, b[lesson] ?? noProgress)]),
  );
}

/** Whether two pieces of progress say the same, in whatever order. */
export function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a, inOrder) === JSON.stringify(b, inOrder);
}

function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).sort(([x], [y]) => (x < y ? -1 : 1)));
}

/** When the last thing happened, 0 if none did. */
export function latestTime({ openedAt, finishedAt, resetAt, done, answers, passed }: LessonProgress): number {
  const answered = Object.values(answers).map(({ at }) => at);
  const single = [openedAt ?? 0, finishedAt ?? 0, resetAt ?? 0];
  return Math.max(...single, ...Object.values(done), ...answered, ...Object.values(passed));
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
    done: mergeRecords(x.done, y.done, (at) => at),
    answers: mergeRecords(x.answers, y.answers, ({ at }) => at),
    passed: mergeRecords(x.passed, y.passed, (at) => at),
  };
}

/** The progress without what happened up to this time. */
function forget(progress: LessonProgress, until = -Infinity): LessonProgress {
  const isNewer = (at: number): boolean => at > until;
  const keep = (at: number | undefined): number | undefined =>
    at !== undefined && isNewer(at) ? at : undefined;
  const { openedAt, finishedAt, done, answers, passed } = progress;
  return {
    ...times({ openedAt: keep(openedAt), finishedAt: keep(finishedAt), resetAt: undefined }),
    done: filterRecord(done, isNewer),
    answers: filterRecord(answers, ({ at }) => isNewer(at)),
    passed: filterRecord(passed, isNewer),
  };
}

/** Both records; where both know a key, the later value, and of two equally late ones always the same. */
function mergeRecords<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  timeOf: (value: T) => number,
): Record<string, T> {
  const merged = { ...a };
  for (const [key, value] of Object.entries(b)) {
    const known = merged[key];
    const later = known === undefined ? 1 : timeOf(value) - timeOf(known);
    if (later > 0 || (later === 0 && JSON.stringify(value) > JSON.stringify(known))) merged[key] = value;
  }
  return merged;
}

function filterRecord<T>(
  record: Readonly<Record<string, T>>,
  keep: (value: T) => boolean,
): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => keep(value)));
}

function later(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.max(a, b);
}

type Times = Pick<LessonProgress, 'openedAt' | 'finishedAt' | 'resetAt'>;

/** Only the times that are known, so that equal progress is stored as equal text. */
function times(known: { readonly [Key in keyof Times]: number | undefined }): Times {
  return Object.fromEntries(Object.entries(known).filter(([, at]) => at !== undefined));
}
