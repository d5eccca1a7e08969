/** A policy as its paper tells it, on plain arrays of keys: slow, obvious, and written without looking at the engine. */
export interface Model {
  /** An absent key went in. */
  insert(key: number): void;
  /** A present key was used. */
  hit(key: number): void;
  /** The key that leaves for `incoming`; forgets it. */
  evict(incoming: number): number;
  /** A key left otherwise. */
  remove(key: number): void;
  /** The present keys in the documented order. */
  keys(): number[];
}

/** Takes a key out of a list. */
export function without(list: number[], key: number): void {
  const i = list.indexOf(key);
  if (i >= 0) list.splice(i, 1);
}
