import type { Codec } from './types.ts';

/** An entry as it was read. */
export interface Entry {
  readonly value: unknown;
  /** How long the function took for it, in ms. */
  readonly took: number;
}

/** An entry as text: the codec, how long the function took, and the value, with blanks between them. */
export const writeEntry = (codec: Codec, value: unknown, took: number): string =>
  `${codec.id} ${Math.max(0, Math.round(took))} ${codec.encode(value)}`;

/** Reads an entry; undefined where it is none, or of another codec. */
export function readEntry(codec: Codec, text: unknown): Entry | undefined {
  if (typeof text !== 'string' || !text.startsWith(`${codec.id} `)) return undefined;
  const from = codec.id.length + 1;
  const to = text.indexOf(' ', from);
  const took = Number(text.slice(from, to));
  if (to <= from || !Number.isSafeInteger(took)) return undefined;
  try {
    return { value: codec.decode(text.slice(to + 1)), took };
  } catch {
    return undefined;
  }
}
