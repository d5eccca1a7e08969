import type { ComponentType } from 'preact';

/** Rows of text; the first cell of a row names it. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The places of those columns that were measured: the same run again has others. */
  readonly measured?: readonly number[];
}

/** A picture of some data and its twins in text. One file each, one line in `index.ts`. */
export interface Chart<Data> {
  /** Names the picture among all others; also the table's caption. */
  title(data: Data): string;
  /** What the picture tells, in one or two sentences. */
  summary(data: Data): string;
  /** The numbers the picture is drawn from. */
  table(data: Data): Table;
  readonly Picture: ComponentType<{ readonly data: Data }>;
  /** What the colours and shapes stand for that are there. */
  readonly Legend?: ComponentType<{ readonly data: Data }>;
}
