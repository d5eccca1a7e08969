import type { Curve } from './curve.ts';

/** What a person could do with the limit that a cache has, as its requests show. */
export type LimitAdvice =
  /** A cache of `size` entries would have missed no more. */
  | { readonly kind: 'enough'; readonly size: number }
  /**
   * A larger one would have answered so many of the requests that missed. `size` is what all of them need, where that
   * can be told: a recursive function makes other requests when its cache answers more of them.
   */
  | { readonly kind: 'more'; readonly saves: number; readonly size?: number }
  /** No request was for a key that was asked for before. */
  | { readonly kind: 'unused' };

/** What the requests of an LRU cache say of its limit; undefined where that is right. */
export function adviseOnLimit(curve: Curve, limit: number, isNested: boolean): LimitAdvice | undefined {
  if (curve.requests === 0 || limit === 0) return undefined;
  const saves = curve.repeats - curve.hits(limit);
  if (saves > 0) return { kind: 'more', saves, ...(!isNested && { size: curve.enough }) };
  if (curve.repeats === 0) return { kind: 'unused' };
  return curve.enough < limit ? { kind: 'enough', size: curve.enough } : undefined;
}
