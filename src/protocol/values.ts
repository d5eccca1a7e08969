/** Values as plain data: what a kernel shows, and the renderer draws. */
import * as v from 'valibot';
import { Recorded } from './recorded.ts';
import { CacheCounts, Timing } from './session.ts';

/** As JSON can carry it. */
const number = v.pipe(v.number(), v.finite());

/** A value as a tree. What has no `children` is a leaf. `more` counts the children that are left out. */
export interface ValueTree {
  readonly label: string;
  readonly children?: readonly { readonly key: string; readonly value: ValueTree }[] | undefined;
  readonly more?: number | undefined;
}
export const ValueTree: v.GenericSchema<ValueTree> = v.object({
  label: v.string(),
  children: v.optional(v.array(v.object({ key: v.string(), value: v.lazy(() => ValueTree) }))),
  more: v.optional(number),
});

/** A cache that may hold more entries is shown without them. So many a cache holds of which nothing is said. */
export const MOST_ENTRIES = 128;

/**
 * An entry of a cache as text. `next`: whatever comes into the full cache, this entry leaves for it. `expiresIn`: how long
 * after the last call of the cache it expires, in ms, where entries do so one by one.
 */
export const CacheEntry = v.object({
  key: v.string(),
  value: v.string(),
  next: v.optional(v.boolean()),
  expiresIn: v.optional(number),
});
export type CacheEntry = v.InferOutput<typeof CacheEntry>;

/** A size and the misses of a cache of it. */
const Point = v.tuple([number, number]);

/** The misses of an LRU cache by its size, and of other policies at some sizes; `name` is the workload's, if it has one. */
export const Curve = v.object({
  name: v.string(),
  requests: number,
  distinct: number,
  enough: number,
  knee: number,
  points: v.array(Point),
  others: v.array(v.object({ policy: v.string(), points: v.array(Point) })),
});
export type Curve = v.InferOutput<typeof Curve>;

/** A value as plain data that our own renderer draws. `more` counts the rows or numbers that are left out. */
export const RichValue = v.variant('kind', [
  v.object({
    kind: v.literal('table'),
    columns: v.array(v.string()),
    rows: v.array(v.array(v.string())),
    more: number,
  }),
  v.object({ kind: v.literal('numbers'), values: v.array(number), more: number }),
  v.object({
    kind: v.literal('cache'),
    /** As in the samples of `events`; absent when the cache is not watched. */
    cache: v.optional(v.string()),
    name: v.string(),
    policy: v.string(),
    info: CacheCounts,
    /** Entries that made room for others; absent where nobody counted. */
    evictions: v.optional(number),
    /** The most recently used entry first; absent when the cache may hold more than `MOST_ENTRIES`. */
    entries: v.optional(v.array(CacheEntry)),
    /** How long after its last call the whole cache expires, in ms, where it does so at once. */
    expiresIn: v.optional(number),
    /** Its events, where they can be stepped through. */
    recorded: v.optional(Recorded),
    /** Whether its calls are to be seen first, and not what it holds. */
    isTree: v.optional(v.boolean()),
  }),
  /** A sequence that shows what is wrong with an answer, as a table; `wrong` has the rows that are. */
  v.object({
    kind: v.literal('check'),
    columns: v.array(v.string()),
    rows: v.array(v.array(v.string())),
    wrong: v.array(number),
    /** The model's cache, and how far its events have come after each row, where it can be stepped through. */
    model: v.optional(v.object({ recorded: Recorded, ends: v.array(number) })),
  }),
  v.object({ kind: v.literal('timings'), timings: v.array(Timing) }),
  v.object({ kind: v.literal('curves'), curves: v.array(Curve) }),
  v.object({ kind: v.literal('tree'), root: ValueTree }),
]);
export type RichValue = v.InferOutput<typeof RichValue>;

/** The MIME type under which a `RichValue` stands in a notebook's output, beside `text/plain`. */
export const RICH_MIME = 'application/vnd.cachebook.value+json';

/** Something to be shown: always as text, and as rich data where that says more. */
export const Shown = v.object({ text: v.string(), value: v.optional(RichValue) });
export type Shown = v.InferOutput<typeof Shown>;
