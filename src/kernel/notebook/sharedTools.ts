import type { AnyFunction } from '../../engine/index.ts';
import type { ConnectShared, SharedOptions } from '../../shared/index.ts';
import { memoizeShared } from '../../shared/index.ts';
import type { SessionRecorder } from '../recorder.ts';
import { observe } from './tools.ts';

/** The policy of near copies where none is given. */
const NEAR_POLICY = 'lru';

/** Shared caches as cells have them: the copies of each are watched. */
export function createSharedTools(
  caches: Pick<SessionRecorder, 'watch'>,
  connectShared: ConnectShared,
): Readonly<Record<string, unknown>> {
  return {
    connectShared: (...args: Parameters<ConnectShared>) => connectShared(...args),
    memoizeShared(fn: AnyFunction, options: SharedOptions): unknown {
      // What it refuses is refused as it is.
      if (typeof fn !== 'function' || typeof options !== 'object') return memoizeShared(fn, options);
      const policy = options.near?.policy ?? NEAR_POLICY;
      return caches.watch(fn.name || 'shared', policy, (observer) =>
        memoizeShared(fn, observe(options, observer)),
      );
    },
  };
}
