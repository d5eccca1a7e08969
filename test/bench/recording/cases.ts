/** What a cell does again and again: a million events or so. */
export const CASES = {
  hits: { events: 1e6, code: 'for (let n = 0; n < 1e6; n++) keyed.get(n % 1000)' },
  misses: {
    events: 9e5,
    code: 'for (let n = 0; n < 3e5; n++) { const k = (next = (next + 7919) % 50000); if (keyed.get(k) === undefined) keyed.set(k, n) }',
  },
  calls: { events: 1e6, code: 'for (let n = 0; n < 1e6; n++) memo(n % 1000)' },
  'missed calls': { events: 9e5, code: 'for (let n = 0; n < 3e5; n++) memo(next = (next + 7919) % 50000)' },
} as const;

export type Case = keyof typeof CASES;

export const cases = Object.keys(CASES) as Case[];
