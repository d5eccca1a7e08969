import type { Axis } from './axis.ts';
import { finite } from './axis.ts';

/** The least part of a decade that lies below the smallest value, so that its bar can be seen. */
const ROOM_BELOW = 0.3;

/** More labels than this would run into each other on a narrow screen. */
const MAX_LABELS = 5;

/** A logarithmic axis over whole decades on which all positive `values` have a place; any other is at its low end. */
export function createLogAxis(values: readonly number[], roomBelow = ROOM_BELOW): Axis {
  const exponents = values.filter((value) => value > 0).map(Math.log10);
  const low = Math.floor(Math.min(...exponents, exponents.length ? Infinity : 0) - roomBelow);
  const high = Math.max(low + 1, ...exponents.map(Math.ceil));
  const step = Math.ceil((high - low) / (MAX_LABELS - 1));
  const ticks = Array.from({ length: high - low + 1 }, (_, index) => ({
    value: powerOfTen(low + index),
    labelled: index % step === 0,
  }));
  return {
    ticks,
    // The least numbers there are have few digits: a power of ten among them lies beside its place.
    position: (value) => (value > 0 ? Math.max(0, (Math.log10(value) - low) / (high - low)) : 0),
  };
}

/** Exact where `10 ** exponent` is off by a rounding. */
function powerOfTen(exponent: number): number {
  return finite(Number(`1e${exponent}`));
}
