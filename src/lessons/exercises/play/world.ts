/** The world of the timed reader: a site with some articles, two clocks, and what may happen to them. */

export interface Page {
  readonly status: number;
  readonly body: string;
}

export interface FetchOptions {
  readonly timeoutMs?: number;
  readonly rejectUnauthorized?: boolean;
}

export interface Clock {
  now(): number;
  wallTime(): number;
}

export interface World {
  readonly fetch: (url: string, options?: FetchOptions) => Page;
  /** One for each reader, which may do with it whatever it likes. */
  createClock(): Clock;
  /** Time passes. */
  wait(ms: number): void;
  /** The date is changed; no time passes. */
  jump(ms: number): void;
  /** What the server answers from now on; 200 is well. */
  setStatus(url: string, status: number): void;
  /** How many fetches there were, and what the last was asked with. */
  fetches(): number;
  isLimited(): boolean;
  isCertified(): boolean;
}

const START = 1e12;

/** Answers may have changed the language of the realm where this runs, so it stands on nothing but syntax. */
export function createWorld(): World {
  let now = 0;
  let offset = START;
  let fetches = 0;
  let isLimited = true;
  let isCertified = true;
  // Without anything inherited.
  const statuses = { __proto__: null } as unknown as Record<string, number>;
  return {
    fetch: (url, options) => {
      fetches++;
      const timeoutMs: unknown = options?.timeoutMs;
      isLimited = typeof timeoutMs === 'number' && timeoutMs > 0 && timeoutMs < Infinity;
      isCertified = options?.rejectUnauthorized !== false;
      const status = statuses[url] ?? 200;
      return { status, body: status === 200 ? bodyOf(url) : 'An error page' };
    },
    createClock: () => ({ now: () => now, wallTime: () => now + offset }),
    wait: (ms) => void (now += ms),
    jump: (ms) => void (offset += ms),
    setStatus: (url, status) => void (statuses[url] = status),
    fetches: () => fetches,
    isLimited: () => isLimited,
    isCertified: () => isCertified,
  };
}

/** Of different lengths, so that nobody confuses them. */
function bodyOf(url: string): string {
  switch (url) {
    case 'a':
      return 'Python';
    case 'b':
      return 'Caching';
    case 'c':
      return 'News';
    case 'd':
      return 'Weather report';
    case 'e':
      return '';
    case 'smile':
      return 'Hi 😀';
    default:
      return 'Something else';
  }
}
