import { classic } from './classic.ts';
import type { Model } from './model.ts';
import { modern } from './modern.ts';
import { random, windowTinyLfu } from './with-dice.ts';

/** A model for each policy that the engine registers. */
export const models: Record<string, (maxsize: number) => Model> = {
  ...classic,
  ...modern,
  'w-tinylfu': windowTinyLfu,
  random,
};
