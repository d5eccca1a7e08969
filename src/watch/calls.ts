import type { Operation, ProbeCall, ProbeKey } from './messages.ts';
import { operations } from './messages.ts';
import type { OpenMiss, PlayedCache } from './playedCache.ts';

/** How many calls may be open in all threads. Beyond, the program tells of more than any program can do. */
const MOST_OPEN = 1_000_000;

/** The deepest that the columns of a recording can tell. */
const DEEPEST = 65_535;

interface OpenCall extends OpenMiss {
  readonly cache: number;
}

interface Thread {
  /** Whether the last call is known to have missed, which is told next. */
  missesNext: boolean;
  readonly open: OpenCall[];
}

/** What calls are played on. */
export interface Stage {
  /** Undefined for a cache that is not shown. */
  cache(number: number): PlayedCache | undefined;
  /** Says how many calls of recorded functions are running, before the cache is told. */
  setDepth(depth: number): void;
}

/**
 * The calls of a program, thread by thread, as operations of its caches. A call is a hit unless the next that its thread
 * tells is that it missed, so the last ones of a batch wait for the next one.
 */
export class Calls {
  private readonly threads = new Map<number, Thread>();
  private open = 0;
  /** What was told and is not played yet. It begins with a call of which it is not known whether it was a hit. */
  private held: readonly ProbeCall[] = [];

  constructor(private readonly stage: Stage) {}

  /** The caches of the calls that wait; undefined where something else waits behind them. */
  get waiting(): readonly number[] | undefined {
    const isCall = ([, , operation]: ProbeCall): boolean => operation === operations.called;
    return this.held.every(isCall) ? this.held.map(([cache]) => cache) : undefined;
  }

  /** Plays a batch. What has waited for it and is still not known to have missed is a hit. */
  play(calls: readonly ProbeCall[]): void {
    const { held } = this;
    this.held = this.playUpTo(held.length === 0 ? calls : [...held, ...calls], held.length);
    for (const [id, { open }] of this.threads) if (open.length === 0) this.threads.delete(id);
  }

  /** Nothing follows: the calls that wait are hits. */
  settle(): void {
    this.play([]);
  }

  /** Plays up to the first call that is not known to be a hit, and gives what is left. Of the first `known` all are. */
  private playUpTo(calls: readonly ProbeCall[], known: number): readonly ProbeCall[] {
    for (const [at, [cache, id, operation, key]] of calls.entries()) {
      const thread = this.threadOf(id);
      if (operation !== operations.called) {
        this.playOther(thread, cache, operation, key);
        continue;
      }
      const next = nextOf(id, calls, at);
      if (!next && at >= known) return calls.slice(at);
      thread.missesNext = next?.[0] === cache && next[2] === operations.missed;
      if (thread.missesNext) this.begin(thread, cache, key ?? '');
      else this.at(thread, cache)?.hit(key ?? '');
    }
    return [];
  }

  private playOther(thread: Thread, cache: number, operation: Operation, key: ProbeKey | null): void {
    if (operation === operations.missed) {
      if (!thread.missesNext) this.stage.cache(cache)?.part(); // Its call was not heard.
      thread.missesNext = false;
    } else if (operation === operations.returned || operation === operations.threw)
      this.end(thread, cache, operation === operations.returned, key);
    else use(this.at(thread, cache), operation, key ?? '');
  }

  private begin(thread: Thread, cache: number, key: ProbeKey): void {
    const played = this.at(thread, cache);
    if (!played) return;
    if (this.open >= MOST_OPEN) this.forgetAll();
    played.usage.isNested ||= thread.open.some((call) => call.cache === cache);
    thread.open.push({ cache, ...played.miss(key) });
    this.open++;
  }

  private end(thread: Thread, cache: number, isStored: boolean, key: ProbeKey | null): void {
    const { open } = thread;
    const isIts = (call: OpenCall): boolean => call.cache === cache && (key === null || call.key === key);
    const call = takeLast(open, isIts);
    if (!call) {
      this.stage.cache(cache)?.part(); // Its call was not heard.
      return;
    }
    this.open--;
    if (isStored) this.at(thread, cache)?.keep(call);
  }

  private at(thread: Thread, cache: number): PlayedCache | undefined {
    this.stage.setDepth(Math.min(DEEPEST, thread.open.length));
    return this.stage.cache(cache);
  }

  private threadOf(id: number): Thread {
    const known = this.threads.get(id);
    if (known) return known;
    const thread: Thread = { missesNext: false, open: [] };
    this.threads.set(id, thread);
    return thread;
  }

  private forgetAll(): void {
    for (const { open } of this.threads.values())
      for (const { cache } of open.splice(0)) this.stage.cache(cache)?.part();
    this.open = 0;
  }
}

/** What a thread tells after the call at a place. */
function nextOf(id: number, calls: readonly ProbeCall[], at: number): ProbeCall | undefined {
  for (let next = at + 1; next < calls.length; next++) {
    const call = calls[next];
    if (call?.[1] === id) return call;
  }
  return undefined;
}

/** Takes out the last that a test takes. */
function takeLast<T>(list: T[], matches: (each: T) => boolean): T | undefined {
  for (let at = list.length - 1; at >= 0; at--) {
    const each = list[at];
    if (each !== undefined && matches(each)) return list.splice(at, 1)[0];
  }
  return undefined;
}

function use(cache: PlayedCache | undefined, operation: Operation, key: ProbeKey): void {
  if (operation === operations.hit) cache?.hit(key);
  if (operation === operations.miss) cache?.lookUpInVain(key);
  if (operation === operations.stored) cache?.set(key);
  if (operation === operations.deleted) cache?.remove(key, 'deleted');
  if (operation === operations.evicted) cache?.evict(key);
  if (operation === operations.expired) cache?.remove(key, 'expired');
  if (operation === operations.cleared) cache?.clear();
}
