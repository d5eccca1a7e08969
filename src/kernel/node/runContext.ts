import { AsyncResource, executionAsyncId, triggerAsyncId } from 'node:async_hooks';
import { promiseHooks } from 'node:v8';
import type { Turn } from '../cells/language.ts';
import type { Run, RunContext } from '../notebook/run.ts';

/** Stands for the kernel itself, which is no run. */
const KERNEL = Symbol('kernel');
type Owner = Run | typeof KERNEL;

/** Whose promise it is, kept where no cell can see it. */
class Tag extends (function (promise: object) {
  return promise;
} as unknown as new (promise: object) => object) {
  readonly #owner: Owner;

  constructor(promise: object, owner: Owner) {
    super(promise);
    this.#owner = owner;
  }

  static of(promise: object): Owner | undefined {
    return #owner in promise ? promise.#owner : undefined;
  }
}

type AnyTask = (...args: unknown[]) => void;

/** A run, and the least number that Node gives to what it waits for. */
interface Started {
  readonly run: Run;
  readonly from: number;
}

/**
 * Knows which run the code belongs to that is running now. Promises are tagged: so the rest of an async function is
 * known, and what stands in `then`. What is called from outside, as for a file or a socket, is known by its number:
 * Node numbers whatever it waits for in the order in which that was begun.
 *
 * Node's own `AsyncLocalStorage` would know the same, but Node ends the process when code is cut off inside of it.
 */
export class NodeRunContext implements RunContext {
  readonly turn: Turn & { mayBeLate: boolean } = { mayBeLate: false, isLate: () => this.isLate() };
  private owner: Owner | undefined = KERNEL;
  private isLookingForLate = false;
  private readonly started: Started[] = [];

  constructor() {
    promiseHooks.createHook({
      init: (promise: object) => {
        const owner = this.owner ?? this.byNumber();
        if (owner) new Tag(promise, owner);
      },
      before: (promise: object) => this.begin(Tag.of(promise)),
      after: () => this.begin(undefined),
    });
    // Node itself puts off much of what it has to tell, and each of that has a number of its own.
    const nextTick = process.nextTick.bind(process);
    process.nextTick = (task: unknown, ...rest: unknown[]): void =>
      nextTick(typeof task === 'function' ? this.bind(task as AnyTask) : (task as AnyTask), ...rest);
  }

  current(): Run | undefined {
    const owner = this.owner ?? this.byNumber();
    return owner === KERNEL ? undefined : owner;
  }

  /** The run that has made a promise. */
  ownerOf(promise: object): Run | undefined {
    const owner = Tag.of(promise);
    return owner === KERNEL ? undefined : owner;
  }

  start(run: Run, task: () => void): void {
    this.started.push({ run, from: new AsyncResource('CELL').asyncId() });
    startImmediate(() => this.enter(run, task));
  }

  enter<T>(run: Run | undefined, task: () => T): T {
    return this.call(run ?? KERNEL, task);
  }

  private call<T>(owner: Owner | undefined, task: () => T): T {
    const before = this.owner;
    this.begin(owner);
    try {
      return task();
    } finally {
      this.begin(before);
    }
  }

  /** The same function, as a part of whatever runs now. */
  bind<A extends unknown[], R>(task: (...args: A) => R): (...args: A) => R {
    const owner = this.owner ?? this.byNumber();
    return (...args) => this.call(owner, () => task(...args));
  }

  /** To be called when something comes from outside: code that was cut off has not tidied up. */
  leave(): void {
    this.begin(undefined);
  }

  lookForLate(): void {
    this.isLookingForLate = true;
    this.begin(this.owner);
  }

  private begin(owner: Owner | undefined): void {
    this.owner = owner;
    const isRevoked = owner !== undefined && owner !== KERNEL && owner.isRevoked;
    if (isRevoked) owner.lateAttempts++;
    // Only code that is known by its number has to ask each time.
    this.turn.mayBeLate = isRevoked || (owner === undefined && this.isLookingForLate);
  }

  private isLate(): boolean {
    const run = this.current();
    if (run?.isRevoked !== true) return false;
    run.lateAttempts++;
    return true;
  }

  /** What was begun by something of an earlier run belongs to that. */
  private byNumber(): Run | undefined {
    return this.numbered(triggerAsyncId()) ?? this.numbered(executionAsyncId());
  }

  private numbered(number: number): Run | undefined {
    for (let index = this.started.length - 1; index >= 0; index--) {
      const started = this.started[index];
      if (started && started.from <= number) return started.run;
    }
    return undefined;
  }
}

/** Taken before it is one that knows of runs. */
const startImmediate = setImmediate;
