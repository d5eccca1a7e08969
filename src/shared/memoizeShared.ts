import type { AnyFunction } from '../engine/index.ts';
import type { Shared, SharedOptions } from './types.ts';

/**
 * Shares the results of a function between processes, in a Redis or Valkey. Whatever happens to the server, a call
 * fails only as the function itself does, and does not wait longer than `timeout` for it.
 *
 * @example
 * const client = await connectShared('redis://localhost:6379');
 * const weather = memoizeShared(fetchWeather, { client, name: 'weather', ttl: 60 });
 * await weather('Bern');
 * await weather.invalidate('Bern');
 */
export function memoizeShared<F extends AnyFunction>(fn: F, options: SharedOptions<F>): Shared<F> {
  throw new Error(`${fn.name}, ${Object.keys(options).join()}: not there yet.`);
}
