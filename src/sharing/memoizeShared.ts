import { copyMembers } from '../engine/controls.ts';
import type { AnyFunction } from '../engine/index.ts';
import { checkFunction } from '../engine/options.ts';
import { checkShared } from './options.ts';
import { SharedMemo } from './sharedMemo.ts';
import type { Shared, SharedControls, SharedOptions } from './types.ts';

/**
 * Shares the results of a function between processes, in a Redis or Valkey. Whatever happens to the server, a call
 * fails only as the function itself does, and does not wait longer than `timeout` for it.
 *
 * A result is what was stored, for all who ask in this process: as with `memoize`, do not change it. `this` is handed
 * on, and is no part of the key.
 *
 * Throws a `TypeError` that names what is wrong: no function, no client, an unknown option or policy. A call whose
 * arguments are not the same in every process rejects with a `TypeError` that names the argument.
 *
 * @example
 * const client = await connectShared('redis://localhost:6379');
 * const weather = memoizeShared(fetchWeather, { client, name: 'weather', ttl: 60 });
 * await weather('Bern');
 * await weather.invalidate('Bern');
 */
export function memoizeShared<F extends AnyFunction>(fn: F, options: SharedOptions<F>): Shared<F> {
  checkFunction(fn, 'memoizeShared');
  const checked = checkShared(options, fn);
  const memo = new SharedMemo(fn, checked);
  const { name, version, ttl, near } = checked;
  const controls: SharedControls<F> = {
    invalidate: (...args) => memo.invalidate(args),
    sharedInfo: () => memo.info(),
    cacheInfo: () => memo.cacheInfo(),
    cacheClear: () => memo.clear(),
    cacheParameters: () => ({
      name,
      version,
      ttl: ttl / 1000,
      maxsize: near.limit === Infinity ? null : near.limit,
      policy: near.limit === 0 ? null : near.policy,
    }),
    wrapped: fn,
  };
  const shared = function (this: unknown, ...args: unknown[]): Promise<unknown> {
    return memo.call(this, args);
  };
  copyMembers(fn, shared, Object.keys(controls));
  return Object.assign(shared, controls) as unknown as Shared<F>;
}
