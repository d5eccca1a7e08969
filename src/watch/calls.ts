import type { Operation, ProbeCall, ProbeKey } from './messages.ts';
import { operations } from './messages.ts';
import type { OpenMiss, PlayedCache } from './playedCache.ts';

/** How many calls may be open in all threads. Beyond, the program tells of more than any program can do. */
const MOST_OPEN = 1_000_000;

/** The deepest that the columns of a recording can tell. */
const DEEPEST = 65_535;

/** What runs in a thread. */
class Thread {
  /** Whether the last call is known to have missed, which is told next. */
  missesNext = false;
  /** How many calls are open. */
  depth = 0;
  /** By cache, the innermost last: a program that waits for many at once closes them in any order. */
  private readonly open = new Map<number, OpenMiss[]>();

  has(cache: number): boolean {
    return this.open.has(cache);
  }

  push(cache: number, call: OpenMiss): void {
    const ofCache = this.open.get(cache);
    if (ofCache) ofCache.push(call);
    else this.open.set(cache, [call]);
    this.depth++;
  }

  /** Closes the innermost call of a cache. */
  pop(cache: number): OpenMiss | undefined {
    const ofCache = this.open.get(cache);
    const call = ofCache?.pop();
    if (!ofCache || !call) return undefined;
    if (ofCache.length === 0) this.open.delete(cache);
    this.depth--;
    return call;
  }

  /** Forgets all, and gives the caches that had open calls. */
  clear(): Iterable<number> {
    const caches = [...this.open.keys()];
    this.open.clear();
    this.depth = 0;
    return caches;
  }
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

  /** How many calls of each cache wait; nothing where something else waits behind them. */
  waiting(): ReadonlyMap<number, number> {
    const waiting = new Map<number, number>();
    const isCall = ([, , operation]: ProbeCall): boolean => operation === operations.called;
    if (!this.held.every(isCall)) return waiting;
    for (const [cache] of this.held) waiting.set(cache, (waiting.get(cache) ?? 0) + 1);
    return waiting;
  }

  /** Plays a batch. What has waited for it and is still not known to have missed is a hit. */
  play(calls: readonly ProbeCall[]): void {
    const { held } = this;
    this.held = this.playUpTo(held.length === 0 ? calls : [...held, ...calls], held.length);
    for (const [id, { depth }] of this.threads) if (depth === 0) this.threads.delete(id);
  }

  /** Nothing follows: the calls that wait are hits. */
  settle(): void {
    this.play([]);
  }

  /** Plays up to the first call that is not known to be a hit, and gives what is left. Of the first `known` all are. */
  private playUpTo(calls: readonly ProbeCall[], known: number): readonly ProbeCall[] {
    const following = nextOfThreads(calls);
    for (const [at, [cache, id, operation, key]] of calls.entries()) {
      const thread = this.threadOf(id);
      if (operation !== operations.called) {
        this.playOther(thread, cache, operation, key);
        continue;
      }
      const next = calls[following[at] ?? 0];
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
      this.end(thread, cache, operation === operations.returned);
    else use(this.at(thread, cache), operation, key ?? '');
  }

  private begin(thread: Thread, cache: number, key: ProbeKey): void {
    const played = this.at(thread, cache);
    if (!played) return;
    if (this.open >= MOST_OPEN) this.forgetAll();
    played.usage.isNested ||= thread.has(cache);
    thread.push(cache, played.miss(key));
    this.open++;
  }

  private end(thread: Thread, cache: number, isStored: boolean): void {
    const call = thread.pop(cache);
    if (!call) {
      this.stage.cache(cache)?.part(); // Its call was not heard.
      return;
    }
    this.open--;
    if (isStored) this.at(thread, cache)?.keep(call);
  }

  private at(thread: Thread, cache: number): PlayedCache | undefined {
    this.stage.setDepth(Math.min(DEEPEST, thread.depth));
    return this.stage.cache(cache);
  }

  private threadOf(id: number): Thread {
    const known = this.threads.get(id);
    if (known) return known;
    const thread = new Thread();
    this.threads.set(id, thread);
    return thread;
  }

  private forgetAll(): void {
    for (const thread of this.threads.values())
      for (const cache of thread.clear()) this.stage.cache(cache)?.part();
    this.open = 0;
  }
}

/** Of each call the place of what its thread tells next; past the end where that is not there yet. */
function nextOfThreads(calls: readonly ProbeCall[]): Uint32Array {
  const next = new Uint32Array(calls.length);
  const first = new Map<number, number>();
  for (let at = calls.length - 1; at >= 0; at--) {
    const thread = calls[at]?.[1] ?? 0;
    next[at] = first.get(thread) ?? calls.length;
    first.set(thread, at);
  }
  return next;
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
