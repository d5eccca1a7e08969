import type { CacheCounts } from '../../protocol/session.ts';
import type { ProgramCache } from '../../watch/knownCache.ts';
import { adviceText } from './words.ts';
import type { WatchRun } from './watchRun.ts';

/** A cache of a program that has ended, for other programs. */
export interface WatchedCacheResult {
  readonly name: string;
  readonly module?: string;
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  /** Whether it is the person's own, and not one of a library. */
  readonly own: boolean;
  readonly policy: string;
  readonly info: CacheCounts;
  /** How many different keys it was asked for, where keys were recorded. */
  readonly distinct?: number;
  readonly advice?: string;
}

/** What `cachebook.watchPythonFile` and `cachebook.watchNodeScript` resolve with. */
export interface WatchResult {
  /** Absent where a signal or a person has ended the program. */
  readonly exitCode?: number;
  /** Of the program itself, its own first. */
  readonly caches: readonly WatchedCacheResult[];
  /** Of the processes that it has started. */
  readonly children: readonly { readonly pid: number; readonly caches: readonly WatchedCacheResult[] }[];
}

export function resultOf({ main, processes }: WatchRun, exitCode: number | undefined): WatchResult {
  return {
    ...(exitCode !== undefined && { exitCode }),
    caches: main?.caches().map(asResult) ?? [],
    children: processes.slice(1).map((process) => ({
      pid: process.hello.pid,
      caches: process.caches().map(asResult),
    })),
  };
}

function asResult({ facts, counts, distinct, advice }: ProgramCache): WatchedCacheResult {
  const { name, module, file, line, isLibrary, policy, maxsize } = facts;
  const { hits, misses, currsize } = counts;
  return {
    name,
    ...(module !== undefined && { module }),
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
    own: !isLibrary,
    policy,
    info: { hits, misses, maxsize, currsize },
    ...(distinct !== undefined && { distinct }),
    ...(advice && { advice: adviceText(advice) }),
  };
}
