/**
 * What a probe in a person's own program tells of its caches. Each message is a list whose first member is its type. A
 * frame is its length in bytes (four bytes, the lowest first) and the message: a tuple as Python's `marshal` writes it in
 * version 2, which begins with `(`, or a list in JSON, which begins with `[`.
 *
 * The probe is a guest in a program that may write anything to the same socket, so nothing of it is believed unseen.
 */
import * as v from 'valibot';

/** Of this protocol. A probe of another version is told of, and not listened to. */
export const PROBE_VERSION = 2;

/** The longest frame, in bytes: as much as is read, checked and played at a time. Probes write shorter ones. */
export const MAX_FRAME = 256 * 1024;

const MAX_TEXT = 4096;
const MAX_LIST = 16_384;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const size = v.nullable(count);
const text = v.pipe(v.string(), v.maxLength(MAX_TEXT));
const time = v.pipe(v.number(), v.finite(), v.minValue(0));

/** The first message of a connection. */
export const Hello = v.object({
  version: v.number(),
  /** Of the run that it belongs to. */
  token: text,
  runtime: v.picklist(['python', 'node']),
  runtimeVersion: text,
  pid: count,
  /** The process that started it: a watched one, where it is a child. */
  ppid: count,
  /** Of a Node worker, which has a connection of its own; otherwise 0 or absent. */
  thread: v.optional(count),
  argv: v.pipe(v.array(text), v.maxLength(MAX_LIST)),
  cwd: text,
  /** Whether keys are recorded. */
  records: v.boolean(),
});
export type Hello = v.InferOutput<typeof Hello>;

/** A cache of the program; told again when what is known of it has changed. */
export const ProbeCache = v.object({
  /** What people call it: the function's qualified name, or where an object was made. */
  name: text,
  module: v.optional(text),
  /** An absolute path; absent where the program does not know it. */
  file: v.optional(text),
  /** From 1. Where the program was translated, these are places of the translation, as its stacks have them. */
  line: v.optional(count),
  column: v.optional(count),
  /** Whether it belongs to a library rather than to the person's own code. */
  isLibrary: v.boolean(),
  /** What makes it, as its users write it: `functools.lru_cache`, `lru-cache 11.2.1`. */
  kind: text,
  /** The id of the policy that decides who leaves; any other word where nobody knows it. */
  policy: text,
  maxsize: size,
});
export type ProbeCache = v.InferOutput<typeof ProbeCache>;

/** What is known of a key: itself where it is a number, otherwise its description. */
export type ProbeKey = number | string;

/** What happened in a cache, where keys are recorded. */
export const operations = {
  /** A memoized function was called. It is a hit unless `missed` follows in the same thread. */
  called: 0,
  /** The innermost open call of this cache in this thread is a miss: the function itself runs. */
  missed: 1,
  /** The function has returned, and its value was stored. */
  returned: 2,
  /** The function has thrown, and nothing was stored. */
  threw: 3,
  /** A look-up that found the key, and one that did not. */
  hit: 4,
  miss: 5,
  stored: 6,
  deleted: 7,
  /** The entry made room for another one, which is told as `stored` next. */
  evicted: 8,
  expired: 9,
  cleared: 10,
  /** The innermost open call was refused before anything was looked up, as its key has no hash: it counts as none. */
  refused: 11,
} as const;
export type Operation = (typeof operations)[keyof typeof operations];

/** They are numbered without a gap. */
const LAST_OPERATION = operations.refused;

/** Cache, thread, what happened, and with which key, where that has one. */
export type ProbeCall = [cache: number, thread: number, operation: Operation, key: ProbeKey | null];

/** There may be a million a second, for which schemas take too long. */
const calls = v.custom<ProbeCall[]>((input) => isListOf(input, isCall));

function isListOf<T>(input: unknown, isMember: (member: unknown) => member is T): input is T[] {
  return Array.isArray(input) && input.length <= MAX_LIST && (input as unknown[]).every(isMember);
}

function isCall(input: unknown): input is ProbeCall {
  if (!Array.isArray(input) || input.length !== 4) return false;
  const [cache, thread, operation, key] = input as unknown[];
  return isCount(cache) && isCount(thread) && isCount(operation) && operation <= LAST_OPERATION && isKey(key);
}

function isCount(input: unknown): input is number {
  return Number.isSafeInteger(input) && (input as number) >= 0;
}

function isKey(input: unknown): input is ProbeKey | null {
  if (typeof input === 'string') return input.length <= MAX_TEXT;
  return typeof input === 'number' || input === null;
}

/** Cache, hits, misses, evictions (null where the library does not tell), entries, and the limit. */
export type ProbeCounts = [
  cache: number,
  hits: number,
  misses: number,
  evictions: number | null,
  currsize: number,
  maxsize: number | null,
];

/** There is one for each cache, 20 times a second. */
const counts = v.custom<ProbeCounts[]>((input) => isListOf(input, isCounts));

function isCounts(input: unknown): input is ProbeCounts {
  if (!Array.isArray(input) || input.length !== 6) return false;
  const [cache, hits, misses, evictions, currsize, maxsize] = input as unknown[];
  const areCounts = isCount(cache) && isCount(hits) && isCount(misses) && isCount(currsize);
  return areCounts && isSize(evictions) && isSize(maxsize);
}

const isSize = (input: unknown): input is number | null => input === null || isCount(input);

const numbers = v.custom<number[]>((input) => isListOf(input, isCount));

/** What a probe has to say to the person, as it cannot do all that was asked; `text` is one of its own few. */
export const notes = [
  /** Keys are recorded, so Python may recurse less deeply: its limit was raised. */
  'recursion-limit',
  /** A library is in a bundle, or of a version that tells little. */
  'partly-heard',
  /** More caches than are told of. */
  'too-many-caches',
] as const;

export const ProbeMessage = v.variant('type', [
  v.object({ type: v.literal('hello'), hello: Hello }),
  v.object({ type: v.literal('cache'), cache: count, facts: ProbeCache }),
  /** In ms since the program began. Where keys are recorded, the calls that are counted here were told before. */
  v.object({ type: v.literal('counts'), time, counts }),
  v.object({ type: v.literal('calls'), time, calls }),
  /** So many operations are in no `calls`: there were too many at once. */
  v.object({ type: v.literal('dropped'), count }),
  /** Caches that the program has let go of. */
  v.object({ type: v.literal('gone'), caches: numbers }),
  /** There is nothing else to say: the program lets the probe look. */
  v.object({ type: v.literal('beat') }),
  v.object({ type: v.literal('note'), note: v.picklist(notes), text }),
  /** The program ends; a program that is killed does not say so. */
  v.object({ type: v.literal('bye') }),
]);
export type ProbeMessage = v.InferOutput<typeof ProbeMessage>;

/** The members of each message, as they follow its type in the list. */
const members: Readonly<Record<ProbeMessage['type'], readonly string[]>> = {
  hello: ['hello'],
  cache: ['cache', 'facts'],
  counts: ['time', 'counts'],
  calls: ['time', 'calls'],
  dropped: ['count'],
  gone: ['caches'],
  beat: [],
  note: ['note', 'text'],
  bye: [],
};

/** The message that a list of a probe is; undefined where it is none. */
export function probeMessageOf(list: unknown): ProbeMessage | undefined {
  if (!Array.isArray(list)) return undefined;
  const [type, ...rest] = list as unknown[];
  if (typeof type !== 'string' || !Object.hasOwn(members, type)) return undefined;
  const names = members[type as ProbeMessage['type']];
  const fields = Object.fromEntries(names.map((name, place) => [name, rest[place]]));
  const parsed = v.safeParse(ProbeMessage, { ...fields, type });
  return parsed.success ? parsed.output : undefined;
}
