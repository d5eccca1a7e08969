/** `using` and `await using`, which not every engine knows. */

const dispose: symbol = (Symbol as { dispose?: symbol }).dispose ?? Symbol.for('Symbol.dispose');
const asyncDispose: symbol =
  (Symbol as { asyncDispose?: symbol }).asyncDispose ?? Symbol.for('Symbol.asyncDispose');

type Close = () => unknown;

/** What the declarations of one block hold. */
export interface Resources {
  /** Holds a resource until the block is left, and returns it. */
  use<R>(resource: R, isAsync: boolean): R;
  /** The block has failed. */
  fail(error: unknown): void;
  /** Gives everything back, the last one first; throws what has failed. */
  close(): void;
  closeAsync(): Promise<void>;
}

export function createResources(): Resources {
  const held: { readonly close: Close; readonly isAsync: boolean }[] = [];
  let failure: { readonly error: unknown } | undefined;
  const fail = (error: unknown): void => {
    failure = { error: failure ? suppressed(error, failure.error) : error };
  };
  const end = (): void => {
    if (failure) throw failure.error;
  };
  return {
    fail,
    use(resource, isAsync) {
      const close = closerOf(resource, isAsync);
      if (close || isAsync) held.push({ close: close ?? (() => undefined), isAsync });
      return resource;
    },
    close() {
      for (let next = held.pop(); next; next = held.pop()) {
        try {
          next.close();
        } catch (error) {
          fail(error);
        }
      }
      end();
    },
    async closeAsync() {
      for (let next = held.pop(); next; next = held.pop()) {
        try {
          const closed = next.close();
          if (next.isAsync) await closed;
        } catch (error) {
          fail(error);
        }
      }
      end();
    },
  };
}

function closerOf(resource: unknown, isAsync: boolean): Close | undefined {
  if (resource === null || resource === undefined) return undefined;
  if (typeof resource !== 'object' && typeof resource !== 'function') throw new TypeError('Object expected.');
  const methods = resource as Record<symbol, unknown>;
  const own = isAsync ? methods[asyncDispose] : undefined;
  const method = own ?? methods[dispose];
  if (typeof method !== 'function')
    throw new TypeError(`Symbol.${isAsync ? 'asyncDispose' : 'dispose'} is not defined on the object.`);
  const call = (): unknown => Reflect.apply(method, resource, []);
  // A resource that closes at once is not waited for, whatever it returns.
  return own || !isAsync ? call : () => void call();
}

/** Two errors as one, as the language will have it. */
function suppressed(error: unknown, before: unknown): Error {
  const message = 'An error was suppressed during disposal.';
  const { SuppressedError: Native } = globalThis as {
    SuppressedError?: new (error: unknown, before: unknown, message: string) => Error;
  };
  if (Native) return new Native(error, before, message);
  return Object.assign(new Error(message), { name: 'SuppressedError', error, suppressed: before });
}
