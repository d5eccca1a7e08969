import * as v from 'valibot';
import { missClasses } from '../../recording/index.ts';

/** How many events a second are played. */
export const PACES = [1, 4, 16, 64, 256, 1024] as const;

/** A whole number that is not negative. */
const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

/** What a person has chosen to see: kept while the page is hidden, and through a window reload. */
export const View = v.object({
  session: v.nullable(v.string()),
  /** The number of a cache; that of no cache stands for the first. */
  cache: Whole,
  /** The number of an event, or null for the newest, whatever it is. */
  step: v.nullable(Whole),
  /** The id of a picture. */
  picture: v.string(),
  pace: v.picklist(PACES),
  /** The maxsize that a tree of calls is imagined with, or null. */
  room: v.nullable(Whole),
  /** The class of misses that is listed; empty for all. */
  misses: v.picklist([...missClasses, '']),
});
export type View = v.InferOutput<typeof View>;

/** What is chosen at first. */
export const NOTHING_CHOSEN: View = {
  session: null,
  cache: 0,
  step: null,
  picture: '',
  pace: 4,
  room: null,
  misses: '',
};
