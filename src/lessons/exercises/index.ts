import type { Exercise } from './exercise.ts';
import { fastFunction } from './fastFunction.ts';
import { lfu } from './lfu.ts';
import { lru } from './lru.ts';
import { timedCache } from './timedCache.ts';

/** Every exercise, in the order of the practice lessons. */
export const exercises: readonly Exercise[] = [lru, lfu, timedCache, fastFunction];

/** The exercise with this id, if there is one. */
export function findExercise(id: unknown): Exercise | undefined {
  return exercises.find((exercise) => exercise.id === id);
}
