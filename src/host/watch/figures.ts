import { Uri } from 'vscode';
import type { CacheCounts, CacheState, SessionState } from '../../protocol/session.ts';
import type { ProgramCache } from '../../watch/knownCache.ts';
import { isRunning, type SessionStore } from '../sessions/store.ts';
import type { Watches } from './watches.ts';

/** One cache that a line has made. */
export interface Figure {
  readonly session: SessionState;
  readonly cache: CacheState;
  readonly known: ProgramCache | undefined;
}

/** What the newest run knows of the caches that a line has made. */
export interface LineFigures {
  /** From 0, as the program was started. */
  readonly line: number;
  readonly isLive: boolean;
  /** All of the run, in all its processes: one at least. */
  readonly figures: readonly [Figure, ...Figure[]];
}

/** A figure of a line of a document, where that is now. */
export interface ShownLine {
  readonly line: number;
  readonly figures: LineFigures;
  readonly hasChanged: boolean;
}

/** How many addresses of files are remembered. */
const MOST_FILES = 10_000;

/** Finds what is known of the caches that the lines of a file have made. */
export class Figures {
  private readonly addresses = new Map<string, string>();

  constructor(
    private readonly store: SessionStore,
    private readonly watches: Watches,
  ) {}

  /** When a run began, where that is known. */
  startOf(run: string): number | undefined {
    return this.watches.find(run)?.startedAt;
  }

  /** By line. */
  of(file: Uri): LineFigures[] {
    const address = file.toString();
    const found = new Map<number, [Figure, ...Figure[]]>();
    for (const session of this.store.sessions)
      for (const cache of session.program ? session.caches : []) {
        const { file: path, line } = cache.place ?? {};
        if (path === undefined || line === undefined || this.addressOf(path) !== address) continue;
        this.add(found, line - 1, session, cache);
      }
    return Array.from(found, ([line, figures]) => ({
      line,
      figures,
      isLive: figures.some(({ session }) => isRunning(session)),
    }));
  }

  /** Sessions come newest first: what an older run knows is not asked for. */
  private add(
    found: Map<number, [Figure, ...Figure[]]>,
    line: number,
    session: SessionState,
    cache: CacheState,
  ): void {
    const before = found.get(line);
    if (before && before[0].session.program?.run !== session.program?.run) return;
    const known = this.watches.cacheOf(session.id, Number(cache.cache));
    if (before) before.push({ session, cache, known });
    else found.set(line, [{ session, cache, known }]);
  }

  private addressOf(path: string): string {
    const known = this.addresses.get(path);
    if (known !== undefined) return known;
    if (this.addresses.size >= MOST_FILES) this.addresses.clear();
    const address = Uri.file(path).toString();
    this.addresses.set(path, address);
    return address;
  }
}

/** The figures of several caches of one line together. */
export function sumOf(figures: readonly Figure[]): CacheCounts {
  const all = figures.map(({ cache }) => cache.info);
  const sum = (name: 'hits' | 'misses' | 'currsize'): number =>
    all.reduce((total, info) => total + info[name], 0);
  const limits = all.map(({ maxsize }) => maxsize);
  const maxsize = limits.reduce<number | null>(
    (total, limit) => (total === null || limit === null ? null : total + limit),
    0,
  );
  return { hits: sum('hits'), misses: sum('misses'), currsize: sum('currsize'), maxsize };
}
