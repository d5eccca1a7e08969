import { syncBuiltinESMExports } from 'node:module';
import timers from 'node:timers';
import type { NodeRunContext } from './runContext.ts';

const STARTERS = ['setTimeout', 'setInterval', 'setImmediate'] as const;
const STOPPERS = ['clearTimeout', 'clearInterval', 'clearImmediate'] as const;

/** The timers that cells have started and that have not ended yet. */
export interface RunningTimers {
  stop(): void;
  /** Runs something, and stops the timers that it has started. */
  contain<T>(run: () => T): T;
}

const { clearTimeout, clearImmediate } = timers;

/** Has timers know their run, and remember what they have started, so that it can be stopped: the global ones and those of `node:timers`. */
export function trackTimers(context: NodeRunContext): RunningTimers {
  const running = new Set<NodeJS.Timeout | NodeJS.Immediate>();
  for (const name of STARTERS) {
    const start = timers[name] as (...args: unknown[]) => NodeJS.Timeout | NodeJS.Immediate;
    const tracked = (callback: unknown, ...rest: unknown[]): NodeJS.Timeout | NodeJS.Immediate => {
      if (typeof callback !== 'function') return remember(start(callback, ...rest));
      const bound = context.bind(callback as (...args: unknown[]) => void);
      const timer = start(
        (...args: unknown[]) => {
          if (name !== 'setInterval') running.delete(timer);
          bound(...args);
        },
        ...rest,
      );
      return remember(timer);
    };
    // With it comes what `util.promisify` makes of it.
    Object.defineProperties(tracked, Object.getOwnPropertyDescriptors(start));
    provide(name, tracked);
  }
  for (const name of STOPPERS) {
    const stopTimer = timers[name] as (timer: unknown) => void;
    const forget = (timer: NodeJS.Timeout): void => {
      running.delete(timer);
      stopTimer(timer);
    };
    provide(name, forget);
  }
  syncBuiltinESMExports();
  return {
    stop: () => stopBut(new Set()),
    contain(run) {
      const before = new Set(running);
      try {
        return run();
      } finally {
        stopBut(before);
      }
    },
  };

  function stopBut(kept: ReadonlySet<NodeJS.Timeout | NodeJS.Immediate>): void {
    for (const timer of running) {
      if (kept.has(timer)) continue;
      running.delete(timer);
      stop(timer);
    }
  }

  function remember<T extends NodeJS.Timeout | NodeJS.Immediate>(timer: T): T {
    running.add(timer);
    return timer;
  }
}

function provide(name: string, value: unknown): void {
  for (const holder of [globalThis, timers]) {
    Object.defineProperty(holder, name, { value, configurable: true, enumerable: true, writable: true });
  }
}

function stop(timer: NodeJS.Timeout | NodeJS.Immediate): void {
  if ('refresh' in timer) clearTimeout(timer);
  else clearImmediate(timer);
}
