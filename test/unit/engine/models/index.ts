import { classic } from './classic.ts';
import type { Model } from './model.ts';

/** A model for each policy that the engine registers. */
export const models: Record<string, (maxsize: number) => Model> = { ...classic };
