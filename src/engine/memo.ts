import { announce } from './announce.ts';
import { ArgumentIndex } from './argumentIndex.ts';
import { dress } from './controls.ts';
import { fingerprintOfList } from './fingerprint.ts';
import type { IntTable } from './intTable.ts';
import { createKeyMaker, type KeyMaker } from './keys.ts';
import type { CheckedOptions } from './options.ts';
import type { Policy } from './policy.ts';
import { onRejection } from './results.ts';
import { Store } from './store.ts';
import type { AnyFunction, Cached, Expiry } from './types.ts';

/** What a kind of memoized function adds to the common one. */
export interface MemoKind {
  /** The function that people make it with. */
  readonly by: string;
  readonly policyId: string;
  readonly policy: Policy;
  /** Runs before each call, when its key is made. */
  readonly beforeCall?: ((store: Store) => void) | undefined;
  /** Runs before a result is stored and before the counters are read, to take out what has expired. */
  readonly sweep?: ((store: Store) => void) | undefined;
  readonly expiry?: Expiry | undefined;
}

/** Puts a cache in front of a function: the one mechanism under every decorator. */
export function createMemo<F extends AnyFunction>(fn: F, options: CheckedOptions, kind: MemoKind): Cached<F> {
  const memo = new Memo(fn, options, kind);
  announce(memo.store, { by: kind.by, policy: kind.policyId, name: fn.name, limit: options.limit });
  return dress(memo.frontDoor(), fn, memo.store, options, kind.sweep);
}

type Call = (this: unknown, ...args: unknown[]) => unknown;

/** All of it is one class, because inside a class `this` of a call without receiver is undefined in every bundle. */
class Memo {
  readonly store: Store;
  private readonly index: ArgumentIndex;
  private readonly limit: number;
  private readonly makeKey: KeyMaker;
  private readonly call: Call;

  constructor(
    fn: AnyFunction,
    private readonly options: CheckedOptions,
    private readonly kind: MemoKind,
  ) {
    this.limit = options.limit;
    this.index = new ArgumentIndex(this.limit, fn.length);
    this.store = new Store(this.limit, kind.policy, this.index, options.observer);
    this.store.expiry = kind.expiry;
    this.makeKey = createKeyMaker(options);
    this.call = fn as unknown as Call;
  }

  /**
   * The function that callers call. Calls with as many arguments as the function names, and one at least, take a short
   * way where those are their own key; all others take the general way, which is right for everything.
   */
  frontDoor(): AnyFunction {
    const { limit, key, objects } = this.options;
    const direct = limit > 0 && !this.kind.beforeCall && !key && objects !== 'structural';
    if (!direct) return Memo.generalDoor(this);
    if (this.call.length === 2) return Memo.doorForTwo(this, this.store, this.index); // only speed
    return Memo.doorForOne(this, this.store, this.index, this.index.ints);
  }

  // What the doors use they get as parameters: the compiler knows that those have a value.
  /* oxlint-disable prefer-rest-params -- to count the arguments without making a list of them */

  private static generalDoor(memo: Memo): AnyFunction {
    return function cached(this: unknown, ...args: unknown[]): unknown {
      return memo.general(this, args);
    };
  }

  private static doorForOne(memo: Memo, store: Store, index: ArgumentIndex, ints: IntTable): AnyFunction {
    return function cached(this: unknown, a?: unknown): unknown {
      if (arguments.length !== 1 || this !== undefined) return memo.general(this, Array.from(arguments));
      const slot = typeof a === 'number' && (a | 0) === a ? ints.find(a) : index.find(a);
      return slot === 0 ? memo.missOne(a) : store.hit(slot);
    };
  }

  private static doorForTwo(memo: Memo, store: Store, index: ArgumentIndex): AnyFunction {
    return function cached(this: unknown, a?: unknown, b?: unknown): unknown {
      if (arguments.length !== 2 || this !== undefined) return memo.general(this, Array.from(arguments));
      const slot = index.findTwo(a, b);
      return slot === 0 ? memo.missTwo(a, b) : store.hit(slot);
    };
  }

  /* eslint-enable prefer-rest-params */

  private missOne(a: unknown): unknown {
    const { store, index, call } = this;
    if (!store.isPlain || typeof a === 'object') return this.general(undefined, [a]);
    store.misses++;
    const value = call(a);
    const present = index.find(a);
    if (present !== 0) return this.limit === Infinity ? this.overwrite(present, value) : value;
    const slot = store.claim();
    index.add(a, slot);
    store.put(slot, value);
    if (typeof value === 'object') this.watch(slot, value);
    return value;
  }

  private missTwo(a: unknown, b: unknown): unknown {
    const { store, index, call } = this;
    if (!store.isPlain || typeof a === 'object' || typeof b === 'object')
      return this.general(undefined, [a, b]);
    store.misses++;
    const value = call(a, b);
    const present = index.findTwo(a, b);
    if (present !== 0) return this.limit === Infinity ? this.overwrite(present, value) : value;
    const slot = store.claim();
    index.addTwo(a, b, slot);
    store.put(slot, value);
    if (typeof value === 'object') this.watch(slot, value);
    return value;
  }

  private general(self: unknown, args: readonly unknown[]): unknown {
    const { kind, store, index } = this;
    const parts = this.limit === 0 ? [] : this.makeKey(self, args);
    const label = args.length === 1 ? args[0] : args;
    kind.beforeCall?.(store);
    const hit = index.findList(parts);
    if (hit !== 0) return store.hit(hit);
    const told = this.limit === 0 ? args : parts; // Where nothing is kept no key is made; the arguments stand for it.
    const isList = told.length !== 1;
    const key = isList ? told : told[0];
    const number = store.miss(key, isList, label);
    const value = this.run(self, args);
    if (this.limit === 0) return value;
    kind.sweep?.(store);
    const present = index.findList(parts);
    if (present !== 0 && this.limit !== Infinity) return value;
    if (kind.policy.admit) kind.policy.admit(fingerprintOfList(parts));
    if (present !== 0) return this.overwrite(present, value, key, isList, label, number);
    const slot = store.claim();
    index.addList(parts, slot);
    store.fill(slot, value, key, isList, label, number);
    this.watch(slot, value);
    return value;
  }

  /** Runs the function one level deeper. */
  private run(self: unknown, args: readonly unknown[]): unknown {
    const { teller } = this.store;
    if (teller === undefined) return Reflect.apply(this.call, self, args);
    teller.entered();
    try {
      return Reflect.apply(this.call, self, args);
    } finally {
      teller.left();
    }
  }

  /** Keeps a result in an unbounded cache although an inner call has kept one for the same key: in place of that. */
  private overwrite(
    present: number,
    value: unknown,
    key?: unknown,
    isList = false,
    label?: unknown,
    number = 0,
  ): unknown {
    this.store.renew(present, value, key, isList, label, number);
    this.watch(present, value);
    return value;
  }

  /** Takes a promise out when it rejects, if it is still in its slot. The caller's own copy of the rejection stays. */
  private watch(slot: number, value: unknown): void {
    onRejection(value, () => {
      if (this.store.values[slot] === value) this.store.remove(slot, 'deleted');
    });
  }
}
