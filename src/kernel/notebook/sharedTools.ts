import type { AnyFunction } from '../../engine/index.ts';
import {
  memoizeShared,
  type ConnectOptions,
  type ConnectShared,
  type SharedConnection,
  type SharedOptions,
  type Shared,
} from '../../sharing/index.ts';
import type { SessionRecorder } from '../recorder.ts';
import { observe } from './tools.ts';

/** What the shared cache of cells needs of a platform. */
export interface SharedServices {
  readonly connectShared: ConnectShared;
  /** Calls `task` once, some time later, as a part of the kernel itself. */
  readonly later: (task: () => void) => void;
  /** Tells what is wrong with a server or a result, in a sentence. */
  readonly tellProblem: (problem: string) => void;
}

/**
 * The shared cache as cells have it: functions are watched, what is wrong is told below the cell, and who connects to
 * the same server again, as a cell that runs again does, gets the same line.
 */
export function createSharedTools(
  recorder: Pick<SessionRecorder, 'watch' | 'line'>,
  services: SharedServices,
): Readonly<Record<string, unknown>> {
  const lines = new Map<string, Promise<SharedConnection>>();
  return {
    memoizeShared(fn: AnyFunction, options: SharedOptions): unknown {
      const given = { onProblem: services.tellProblem, ...options };
      if (typeof fn !== 'function' || typeof options !== 'object') return memoizeShared(fn, options);
      const policy = options.near?.policy ?? 'lru';
      const shared = recorder.watch(
        options.name ?? fn.name,
        policy,
        (observer) => memoizeShared(fn, observe(given, observer)),
        { seed: options.near?.seed ?? 1 },
      );
      followLine(shared, recorder, services.later);
      return shared;
    },
    async connectShared(url: string, options: ConnectOptions = {}): Promise<SharedConnection> {
      const name = JSON.stringify([url, options]);
      const known = await lines.get(name);
      if (known && known.state !== 'closed') return known;
      const onProblem = (problem: string | undefined): void => {
        if (problem !== undefined) services.tellProblem(problem);
      };
      const line = services.connectShared(url, { onProblem, ...options });
      lines.set(name, line);
      line.catch(() => lines.delete(name));
      return line;
    },
  };
}

/** Tells how a shared function stands with its server, whenever that has changed, as long as it can be reached. */
function followLine(
  fn: Shared<AnyFunction>,
  recorder: Pick<SessionRecorder, 'line'>,
  later: SharedServices['later'],
): void {
  const held = new WeakRef(fn);
  let told = '';
  const look = (): void => {
    const shared = held.deref();
    if (!shared) return;
    const { state, owed } = shared.sharedInfo();
    const text = `${state} ${owed}`;
    if (text !== told) recorder.line(shared, { state, owed });
    told = text;
    later(look);
  };
  look();
}
