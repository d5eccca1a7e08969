import type { RemovalCause } from '../engine/index.ts';
import { kinds, wordingOf } from './events.ts';
import type { EventLog } from './log.ts';

/** The life of one entry: from when it was stored until it left. Times are in ms since the recording began. */
export interface Life {
  readonly key: number;
  readonly from: number;
  /** The number of the event that stored it. */
  readonly number: number;
  /** When it left; `undefined` while it is there. */
  to?: number;
  /** Why it left; `cleared` with all others, `expired` by itself or with the whole cache. */
  end?: RemovalCause;
  /** Whether all entries left with it. */
  withAll?: boolean;
  /** When it was asked for. */
  readonly hits: number[];
}

/** How many events before the last are looked at: lives that began earlier are not told. */
const MOST_EVENTS = 50_000;

/** How many hits of a life are told: the newest. */
const MOST_HITS = 200;

/** The lives of the entries of a cache up to an event, in the order in which they began. */
export function livesOf(log: EventLog, cache: number, to: number): readonly Life[] {
  const lives: Life[] = [];
  const living = new Map<number, Life>();
  const end = (slot: number, time: number, cause: RemovalCause, withAll = false): void => {
    const life = living.get(slot);
    if (life) Object.assign(life, { to: time, end: cause, ...(withAll && { withAll }) });
    living.delete(slot);
  };
  for (const { chunk, start, end: stop } of log.spans(Math.max(log.first, to - MOST_EVENTS + 1), to))
    for (let at = start; at < stop; at++) {
      if (chunk.cache[at] !== cache) continue;
      const [kind, slot, time] = [chunk.kind[at]!, chunk.slot[at]!, chunk.time[at]!];
      const begin = (): void => {
        const life = { key: chunk.key[at]!, from: time, number: chunk.first + at, hits: [] };
        lives.push(life);
        living.set(slot, life);
      };
      switch (kind) {
        case kinds.hit: {
          const hits = living.get(slot)?.hits;
          hits?.push(time);
          if (hits && hits.length > MOST_HITS) hits.shift();
          break;
        }
        case kinds.stored:
          begin();
          break;
        case kinds.updated:
        case kinds.renewed:
          end(slot, time, 'replaced');
          begin();
          break;
        case kinds.evicted:
        case kinds.expired:
        case kinds.deleted:
        case kinds.invalidated:
          end(slot, time, wordingOf(kind).cause!);
          break;
        case kinds.cleared:
        case kinds.expiredAll:
        case kinds.resumed:
          for (const each of [...living.keys()]) end(each, time, wordingOf(kind).cause ?? 'cleared', true);
          break;
      }
    }
  return lives;
}
