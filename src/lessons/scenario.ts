/** What a scenario is, and what it is given to work with. */
import type { CacheInfo, Clock, Observer, Teller } from '../engine/index.ts';
import type { ParamSet, ParamValues } from './params.ts';

/** A part of the tutorial that runs. One file each in `scenarios/`, one line in `scenarios/index.ts`. */
export interface Scenario<P extends ParamSet = ParamSet> {
  readonly id: string;
  /** As in the palette, under "Cachebook". */
  readonly title: () => string;
  /** One sentence: what it shows. */
  readonly summary: () => string;
  readonly params: P;
  /** Whether the same parameters give the same events again: not where the network has a say. Default true. */
  readonly isRepeatable?: boolean;
  /** Whether a person who runs it is to step through what it has done: what it prints is a list, and no way through it. */
  readonly isSteppedThrough?: boolean;
  /** A question to ask before a run that would take very long, or undefined. */
  warning?(params: ParamValues<P>): string | undefined;
  /** Runs it in the kernel. The value it returns, if any, is the result's `value`. */
  run(params: ParamValues<P>, context: ScenarioContext): Promise<string | undefined> | string | undefined;
}

/** Keeps a scenario's parameter types while it is written down. */
export function defineScenario<P extends ParamSet>(scenario: Scenario<P>): Scenario<P> {
  return scenario;
}

/** A cached function or a keyed cache. */
export type Watchable = { cacheInfo(): CacheInfo; cacheClear(): void } | { info(): CacheInfo; clear(): void };

/** An entry of a feed, in the order of the feed. */
export interface FeedEntry {
  readonly title: string;
  readonly link: string;
}

/** A feed as it was read. */
export interface Feed {
  readonly entries: readonly FeedEntry[];
  /**
   * The body of what an entry links to, as text. A feed from outside leads to no address of this machine or of a private
   * network. Rejects with a `HumanError` when anything but a good answer comes.
   */
  readonly get: (link: string) => Promise<string>;
}

/** Real HTTP: an embedded server on loopback, and a client that checks timeout, status and size. */
export interface Web {
  /** Starts the embedded server, once; it is closed with the scenario. */
  readonly serve: () => Promise<EmbeddedSite>;
  /** The body of the answer as text, from an address that the scenario or the person has chosen. Rejects with a `HumanError` when anything but a good answer comes. */
  readonly get: (url: string) => Promise<string>;
  /** Reads an Atom or RSS feed that the person has chosen. Rejects with a `HumanError` when it is none. */
  readonly feed: (url: string) => Promise<Feed>;
}

/** What the embedded server offers: a feed whose articles change, and an archive of any number that do not. */
export interface EmbeddedSite {
  readonly feedUrl: string;
  /** The address of an article of the archive; `index` is a whole number from 0 up. */
  readonly articleUrl: (index: number) => string;
}

/** Processes that read through caches, and the server whose entries they share. All of them end with the scenario. */
export interface Fleet {
  /**
   * Starts the server, once, or finds it. Tells what it does when that takes its time. Rejects with a `HumanError` that
   * says how to get one where there is none.
   */
  readonly server: (report: (text: string) => void) => Promise<FleetServer>;
  /** Starts a process that reads through caches. It needs the server. */
  readonly start: (plan: ReaderPlan) => Promise<Reader>;
}

/** A Redis or Valkey server. */
export interface FleetServer {
  /** As it calls itself: `Redis 7.0.15`. Empty where it is not known. */
  readonly title: string;
  /** Has it stand still without an answer, and go on. Absent where it is not ours to stop. */
  readonly hands?: { readonly pause: () => void; readonly goOn: () => void } | undefined;
}

/** A cache of the process alone, or the one that all share. */
export type ReaderCache = 'own' | 'shared';

/** What a process is to do. */
export interface ReaderPlan {
  /** How long an article is good for, in seconds. */
  readonly ttl: number;
  /** The most articles, or copies of shared ones, in the process. */
  readonly maxsize: number | null;
  /** The origin: gives the text of an article. The process is behind the call. */
  readonly fetch: (cache: ReaderCache, article: number) => Promise<string>;
  /** Told what happens to the copies of shared articles. */
  readonly observer: Observer;
}

/** A process that reads. */
export interface Reader {
  /** Reads articles, all at once, and tells how each call ended. Rejects where the process has ended. */
  readonly read: (cache: ReaderCache, articles: readonly number[]) => Promise<readonly Reading[]>;
  /** Says that an article has changed. Resolves with whether the server has acknowledged it. */
  readonly invalidate: (article: number) => Promise<boolean>;
  /** Of its shared calls: those answered in the process, and those answered by the server. */
  readonly hits: () => Promise<{ readonly near: number; readonly remote: number }>;
  /** Resolves when it uses the server, again. */
  readonly connected: () => Promise<void>;
  /** Ends it at once, whatever it is doing. */
  readonly kill: () => Promise<void>;
}

/** How a call ended. */
export interface Reading {
  readonly article: number;
  /** The first line of its text; undefined where the call failed. */
  readonly line: string | undefined;
  readonly seconds: number;
}

/** What the kernel gives a scenario. Its members stand on their own: take out those you need. */
export interface ScenarioContext {
  /** One line of output. */
  readonly print: (line: string) => void;
  /** A line that tells what was measured: the same run again tells something else. */
  readonly printMeasured: (line: string) => void;
  /** `fraction` from 0 to 1, or null where the end is not known. */
  readonly progress: (fraction: number | null, text: string) => void;
  /** Sets a named count of the result. */
  readonly count: (name: string, value: number) => void;
  /** Adds a measurement: seconds per repeat, each for so many runs. */
  readonly timing: (label: string, times: readonly number[], number: number) => void;
  /** Puts a cache on the dashboard and into the result. Make it with the observer; `own` is told as well. */
  readonly watch: <C extends Watchable>(
    name: string,
    policy: string,
    make: (observer: Observer | Teller) => C,
    own?: Observer,
    /** How long entries live, in ms, where they expire. */
    lifetime?: number,
  ) => C;
  /** Resolves after `ms` milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
  readonly clock: Clock;
  readonly web: Web;
  readonly fleet: Fleet;
  /** What the person has set as the address of a feed, or undefined for the embedded one. It can be anything. */
  readonly feedUrl: unknown;
}
