import type { CacheWriter, Counts, Place } from '../recording/index.ts';
import type { LimitAdvice } from '../lab/index.ts';
import type { ProbeCache, ProbeCounts } from './messages.ts';
import type { PlayedCache } from './playedCache.ts';

/** A cache of the program, as far as it is known. */
export interface ProgramCache {
  /** The number in the recording, where it is shown. */
  readonly shown: number | undefined;
  readonly facts: ProbeCache;
  readonly counts: Readonly<Counts>;
  /** How many different keys it was asked for, where that is known. */
  readonly distinct: number | undefined;
  readonly advice: LimitAdvice | undefined;
  /** Whether the program has let go of it. */
  readonly isGone: boolean;
}

/** What is kept of a cache. */
export interface Known {
  readonly id: number;
  facts: ProbeCache;
  /** As the program has told last. */
  told: Counts;
  isGone: boolean;
  /** What writes it into the recording, while it is shown. */
  writer: CacheWriter | undefined;
  /** What plays its calls, once one was heard. */
  played: PlayedCache | undefined;
}

/** A cache of which nothing is counted yet. */
export const unknown = (id: number, facts: ProbeCache): Known => ({
  id,
  facts,
  told: { hits: 0, misses: 0, evictions: 0, currsize: 0, requests: 0 },
  isGone: false,
  writer: undefined,
  played: undefined,
});

/** Which of two kinds, of which those of the person go first. */
export const kindOf = ({ facts }: Known): 'own' | 'library' => (facts.isLibrary ? 'library' : 'own');

/** Whether it is still the same cache for a recording, which knows its policy and its limit from the beginning. */
export const isSameKind = (before: ProbeCache, now: ProbeCache): boolean =>
  (['kind', 'policy', 'maxsize', 'isLibrary'] as const).every((name) => before[name] === now[name]);

/** What people find it by in a list of caches of several modules. */
export const nameOf = ({ module, name }: ProbeCache): string =>
  module === undefined || module === '' || module === '__main__' ? name : `${module}.${name}`;

/** Where it was made. */
export const placeIn = ({ file, line, module, isLibrary }: ProbeCache): Place => ({
  isLibrary,
  ...(file !== undefined && { file }),
  ...(line !== undefined && { line }),
  ...(module !== undefined && { module }),
});

/** What is the same of caches that one line makes again and again. */
export const placeOf = ({ file, line, module, name }: ProbeCache): string =>
  [file, line, module, name].map(String).join('\n');

/** Whether what was played is not what the program has counted. */
export const isAtOdds = (played: Counts, told: Counts): boolean =>
  (['hits', 'misses', 'currsize'] as const).some((name) => played[name] !== told[name]);

/** Takes in what a cache has counted. Returns whether it was cleared since the last time. */
export function take(cache: Known, [, hits, misses, evictions, currsize, maxsize]: ProbeCounts): boolean {
  const { told } = cache;
  const wasCleared = hits < told.hits || misses < told.misses;
  const before = told.requests - (wasCleared ? 0 : told.hits + told.misses);
  cache.told = {
    hits,
    misses,
    evictions: evictions ?? evictionsOf(misses, currsize, maxsize),
    currsize,
    requests: before + hits + misses,
  };
  return wasCleared;
}

/** Where nobody counts them: each miss stores an entry, unless its function fails, and a full cache keeps so many. */
const evictionsOf = (misses: number, currsize: number, maxsize: number | null): number =>
  maxsize !== null && currsize === maxsize ? Math.max(0, misses - currsize) : 0;

/** A cache as others are told of it. */
export function asTold({ facts, told, isGone, writer, played }: Known): ProgramCache {
  const isHeard = played && !played.isParted;
  return {
    shown: writer?.cache,
    facts,
    counts: isHeard ? played.counts : told,
    distinct: played?.usage.distinct,
    advice: played?.advice(),
    isGone,
  };
}
