import type { CacheState } from '../../protocol/session.ts';
import {
  Recording,
  type CacheFacts,
  type MissClass,
  type Moment,
  type RecordedEvent,
  type Sliced,
} from '../../recording/index.ts';
import type { Computed } from './jobs.ts';

/** The most entries of one part of a cache that are drawn. */
export const MOST_ENTRIES = 64;

/** One cache of a recording at one moment: what every picture of the time machine is drawn from. */
export interface Look {
  readonly recording: Recording;
  /** The cache that is looked at. */
  readonly facts: CacheFacts;
  /** The number of the event that has just happened; 0 before all. */
  readonly step: number;
  /** The event itself, which may be one of another cache. */
  readonly event: RecordedEvent | undefined;
  /** The cache after that event; before it, where an entry is about to leave. */
  readonly moment: Moment;
  /** The maxsize that a tree of calls is imagined with; `null` for the calls as they were recorded. */
  readonly room: number | null;
  /** The class of misses that is listed; empty for all. */
  readonly misses: MissClass | '';
  /** Chooses it. */
  readonly chooseMisses: (name: MissClass | '') => void;
  /** Whether pictures change faster than the eye can follow, or by too much: then nothing glides. */
  readonly isBusy: boolean;
  /** Shows another moment. */
  readonly go: (step: number) => void;
  /** Goes on with a computation over the whole recording of this cache. */
  readonly compute: <Result>(id: string, begin: () => Sliced<Result>) => Computed<Result>;
}

/** What belongs to somebody who looks and chooses, where nobody does. */
export const nobody = {
  isBusy: true,
  go: () => undefined,
  room: null,
  misses: '',
  chooseMisses: () => undefined,
  compute: () => ({ result: undefined, progress: 0 }),
} as const;

/** A cache of which no event is at hand, by what it holds. */
export function standing(
  { name, policy, info, evictions }: Pick<CacheState, 'name' | 'policy' | 'info' | 'evictions'>,
  held: Pick<Moment, 'layout' | 'next'>,
): Look {
  return {
    ...nobody,
    recording: new Recording(),
    facts: { cache: 0, name, kind: '', policy, maxsize: info.maxsize, seed: 0, isRetired: false },
    step: 0,
    event: undefined,
    moment: { step: 0, info, evictions, isKnown: true, ...held },
  };
}

/** The event with this number; `undefined` where it is not kept. */
export function eventAt(recording: Recording, number: number): RecordedEvent | undefined {
  if (number < recording.first || number > recording.last) return undefined;
  const [event] = recording.events(number, number);
  return event;
}

/** After which event the cache is shown: where an entry is about to leave, after the one before, so that it is there. */
function shownAfter(recording: Recording, facts: CacheFacts, step: number): number {
  const event = eventAt(recording, step);
  const isLeaving = event?.type === 'removed' && event.cache === facts.cache && step > recording.first;
  return isLeaving ? step - 1 : step;
}

/**
 * A cache at a moment, with the entry that is about to leave still in its place. Works for about so many ms; `undefined`
 * where that was not enough.
 */
export function lookAt(
  recording: Recording,
  facts: CacheFacts,
  step: number,
  ms: number,
  more: Pick<Look, 'isBusy' | 'go' | 'room' | 'compute' | 'misses' | 'chooseMisses'>,
): Look | undefined {
  const after = shownAfter(recording, facts, step);
  const moment = recording.lookAt(facts.cache, after, MOST_ENTRIES, ms);
  return moment && { recording, facts, step, event: eventAt(recording, step), moment, ...more };
}
