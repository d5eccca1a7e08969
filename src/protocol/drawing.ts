/** What is drawn outside of any page: a value of a notebook as the text of a file, for whoever exports it. */
import type { RichValue } from './values.ts';

/** A value as a person reads it where nothing can be pressed: a picture with its twins in text. */
export interface Drawing {
  readonly title: string;
  /** What it tells, in a few sentences; empty where the table is all. */
  readonly summary: string;
  /** A whole SVG file that needs nothing else, in both colour schemes. */
  readonly svg?: string | undefined;
  readonly table?: DrawnTable | undefined;
}

export interface DrawnTable {
  readonly columns: readonly string[];
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly string[])[];
  /** The indices of columns whose cells are numbers: they stand at the right. */
  readonly numbers?: readonly number[] | undefined;
  /** The indices of rows that are to stand out. */
  readonly marked?: readonly number[] | undefined;
}

/** Draws a value; undefined where its text says as much. */
export type Draw = (value: RichValue) => Drawing | undefined;

/** What the bundle of drawings exports. `translations` are those of the display language, by the English text. */
export interface Drawings {
  readonly createDraw: (language: string, translations?: Readonly<Record<string, unknown>>) => Draw;
}
