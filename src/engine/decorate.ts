import { checkFunction } from './options.ts';
import type { AnyFunction, CacheDecorator, Cached } from './types.ts';

/** Makes a decorator out of what it does to a function. Refuses what is no function or no method. */
export function createDecorator(who: string, wrap: (fn: AnyFunction) => unknown): CacheDecorator {
  return <F extends AnyFunction>(fn: F, context?: ClassMethodDecoratorContext): Cached<F> => {
    checkFunction(fn, who);
    if (context !== undefined) checkContext(context, who);
    return wrap(fn) as Cached<F>;
  };
}

/** Whether the second argument of a decorator is what a class hands in. */
export function isDecoratorContext(value: unknown): value is DecoratorContext {
  return typeof value === 'object' && value !== null && 'kind' in value && 'addInitializer' in value;
}

function checkContext(context: unknown, who: string): void {
  if (isDecoratorContext(context) && context.kind === 'method') return;
  throw new TypeError(`${who} decorates functions and methods only.`);
}
