/** As `src/watch/messages.ts` has them; a test holds the two together, for a probe brings nothing of other rooms. */
export const PROBE_VERSION = 2;

export const operations = {
  hit: 4,
  miss: 5,
  stored: 6,
  deleted: 7,
  evicted: 8,
  expired: 9,
  cleared: 10,
} as const;
export type Operation = (typeof operations)[keyof typeof operations];
