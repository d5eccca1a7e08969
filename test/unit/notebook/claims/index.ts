import { firstLessons } from './firstLessons.ts';
import { lastLessons } from './lastLessons.ts';

/** What the lessons say beside their cells, by the number of the lesson. */
export const claims = { ...firstLessons, ...lastLessons };
