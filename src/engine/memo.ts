import { ArgumentIndex } from './argumentIndex.ts';
import { dress } from './controls.ts';
import { fingerprint, fingerprintOfList } from './fingerprint.ts';
import { createKeyMaker, refuseUnhashable, type KeyMaker } from './keys.ts';
import type { CheckedOptions } from './options.ts';
import type { Policy } from './policy.ts';
import { isPromise } from './results.ts';
import { Store } from './store.ts';
import type { AnyFunction, Cached } from './types.ts';

/** What a kind of memoized function adds to the common one. */
export interface MemoKind {
  readonly policy: Policy;
  /** Runs before each call, when its key is made. */
  readonly beforeCall?: ((store: Store) => void) | undefined;
  /** Runs before a result is stored and before the counters are read, to take out what has expired. */
  readonly sweep?: ((store: Store) => void) | undefined;
}

/** Puts a cache in front of a function: the one mechanism under every decorator. */
export function createMemo<F extends AnyFunction>(fn: F, options: CheckedOptions, kind: MemoKind): Cached<F> {
  const memo = new Memo(fn, options, kind);
  return dress(memo.frontDoor(), fn, memo.store, options, kind.sweep);
}

type Call = (this: unknown, ...args: unknown[]) => unknown;

class Memo {
  readonly store: Store;
  private readonly index: ArgumentIndex;
  private readonly limit: number;
  private readonly makeKey: KeyMaker;
  private readonly refuse: boolean;
  private readonly admits: boolean;
  private readonly call: Call;

  constructor(
    fn: AnyFunction,
    private readonly options: CheckedOptions,
    private readonly kind: MemoKind,
  ) {
    this.limit = options.limit;
    this.index = new ArgumentIndex(this.limit);
    this.store = new Store(this.limit, kind.policy, this.index, options.observer);
    this.makeKey = createKeyMaker(options);
    this.refuse = options.objects === 'refuse';
    this.admits = kind.policy.admit !== undefined;
    this.call = fn as unknown as Call;
  }

  /**
   * The function that callers call. Calls with one or two arguments that are their own key take the short ways; all
   * others go through `general`. It says twice what a hit is, and hands its arguments on one by one, because then
   * the compiler makes neither a call nor an array of it.
   */
  frontDoor(): AnyFunction {
    const { limit, key, namedArgs, objects } = this.options;
    const direct = limit > 0 && !this.kind.beforeCall && !key && !namedArgs && objects !== 'structural';
    const { store, index } = this;
    const { policy, teller } = store;
    const { ints } = index;
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- `this` of the inner function is the caller's receiver
    const memo = this;
    return function cached(this: unknown, ...args: unknown[]): unknown {
      if (direct && this === undefined) {
        if (args.length === 1) {
          const a = args[0];
          const slot = typeof a === 'number' && (a | 0) === a ? ints.find(a) : index.find(a);
          if (slot === 0) return memo.missOne(a);
          if (teller !== undefined) return store.hit(slot, a); // only speed
          store.hits++;
          policy.hit(slot);
          return store.values[slot];
        }
        if (args.length === 2) {
          const slot = index.findTwo(args[0], args[1]);
          if (slot === 0) return memo.missTwo(args[0], args[1]);
          if (teller !== undefined) return store.hit(slot, [args[0], args[1]]); // only speed
          store.hits++;
          policy.hit(slot);
          return store.values[slot];
        }
      }
      return memo.general(this, args.slice());
    };
  }

  private missOne(a: unknown): unknown {
    if (this.refuse && typeof a === 'object') refuseUnhashable(a, 0);
    const { store, index, call } = this;
    store.miss(a);
    const value = store.teller === undefined ? call(a) : this.run(undefined, [a]); // only speed
    const print = this.admits ? fingerprint(a) : 0; // only speed
    const slot = this.claim(index.find(a), print);
    if (slot === 0) return value;
    index.add(a, slot);
    return this.keep(slot, value, a);
  }

  private missTwo(a: unknown, b: unknown): unknown {
    if (this.refuse && typeof a === 'object') refuseUnhashable(a, 0);
    if (this.refuse && typeof b === 'object') refuseUnhashable(b, 1);
    const label = this.store.teller === undefined ? undefined : [a, b];
    this.store.miss(label);
    const { call } = this;
    const value = label === undefined ? call(a, b) : this.run(undefined, [a, b]);
    const print = this.admits ? fingerprintOfList([a, b]) : 0; // only speed
    const slot = this.claim(this.index.findTwo(a, b), print);
    if (slot === 0) return value;
    this.index.addTwo(a, b, slot);
    return this.keep(slot, value, label);
  }

  private general(self: unknown, args: readonly unknown[]): unknown {
    const { kind, store } = this;
    const parts = this.limit === 0 ? [] : this.makeKey(self, args);
    const label = args.length === 1 ? args[0] : args;
    kind.beforeCall?.(store);
    const present = this.index.findList(parts);
    if (present !== 0) return store.hit(present, label);
    store.miss(label);
    const value = this.run(self, args);
    if (this.limit === 0) return value;
    kind.sweep?.(store);
    const print = this.admits ? fingerprintOfList(parts) : 0; // only speed
    const slot = this.claim(this.index.findList(parts), print);
    if (slot === 0) return value;
    this.index.addList(parts, slot);
    return this.keep(slot, value, label);
  }

  /** Runs the function one level deeper. */
  private run(self: unknown, args: readonly unknown[]): unknown {
    const { teller } = this.store;
    if (teller === undefined) return Reflect.apply(this.call, self, args);
    teller.depth++;
    try {
      return Reflect.apply(this.call, self, args);
    } finally {
      teller.depth--;
    }
  }

  /** A slot for a result, 0 where it is not to be stored: an inner call has stored one, and the cache is bounded. */
  private claim(present: number, print: number): number {
    const { store, kind } = this;
    if (present !== 0 && this.limit !== Infinity) return 0;
    if (present !== 0) store.remove(present, 'replaced');
    if (this.admits) kind.policy.admit?.(print);
    return store.claim();
  }

  private keep(slot: number, value: unknown, label: unknown): unknown {
    this.store.fill(slot, value, label);
    if (typeof value === 'object' && isPromise(value)) this.forgetRejected(slot, value);
    return value;
  }

  /** Takes a promise out when it rejects, if it is still in its slot. The caller's own copy of the rejection stays. */
  private forgetRejected(slot: number, promise: Promise<unknown>): void {
    promise.then(undefined, () => {
      if (this.store.values[slot] === promise) this.store.remove(slot, 'deleted');
    });
  }
}
