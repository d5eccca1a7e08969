/** What the lessons say beside their cells, each with what has to stand below the cell for it to be true. */
export interface Claim {
  /** As the text says it, in one line; without it, what the cell itself promises. */
  readonly says?: string;
  /** A piece of the code of the cell. */
  readonly cell: string;
  /** Whether what stands below the cell bears it out. */
  readonly holds: (output: string) => boolean;
}

export const has =
  (...parts: readonly string[]) =>
  (output: string): boolean =>
    parts.every((part) => output.includes(part));

/** How often something stands there. */
export const count = (output: string, part: string): number => output.split(part).length - 1;

type Row = Readonly<Record<string, number | string>>;

/** The last line as a table. */
export const rowsOf = (output: string): Row[] => JSON.parse(output.split('\n').at(-1) ?? '[]') as Row[];

export const column = (output: string, name: string): unknown[] => rowsOf(output).map((row) => row[name]);

/** The value in a row, found by another column of it. */
export function at(output: string, key: string, is: string | number, name: string): number {
  return Number(rowsOf(output).find((row) => row[key] === is)?.[name]);
}

export const percent = (part: number): number => Math.round(10 * part) / 10;
