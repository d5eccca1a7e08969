import { AsyncResource, executionAsyncId } from 'node:async_hooks';
import { promiseHooks } from 'node:v8';
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
  private owner: Owner | undefined = KERNEL;
  private readonly started: Started[] = [];

  constructor() {
    promiseHooks.createHook({
      init: (promise: object) => {
        const owner = this.owner ?? this.byNumber();
        if (owner) new Tag(promise, owner);
      },
      before: (promise: object) => void (this.owner = Tag.of(promise)),
      after: () => void (this.owner = undefined),
    });
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

  begin(run: Run): void {
    this.started.push({ run, from: new AsyncResource('CELL').asyncId() });
  }

  enter<T>(run: Run | undefined, task: () => T): T {
    const before = this.owner;
    this.owner = run ?? KERNEL;
    try {
      return task();
    } finally {
      this.owner = before;
    }
  }

  /** To be called when something comes from outside: code that was cut off has not tidied up. */
  leave(): void {
    this.owner = undefined;
  }

  private byNumber(): Run | undefined {
    const number = executionAsyncId();
    for (let index = this.started.length - 1; index >= 0; index--) {
      const started = this.started[index];
      if (started && started.from <= number) return started.run;
    }
    return undefined;
  }
}
