/**
 * Messages between the host and the kernel of a notebook: one process that runs the notebook's cells one after the
 * other and keeps their state. It says `ready` once; it is ended by ending its process.
 *
 * A cell: `started`, any number of `output`, `display` and `progress`, at most one `error`, then `done`, whatever
 * happens. `output` and `display` may come after it, from what the cell has left running.
 *
 * A cell that is the answer to an exercise: `handedIn` once it has run. The host, which judges, then sends `ask` and gets
 * `answered`, any number of times, and `judged` in the end.
 */
import * as v from 'valibot';
import { CacheCounts, SessionDelta, Timing } from './session.ts';

/** As JSON can carry it. */
const number = v.pipe(v.number(), v.finite());

export type HostToCells =
  | {
      /** Comes before the first cell. */
      readonly type: 'open';
      /** The folder, as a path, whose packages cells may import; without it only what the platform has. */
      readonly folder?: string | undefined;
      /** Comes back in what the kernel tells the judge. No cell sees it, so no cell can tell the judge anything. */
      readonly secret: string;
      /** The translations of the display language, keyed by the English text. */
      readonly l10n?: Readonly<Record<string, unknown>> | undefined;
    }
  | {
      /** Runs a cell, after those that were asked for before. `cell` comes back in everything said about it. */
      readonly type: 'execute';
      readonly cell: string;
      /** The id of a cell language, which is also VS Code's: `typescript`, `javascript`, `python`. */
      readonly language: string;
      readonly code: string;
      /** The id of an exercise: what the cell defines is handed in as its answer, once the cell has run. */
      readonly exercise?: string | undefined;
    }
  /** Ends the running cell, those that wait, and every process that cells have started. `idle` or `ended` answers. */
  | { readonly type: 'interrupt' }
  /** Puts a question, as JSON, to the answer that was handed in. `answered` has its number. */
  | { readonly type: 'ask'; readonly cell: string; readonly number: number; readonly question: string }
  /** There are no more questions. */
  | { readonly type: 'judged'; readonly cell: string }
  /** Empties a cache that cells have made. */
  | { readonly type: 'clear'; readonly cache: string };

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

/** An entry of a cache as text. `next`: whatever comes into the full cache, this entry leaves for it. */
export const CacheEntry = v.object({ key: v.string(), value: v.string(), next: v.optional(v.boolean()) });
export type CacheEntry = v.InferOutput<typeof CacheEntry>;

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
    /** The most recently used entry first; absent when the cache is not small. */
    entries: v.optional(v.array(CacheEntry)),
  }),
  v.object({ kind: v.literal('timings'), timings: v.array(Timing) }),
  v.object({ kind: v.literal('tree'), root: ValueTree }),
]);
export type RichValue = v.InferOutput<typeof RichValue>;

/** The MIME type under which a `RichValue` stands in a notebook's output, beside `text/plain`. */
export const RICH_MIME = 'application/vnd.cachebook.value+json';

/** Something to be shown: always as text, and as rich data where that says more. */
export const Shown = v.object({ text: v.string(), value: v.optional(RichValue) });
export type Shown = v.InferOutput<typeof Shown>;

/** A line of a cell that an error came through, innermost first. */
export const CellFrame = v.object({
  cell: v.string(),
  /** From 1 up. */
  line: number,
  /** The function; empty for the cell itself. */
  name: v.string(),
});
export type CellFrame = v.InferOutput<typeof CellFrame>;

export const CellsToHost = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('started'), cell: v.string() }),
  /** What is done before the cell's own code can run; empty when that is over. */
  v.object({ type: v.literal('progress'), cell: v.string(), text: v.string() }),
  v.object({
    type: v.literal('output'),
    cell: v.string(),
    stream: v.picklist(['stdout', 'stderr']),
    text: v.string(),
  }),
  /** A known `display` replaces what it showed before; after its cell is done, too. */
  v.object({ type: v.literal('display'), cell: v.string(), display: v.string(), shown: Shown }),
  v.object({
    type: v.literal('error'),
    cell: v.string(),
    name: v.string(),
    message: v.string(),
    frames: v.array(CellFrame),
  }),
  /** What the cell has defined as the answer to its exercise can be asked, if it can be called. */
  v.object({ type: v.literal('handedIn'), secret: v.string(), cell: v.string(), isCallable: v.boolean() }),
  /** What was found, as JSON. Absent where there is nobody to be asked any more. */
  v.object({
    type: v.literal('answered'),
    secret: v.string(),
    cell: v.string(),
    question: number,
    findings: v.optional(v.string()),
  }),
  v.object({ type: v.literal('done'), cell: v.string(), ok: v.boolean(), durationMs: number }),
  /** What the caches that cells have made are doing. */
  v.object({ type: v.literal('events'), delta: SessionDelta }),
  /** After an interrupt: nothing runs any more, and the kernel lives. `kept`: whether all variables do, too. */
  v.object({ type: v.literal('idle'), kept: v.optional(v.boolean()) }),
  /** The last message: why the kernel ends now, in words for a person. All variables are gone. */
  v.object({ type: v.literal('ended'), reason: v.string() }),
]);
export type CellsToHost = v.InferOutput<typeof CellsToHost>;
