import type { AnyFunction, CacheInfo, Clock, Maxsize, Observer, Teller } from '../engine/index.ts';

/** What a shared cache needs of the line to its server. `connectShared` makes one; a client of node-redis fits, too. */
export interface SharedClient {
  /** Whether a command can be sent now. */
  readonly isReady: boolean;
  /** Runs a script in the server. All its keys live in one slot of a cluster. */
  eval(script: string, call: { readonly keys: string[]; readonly arguments: string[] }): Promise<unknown>;
  /** Runs a script that the server has kept, by its SHA-1. Without it every call carries its script. */
  evalSha?(sha1: string, call: { readonly keys: string[]; readonly arguments: string[] }): Promise<unknown>;
  /**
   * `invalidate` comes with a key that has changed in the server, and with `null` where all have. `ready`: the line
   * stands, with a memory of keys that begins anew. `error`, `reconnecting`, `end`: it does not stand.
   */
  on(event: 'invalidate', listener: (key: string | { toString(): string } | null) => void): unknown;
  on(event: 'ready' | 'error' | 'reconnecting' | 'end', listener: (error?: unknown) => void): unknown;
  /** Whether the server tells it which keys have changed. Near copies are kept only where it does. */
  readonly tracksKeys?: boolean;
  /** Where `connectShared` was told to, or had to, say what is wrong: one sentence, undefined while all is well. */
  readonly problem?: string | undefined;
}

/** How a line to a server stands. */
export type SharedState =
  /** Not answered yet. */
  | 'connecting'
  | 'connected'
  /** The server is away or does not answer: functions run as without a cache. */
  | 'bypassed'
  /** Ended by `close`. */
  | 'closed';

/** A line to a server that `connectShared` keeps up: it comes back by itself, and holds no process that has nothing left to do. */
export interface SharedConnection extends SharedClient {
  readonly state: SharedState;
  /** What is wrong, and what to do, in a sentence; undefined while nothing is. */
  readonly problem: string | undefined;
  /** Whether what is wrong is the user or the password. */
  readonly wantsLogin: boolean;
  /** What the server has said of itself: for example `{ server: 'valkey', version: '8.0.1', mode: 'standalone' }`. */
  readonly server: SharedServer | undefined;
  /**
   * Sends any command, as `['INFO', 'stats']`, as soon as there is a line. Rejects within the time of `timeout` where
   * there is no answer, and at once after `close`.
   */
  command(words: readonly string[]): Promise<unknown>;
  /** Ends it. Never rejects. Functions that use it run on, as without a cache. */
  close(): Promise<void>;
}

/** What a server says of itself. */
export interface SharedServer {
  /** `redis`, `valkey` or what else it calls itself. */
  readonly server: string;
  readonly version: string;
  readonly mode: 'standalone' | 'cluster' | 'sentinel';
  readonly role: 'primary' | 'replica';
}

/** The options of `connectShared`. */
export interface ConnectOptions {
  readonly username?: string | undefined;
  /** Rather than in the URL, where others may read it. */
  readonly password?: string | undefined;
  /** Seconds until the server has to be there for the first time. Default 1. Afterwards it is tried on, by itself. */
  readonly connectTimeout?: number | undefined;
  /** Seconds until a command has to be answered. Default 0.2. */
  readonly timeout?: number | undefined;
  /**
   * Seconds between two looks whether the server is there. Default 0.25. After four without an answer, and not before
   * `timeout`, the line is given up, and another one is tried: this bounds how long a line that is dead without saying so
   * is believed.
   */
  readonly heartbeat?: number | undefined;
  /** Certificates that are trusted beside those of the system, as PEM, for `rediss:`. They are always verified. */
  readonly ca?: string | undefined;
  /** Is told what is wrong, and what to do, in a sentence, whenever that changes; undefined when all is well again. */
  readonly onProblem?: ((problem: string | undefined) => void) | undefined;
}

/**
 * Connects to a Redis or Valkey: `redis://localhost:6379`, `rediss://user@host`, `unix:///tmp/s` or the path of a socket.
 * Resolves when the server has answered or when it is clear that it does not now; then `problem` says why, functions
 * run as without a cache, and it is tried on. Rejects only on what is no address.
 */
export type ConnectShared = (url: string, options?: ConnectOptions) => Promise<SharedConnection>;

/** Writes a value as text and reads it again. What would come back changed is to be refused: `encode` throws. */
export interface Codec {
  /** Tells texts of one codec from those of another: what another one has written is a miss. Short, letters and digits. */
  readonly id: string;
  encode(value: unknown): string;
  decode(text: string): unknown;
}

/** The copies in this process. */
export interface NearOptions {
  /** The most copies. Default 1000. */
  readonly maxsize?: Maxsize | undefined;
  /** The id of a policy in `policies`. Default `'lru'`. */
  readonly policy?: string | undefined;
  /** Seconds until a copy is asked for again even though nobody has said that it has changed. Default: that of the entry. */
  readonly ttl?: number | undefined;
  /** Where policies that roll dice begin. Default 1. */
  readonly seed?: number | undefined;
}

/** Calls back later. */
export interface Timers {
  /** Calls `task` once after `ms`; `isBackground` where that must not keep a process alive. Returns what cancels it. */
  after(ms: number, task: () => void, isBackground: boolean): () => void;
  /** Calls `task` once, when the process has looked at what its connections have brought. */
  afterThisTurn(task: () => void): void;
}

/** The options of `memoizeShared`. Times are in seconds. */
export interface SharedOptions<F extends AnyFunction = AnyFunction> {
  readonly client: SharedClient;
  /** What the function is called in the server, in all processes alike. Default: its own name. */
  readonly name?: string | undefined;
  /** Raise it when results get another form: entries of another version are not seen. Default 1. */
  readonly version?: number | string | undefined;
  /** How long a result lives. Default 60. */
  readonly ttl?: number | undefined;
  /** How much of its life a result may lose by chance, so that not all end together: 0 to 1. Default 0.1. */
  readonly jitter?: number | undefined;
  /** How long `undefined` and `null` live. Default: as others. 0: they are not kept. */
  readonly negativeTtl?: number | undefined;
  /** `null`: no copies in this process. */
  readonly near?: NearOptions | null | undefined;
  /** How long a process that has died keeps others waiting. Default 0.5. */
  readonly lease?: number | undefined;
  /** How long a command may take before the function runs instead. Default 0.2. */
  readonly timeout?: number | undefined;
  /** How early a result is computed anew behind the callers: β of XFetch. Default 1. 0: only when it has expired. */
  readonly early?: number | undefined;
  readonly codec?: Codec | undefined;
  /** Makes the key from the arguments: data, the same in every process. */
  readonly key?: ((...args: Parameters<F>) => unknown) | undefined;
  /** Is told what happens: as events, or as a `Teller` by slot. */
  readonly observer?: Observer | Teller | undefined;
  /** Is told what is wrong with a result or an entry, and what to do, in a sentence. Each once. */
  readonly onProblem?: ((problem: string) => void) | undefined;
  readonly clock?: Clock | undefined;
  /** A number from 0 up to 1. */
  readonly random?: (() => number) | undefined;
  readonly timers?: Timers | undefined;
}

/** What a shared function has counted in this process: frozen, iterable in the order of its fields. */
export interface SharedInfo extends Iterable<unknown> {
  /** Calls answered within this process: from a copy, or by joining a call that was under way. */
  readonly near: number;
  /** Calls answered by the server. */
  readonly remote: number;
  /** Calls that ran the function. near + remote + misses = calls. */
  readonly misses: number;
  /** Of `remote` and `misses`: those that have waited for another process. */
  readonly waited: number;
  /** Of `misses`: those that ran the function because the server was away or had no answer. */
  readonly bypassed: number;
  /** How often the function ran behind the callers, because its result was about to expire. */
  readonly refreshed: number;
  /** Results that could not be written, so that nobody shares them. */
  readonly refused: number;
  /** Entries that could not be read: each was a miss. */
  readonly unreadable: number;
  /** Copies that have left because the entry has changed in the server. */
  readonly invalidated: number;
  /** Invalidations that the server has not acknowledged yet. */
  readonly owed: number;
  readonly state: SharedState;
  /** For example `SharedInfo(near=90, remote=8, misses=2, waited=1, bypassed=0)`. */
  toString(): string;
}

/** What a shared function carries beside its own signature. */
export interface SharedControls<F extends AnyFunction> {
  /**
   * Says that the result for these arguments is no longer true. Resolves with true when no process has it any more or
   * will keep an older one; with false where the server did not answer: then this process asks the function itself
   * until the server knows, which it is told as soon as it is back. Never rejects but on arguments that are no key.
   */
  readonly invalidate: (...args: Parameters<F>) => Promise<boolean>;
  readonly sharedInfo: () => SharedInfo;
  /** `hits` (near and remote), `misses`, and of the copies `maxsize` and `currsize`. */
  readonly cacheInfo: () => CacheInfo;
  /** Empties the copies of this process and zeroes its counters. What the server has stays. */
  readonly cacheClear: () => void;
  readonly cacheParameters: () => {
    name: string;
    version: string;
    ttl: number;
    maxsize: number | null;
    policy: string | null;
  };
  /** The original function: no cache, no counters. */
  readonly wrapped: F;
}

/** A function whose results all processes share. */
export type Shared<F extends AnyFunction> = ((...args: Parameters<F>) => Promise<Awaited<ReturnType<F>>>) &
  SharedControls<F>;
