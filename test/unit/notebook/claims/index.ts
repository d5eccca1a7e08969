import { firstLessons } from './firstLessons.ts';
import { lastLessons } from './lastLessons.ts';
import { sharedLesson } from './sharedLesson.ts';

/** What the lessons say beside their cells, by the number of the lesson. */
export const claims = { ...firstLessons, ...lastLessons, ...sharedLesson };
