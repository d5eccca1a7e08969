/** Where values lie between the two ends of a picture. */
export interface Axis {
  /** Rising; the first and the last are the ends of the axis. */
  readonly ticks: readonly { readonly value: number; readonly labelled: boolean }[];
  /** Where `value` lies: 0 at the low end, 1 at the high end. */
  readonly position: (value: number) => number;
}

/** The least and the greatest of some values; `Infinity` and `-Infinity` of none. */
export function extremes(values: readonly number[]): { least: number; greatest: number } {
  return {
    least: values.reduce((a, b) => Math.min(a, b), Infinity),
    greatest: values.reduce((a, b) => Math.max(a, b), -Infinity),
  };
}

/** A value that numbers can hold: the next round one beyond the greatest number would be none. */
export function finite(value: number): number {
  return Math.min(Number.MAX_VALUE, Math.max(-Number.MAX_VALUE, value));
}
