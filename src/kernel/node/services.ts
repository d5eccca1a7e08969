import { setTimeout as sleep } from 'node:timers/promises';
import type { SessionServices } from '../session.ts';
import { openWeb } from './web.ts';

/** What Node gives a session to work with. */
export const nodeServices: SessionServices = {
  clock: { now: () => performance.now() },
  sleep: (ms) => sleep(ms),
  every(ms, tick) {
    const timer = setInterval(tick, ms);
    return () => clearInterval(timer);
  },
  openWeb,
};
