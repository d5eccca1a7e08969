import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import type { NodeRunContext } from './runContext.ts';

type AnyFunction = (...args: unknown[]) => unknown;

/** What calls back, by its name; but a listener is known by what it is when it is taken away. */
const CALLS_BACK = /^(?!(?:un)?watchFile$|.*Sync$)[a-z]/;

/**
 * Has what waits for a file know its run. Node reads a file in several steps, and begins the later ones by itself,
 * perhaps after another run has begun.
 */
export function trackFiles(context: NodeRunContext): void {
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(fs))) {
    if (typeof value !== 'function' || !CALLS_BACK.test(name)) continue;
    const call = value as AnyFunction;
    const tracked = (...args: unknown[]): unknown => {
      const last = args.at(-1);
      return call(
        ...(typeof last === 'function' ? [...args.slice(0, -1), context.bind(last as AnyFunction)] : args),
      );
    };
    // With it comes what `util.promisify` makes of it.
    Object.defineProperties(tracked, Object.getOwnPropertyDescriptors(call));
    Object.defineProperty(fs, name, { value: tracked, configurable: true, enumerable: true, writable: true });
  }
  syncBuiltinESMExports();
}
