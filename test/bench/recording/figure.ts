/** What was measured, and what is aimed at. */
export interface Figure {
  readonly title: string;
  readonly value: number;
  readonly unit: string;
  /** Empty where nothing is. */
  readonly aim: string;
}

/** The value that so many of all are not above. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN;
}
