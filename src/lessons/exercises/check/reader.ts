/** The world of the timed reader: a site with three articles, two clocks, and what may happen to them. */
import * as l10n from '@vscode/l10n';
import { countCodePoints } from '../../text.ts';
import { attempt, type Subject } from './trial.ts';

export type ReaderOperation =
  | { readonly type: 'read' | 'break' | 'mend'; readonly url: string }
  | { readonly type: 'wait' | 'jump'; readonly seconds: number }
  | { readonly type: 'info' | 'clear' };

export interface Page {
  readonly status: number;
  readonly body: string;
}

export interface FetchOptions {
  readonly timeoutMs?: number;
  readonly rejectUnauthorized?: boolean;
}

/** What the person's function returns. */
export interface Reader {
  read(url: string): unknown;
  info(): { readonly hits: unknown; readonly misses: unknown };
  clear(): unknown;
}

export type CreateReader = (
  fetch: (url: string, options?: FetchOptions) => Page,
  seconds: number,
  maxsize: number,
  clock: { now(): number; wallTime(): number },
) => Reader;

/** What is looked at besides results and fetches. */
export type Attention = 'certificate' | 'timeout' | undefined;

export const MAXSIZE = 2;

const BODIES: Readonly<Record<string, string>> = { a: 'Python', b: 'Caching', c: 'News', smile: 'Hi 😀' };

/** Drives a reader, made for a lifetime of `setup` seconds, through its world. */
export function inhabit(create: CreateReader, attention: Attention, setup: number): Subject<ReaderOperation> {
  const world = { now: 0, offset: 1e12, broken: new Set<string>(), fetched: '' };
  const fetch = (url: string, options: FetchOptions = {}): Page => {
    world.fetched = describeFetch(options, attention);
    const [status, body] = world.broken.has(url) ? [500, 'Internal Server Error'] : [200, BODIES[url] ?? ''];
    return { status, body };
  };
  const clock = { now: () => world.now, wallTime: () => world.now + world.offset };
  const made = attempt(() => create(fetch, setup, MAXSIZE, clock));
  const apply = (operation: ReaderOperation): unknown => {
    if (operation.type === 'wait') world.now += operation.seconds * 1000;
    else if (operation.type === 'jump') world.offset += operation.seconds * 1000;
    else if (operation.type === 'break') world.broken.add(operation.url);
    else if (operation.type === 'mend') world.broken.delete(operation.url);
    else if ('thrown' in made) return l10n.t('refused');
    else return use(made.value, operation);
    return undefined;
  };
  const use = (reader: Reader, operation: ReaderOperation): unknown => {
    if (operation.type === 'read') {
      world.fetched = fromCache();
      const read = attempt(() => reader.read(operation.url));
      return `${'thrown' in read ? l10n.t('an error') : String(read.value)}, ${world.fetched}`;
    }
    if (operation.type === 'clear') return void reader.clear();
    const { hits, misses } = reader.info();
    return `hits=${String(hits)}, misses=${String(misses)}`;
  };
  return { apply };
}

/** How a read is told that fetched nothing. */
export function fromCache(): string {
  return l10n.t('from the cache');
}

function describeFetch({ timeoutMs, rejectUnauthorized }: FetchOptions, attention: Attention): string {
  if (attention === 'certificate' && rejectUnauthorized === false)
    return l10n.t('fetched without checking the certificate');
  const isLimited = timeoutMs !== undefined && timeoutMs > 0 && timeoutMs < Infinity;
  return attention === 'timeout' && !isLimited ? l10n.t('fetched without a time limit') : l10n.t('fetched');
}

/** As it should be: every entry with its own lifetime, on the clock that does not jump. */
export const createModelReader: CreateReader = (fetch, seconds, maxsize, clock) => {
  if (!(seconds > 0 && seconds < Infinity)) throw new RangeError('seconds');
  let entries: { readonly url: string; readonly length: number; readonly expires: number }[] = [];
  let [hits, misses] = [0, 0];
  return {
    info: () => ({ hits, misses }),
    clear: () => {
      [entries, hits, misses] = [[], 0, 0];
    },
    read: (url) => {
      const found = entries.find((entry) => entry.url === url && clock.now() < entry.expires);
      if (found) hits++;
      else misses++;
      const { status, body } = found ? { status: 200, body: '' } : fetch(url, { timeoutMs: 1 });
      if (status !== 200) throw new Error(String(status));
      const entry = found ?? { url, length: countCodePoints(body), expires: clock.now() + seconds * 1000 };
      entries = [...entries.filter((other) => other.url !== url), entry].slice(-maxsize);
      return entry.length;
    },
  };
};
