import type { RemovalCause, Where } from '../engine/index.ts';
import { isOrigins, type Origins } from './origins.ts';

/** The kinds of events, as the columns hold them. 0 is none: what a column holds that cannot be read. */
export const kinds = {
  /** A cache was made. */
  made: 1,
  hit: 2,
  miss: 3,
  /** An entry went in. Where it made room, its `evicted` stands right before it, in the same chunk. */
  stored: 4,
  /** The entry in the slot got another value: a use. */
  updated: 5,
  /** A new entry for the same key took the place of the one in the slot: no use. */
  renewed: 6,
  evicted: 7,
  expired: 8,
  deleted: 9,
  /** All entries left, if there were any, and the counters are zero: one event, however many they were. */
  cleared: 10,
  /** The same, because the time of the whole cache was over. */
  expiredAll: 11,
  /**
   * What happened since the event before was not recorded, as while something was measured. The counters are told with
   * the tick, and the entries follow as `stored`, in the order of the policy. Its slot is how many: 0 where there are
   * none, and where there are too many to be told.
   */
  resumed: 12,
  /** A hit of a shared cache by no entry of this process: a call that was under way had the answer. */
  joined: 13,
  /** A hit of a shared cache in the server. */
  remote: 14,
  /** The entry in the slot left, because it has changed in the server. */
  invalidated: 15,
} as const;
export type Kind = (typeof kinds)[keyof typeof kinds];

/** An event in words: `removed` and `cleared` have a cause, the others need none. */
export interface Wording {
  readonly type:
    | 'made'
    | 'hit'
    | 'miss'
    | 'stored'
    | 'replaced'
    | 'removed'
    | 'cleared'
    | 'resumed'
    | 'unknown';
  readonly cause?: RemovalCause;
  /** Of a hit: in the server, or in this process without an entry of its own. */
  readonly where?: Where;
}

const unreadable: Wording = { type: 'unknown' };

const wordings: Readonly<Record<number, Wording>> = {
  [kinds.made]: { type: 'made' },
  [kinds.hit]: { type: 'hit' },
  [kinds.miss]: { type: 'miss' },
  [kinds.stored]: { type: 'stored' },
  [kinds.updated]: { type: 'replaced' },
  [kinds.renewed]: { type: 'replaced' },
  [kinds.evicted]: { type: 'removed', cause: 'evicted' },
  [kinds.expired]: { type: 'removed', cause: 'expired' },
  [kinds.deleted]: { type: 'removed', cause: 'deleted' },
  [kinds.cleared]: { type: 'cleared', cause: 'cleared' },
  [kinds.expiredAll]: { type: 'cleared', cause: 'expired' },
  [kinds.resumed]: { type: 'resumed' },
  [kinds.joined]: { type: 'hit', where: 'near' },
  [kinds.remote]: { type: 'hit', where: 'remote' },
  [kinds.invalidated]: { type: 'removed', cause: 'invalidated' },
};

/** What a kind is in words. Entries now = `stored` − `removed` since the last `cleared` or `resumed`. */
export const wordingOf = (kind: number): Wording => wordings[kind] ?? unreadable;

/** Whether a kind is a request: what hits + misses count. */
export const isRequest = (kind: number): boolean =>
  kind === kinds.hit || kind === kinds.miss || isElsewhere(kind);

/** Whether a kind is a hit by no entry of this process. */
export const isElsewhere = (kind: number): boolean => kind === kinds.joined || kind === kinds.remote;

/** The most events of a chunk. */
export const CHUNK = 16384;

/** No slot above is told when a recording goes on: what is made up must not fill the memory of who replays it. */
export const LAST_RESUMED_SLOT = 2 ** 20;

/** What an event takes, in bytes. */
export const EVENT_BYTES = 23;

/** Events in columns. Number `first + i` is the event at place i; all `size` of them follow each other without a gap. */
export interface Chunk {
  readonly first: number;
  size: number;
  /** In ms since the recording began. Events that follow each other closely may share one. */
  readonly time: Float64Array<ArrayBuffer>;
  /** The number of the key in its cache, from 1; 0 where the event has none. */
  readonly key: Int32Array<ArrayBuffer>;
  /** The slot of the entry, from 1; 0 where the event has none. */
  readonly slot: Int32Array<ArrayBuffer>;
  /** The number of the cache, from 1. */
  readonly cache: Int32Array<ArrayBuffer>;
  /** How many calls of recorded functions were running, of all caches. */
  readonly depth: Uint16Array<ArrayBuffer>;
  readonly kind: Uint8Array<ArrayBuffer>;
}

/** The columns in the order in which they lie in memory: the widest first, so that each is aligned. */
export const columns = ['time', 'key', 'slot', 'cache', 'depth', 'kind'] as const;

/** An empty chunk for so many events. All columns lie in one buffer: one thing to make, to send and to let go. */
export function createChunk(
  first: number,
  room = CHUNK,
  buffer = new ArrayBuffer(room * EVENT_BYTES),
): Chunk {
  return {
    first,
    size: 0,
    time: new Float64Array(buffer, 0, room),
    key: new Int32Array(buffer, room * 8, room),
    slot: new Int32Array(buffer, room * 12, room),
    cache: new Int32Array(buffer, room * 16, room),
    depth: new Uint16Array(buffer, room * 20, room),
    kind: new Uint8Array(buffer, room * 22, room),
  };
}

/** Copies events from one chunk behind those of another, which must have the room. */
export function copyEvents(source: Chunk, from: number, to: number, target: Chunk): void {
  for (const column of columns) target[column].set(source[column].subarray(from, to), target.size);
  target.size += to - from;
}

/** The events from place `from` up to, not including, `to` as bytes: `EVENT_BYTES` each, column after column. */
export function bytesOf(chunk: Chunk, from = 0, to = chunk.size): Uint8Array<ArrayBuffer> {
  const buffer = new ArrayBuffer((to - from) * EVENT_BYTES);
  copyEvents(chunk, from, to, createChunk(chunk.first, to - from, buffer));
  return new Uint8Array(buffer);
}

/**
 * A chunk of what `bytesOf` gave, in memory of its own or in a buffer that is long enough: the bytes may lie anywhere in a
 * larger one. Machines of one byte order only. Throws a `RangeError` where they are no whole events.
 */
export function chunkOf(first: number, bytes: Uint8Array, buffer = new ArrayBuffer(bytes.byteLength)): Chunk {
  const size = bytes.byteLength / EVENT_BYTES;
  if (!Number.isInteger(size)) throw new RangeError(`${bytes.byteLength} bytes are no whole events.`);
  new Uint8Array(buffer).set(bytes);
  const chunk = createChunk(first, size, buffer);
  chunk.size = size;
  return chunk;
}

/** Where a cache of a person's own program was made. */
export interface Place {
  /** An absolute path, and the line there, from 1; absent where the program does not know them. */
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly module?: string | undefined;
  /** Whether a library has made it, for itself. */
  readonly isLibrary: boolean;
}

/** What is told of a cache when it is made, and again when it changes. */
export interface CacheFacts {
  /** Its identity in the recording, from 1. A name may repeat. */
  readonly cache: number;
  /** What people call it. */
  readonly name: string;
  /** What people are told it is: the producer's own word. */
  readonly kind: string;
  /**
   * The id of the policy that decides who leaves; a lifetime is no policy, it is told as removals. Of a policy that is
   * not in the registry the entries are known, and who leaves next is not.
   */
  readonly policy: string;
  /** `null` where there is no limit. */
  readonly maxsize: number | null;
  /** Where the policy's dice begin. */
  readonly seed: number;
  /** How long an entry, or the whole cache, lives, in ms; absent where nothing expires. */
  readonly lifetime?: number | undefined;
  readonly place?: Place | undefined;
  /** Whether nothing can reach it any more. */
  readonly isRetired: boolean;
}

/** Keys that are new, or told again because they have a text now: four lists side by side. */
export interface NewKeys {
  readonly caches: Int32Array;
  readonly numbers: Int32Array;
  /** Their fingerprints: some policies decide by them. */
  readonly prints: Float64Array;
  /** `null` where there is none yet, and perhaps never. */
  readonly texts: readonly (string | null)[];
}

/** What a cache has counted. */
export interface Counts {
  hits: number;
  misses: number;
  /** Entries that made room for others. Like hits and misses, since the last clear. */
  evictions: number;
  currsize: number;
  /** All requests since the cache was made: no clear takes them back. */
  requests: number;
  /** Of the hits of a shared cache: those that the server answered. Absent where there was none. */
  remoteHits?: number;
}

/** What happened since the last tick: plain data and typed arrays, so that it travels as binary. */
export interface Tick {
  /** The number of its first event. The first of all is 1. What lies between two ticks was lost on the way. */
  readonly first: number;
  /** What `bytesOf` gave. */
  readonly events: Uint8Array;
  readonly caches: readonly CacheFacts[];
  readonly keys: NewKeys;
  /** After a gap: what caches had counted before the first event of this tick, so that counters are right again. */
  readonly counts?: readonly (Counts & { readonly cache: number })[];
  /** With `counts`: when they were so, in ms since the recording began. */
  readonly time?: number;
  /** The lines of code that have caused its events, as far as they are known. */
  readonly origins?: Origins;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function isPlace(value: unknown): boolean {
  const { file, line, module, isLibrary } = (value ?? {}) as Partial<Place>;
  return (
    [file, module].every((text) => text === undefined || typeof text === 'string') &&
    (line === undefined || isCount(line)) &&
    typeof isLibrary === 'boolean'
  );
}

function isFacts(value: unknown): value is CacheFacts {
  const { cache, name, kind, policy, maxsize, seed, lifetime, place, isRetired } = (value ??
    {}) as Partial<CacheFacts>;
  return (
    isCount(cache) &&
    [name, kind, policy].every((text) => typeof text === 'string') &&
    (maxsize === null || isCount(maxsize)) &&
    Number.isSafeInteger(seed) &&
    (lifetime === undefined || (typeof lifetime === 'number' && lifetime >= 0)) &&
    (place === undefined || isPlace(place)) &&
    typeof isRetired === 'boolean'
  );
}

function isKeys(value: unknown): value is NewKeys {
  const { caches, numbers, prints, texts } = (value ?? {}) as Partial<NewKeys>;
  if (!(caches instanceof Int32Array && numbers instanceof Int32Array && prints instanceof Float64Array))
    return false;
  const isText = (text: unknown): boolean => text === null || typeof text === 'string';
  return (
    Array.isArray(texts) &&
    texts.every(isText) &&
    [caches, numbers, prints].every(({ length }) => length === texts.length)
  );
}

function isCounts(value: unknown): boolean {
  const { cache, hits, misses, evictions, currsize, requests, remoteHits } = (value ?? {}) as Partial<
    Counts & { cache: number }
  >;
  return [cache, hits, misses, evictions, currsize, requests, remoteHits ?? 0].every(isCount);
}

/** Whether a value that came from outside is a tick. What its events say is looked at when they are taken in. */
export function isTick(value: unknown): value is Tick {
  const { first, events, caches, keys, counts, time, origins } = (value ?? {}) as Partial<Tick>;
  return (
    isCount(first) &&
    first > 0 &&
    events instanceof Uint8Array &&
    events.byteLength % EVENT_BYTES === 0 &&
    Array.isArray(caches) &&
    caches.every(isFacts) &&
    isKeys(keys) &&
    (time === undefined || Number.isFinite(time)) &&
    (origins === undefined || isOrigins(origins)) &&
    (counts === undefined || (Array.isArray(counts) && counts.every(isCounts)))
  );
}
