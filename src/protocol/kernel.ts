/**
 * Messages between the host and a kernel: one process that runs programs one after the other and keeps their state. A
 * program is a cell of a notebook, or a scenario. It says `ready` once; it is ended by ending its process.
 *
 * A run of a program: `started`, any number of `output`, `display`, `progress`, `events` and `tick`, at most one `error`, then
 * `done`, whatever happens. `output` and `display` may come after it, from what a cell has left running.
 *
 * A cell that is the answer to an exercise: `handedIn` once it has run. The host, which judges, then sends `ask` and gets
 * `answered`, any number of times, and `judged` in the end.
 */
import * as v from 'valibot';
import type { ProxySettings } from './proxy.ts';
import type { Tick } from '../recording/index.ts';
import { isTick } from '../recording/index.ts';
import { KernelDelta, ScenarioResult } from './session.ts';
import { Shown } from './values.ts';

/** As JSON can carry it. */
const number = v.pipe(v.number(), v.finite());

/** What a scenario may know of the person's settings. */
export interface ScenarioSettings {
  /** What is set as the address of a feed; absent for the embedded server. It can be anything that JSON can say. */
  readonly feedUrl?: unknown;
  /** How long a single request may take, in seconds. */
  readonly timeoutSeconds: number;
  /** What is set as the Redis or Valkey server that is used; absent to find one. It can be anything that JSON can say. */
  readonly redis?: unknown;
  /** Only where the feed is not the embedded one: nothing else goes through it. */
  readonly proxy?: ProxySettings | undefined;
}

/** The code of a cell. */
export interface CellProgram {
  readonly kind: 'cell';
  /** The id of a cell language, which is also VS Code's: `typescript`, `javascript`, `python`. */
  readonly language: string;
  readonly code: string;
  /** What the cell defines under this name is handed in as the answer to an exercise, once the cell has run. */
  readonly answer?: string | undefined;
}

/** A scenario that comes with Cachebook, by its id. */
export interface ScenarioProgram {
  readonly kind: 'scenario';
  readonly scenario: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly settings: ScenarioSettings;
}

export type Program = CellProgram | ScenarioProgram;

/** How a person's own Python is started: in which folder, and with all of its environment. */
export interface PythonCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

export type HostToKernel =
  | {
      /** Comes before the first run. */
      readonly type: 'open';
      /** The folder, as a path, whose packages cells may import; without it only what the platform has. */
      readonly folder?: string | undefined;
      /** What Python cells run in; without it in the Python that comes with Cachebook. */
      readonly python?: PythonCommand | undefined;
      /** What is set as the Redis or Valkey server that cells use, as in `ScenarioSettings`. */
      readonly redis?: unknown;
      /** Comes back in what the kernel tells the judge. No cell sees it, so no cell can tell the judge anything. */
      readonly secret: string;
      /** The translations of the display language, keyed by the English text. */
      readonly l10n?: Readonly<Record<string, unknown>> | undefined;
    }
  /** Runs a program, after those that were asked for before. `run` is its token: it comes back in all that is said of it. */
  | { readonly type: 'run'; readonly run: string; readonly program: Program }
  /** Ends what runs, what waits, and every process that cells have started. `idle` or `ended` answers. */
  | { readonly type: 'interrupt' }
  /** Puts a question, as JSON, to the answer that was handed in. `answered` has its number. */
  | { readonly type: 'ask'; readonly run: string; readonly number: number; readonly question: string }
  /** There are no more questions. */
  | { readonly type: 'judged'; readonly run: string }
  /** Empties a cache that a program has made, by its number in the recording. */
  | { readonly type: 'clear'; readonly cache: number };

/** A line that an error came through, innermost first. */
export const RunFrame = v.object({
  /** The run of the cell that it is in. */
  run: v.string(),
  /** From 1 up. */
  line: number,
  /** The function; empty for the cell itself. */
  name: v.string(),
});
export type RunFrame = v.InferOutput<typeof RunFrame>;

export const KernelToHost = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('started'), run: v.string() }),
  /** What is done before the program's own code can run; empty when that is over. */
  v.object({ type: v.literal('progress'), run: v.string(), text: v.string() }),
  v.object({
    type: v.literal('output'),
    run: v.string(),
    stream: v.picklist(['stdout', 'stderr']),
    text: v.string(),
  }),
  /** A known `display` replaces what it showed before; after its run is done, too. */
  v.object({ type: v.literal('display'), run: v.string(), display: v.string(), shown: Shown }),
  v.object({
    type: v.literal('error'),
    run: v.string(),
    name: v.string(),
    message: v.string(),
    frames: v.array(RunFrame),
    /** What a developer would want in the log. */
    detail: v.optional(v.string()),
  }),
  /** What the cell has defined as the answer to its exercise can be asked, if it can be called. */
  v.object({ type: v.literal('handedIn'), secret: v.string(), run: v.string(), isCallable: v.boolean() }),
  /** What was found, as JSON. Absent where there is nobody to be asked any more. */
  v.object({
    type: v.literal('answered'),
    secret: v.string(),
    run: v.string(),
    question: number,
    findings: v.optional(v.string()),
    /** Whether the answer has made caches of the product's until now. */
    usesTools: v.optional(v.boolean()),
  }),
  v.object({
    type: v.literal('done'),
    run: v.string(),
    ok: v.boolean(),
    durationMs: number,
    /** Of a scenario that went well. */
    result: v.optional(ScenarioResult),
  }),
  /** What a scenario says. */
  v.object({ type: v.literal('events'), delta: KernelDelta }),
  /** What caches do, as columns. */
  v.object({ type: v.literal('tick'), tick: v.custom<Tick>(isTick) }),
  /** After an interrupt: nothing runs any more, and the kernel lives. `kept`: whether all variables do, too. */
  v.object({ type: v.literal('idle'), kept: v.optional(v.boolean()) }),
  /** The last message: why the kernel ends now, in words for a person. All variables are gone. */
  v.object({ type: v.literal('ended'), reason: v.string() }),
]);
export type KernelToHost = v.InferOutput<typeof KernelToHost>;
