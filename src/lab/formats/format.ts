import type { Intake } from '../reading/intake.ts';

/** How a file of a format is to be read, as far as that is not the same for all of them. */
export interface Settings {
  /** The field that holds the key: its number from 0, or its name. */
  readonly column?: string | number | undefined;
  /** The fields that hold the time and the size of a request, where there are such. */
  readonly time?: string | number | undefined;
  readonly size?: string | number | undefined;
  /** Whether the first line names the fields. */
  readonly header?: boolean | undefined;
  /** The byte between two fields. */
  readonly separator?: number | undefined;
  /** Of a number in four bytes, whether the least comes first. */
  readonly littleEndian?: boolean | undefined;
}

/** The beginning of a file, unpacked. */
export interface Sample {
  readonly bytes: Uint8Array;
  /** Its first whole lines, without their ends. */
  readonly lines: readonly Uint8Array[];
  /** Whether a person has said that it is of this format: then a few lines that are not do not matter. */
  readonly isNamed?: boolean | undefined;
  /** How long the whole file is, where that is known. */
  readonly length?: number | undefined;
}

/** What a format makes of a sample. */
export interface Guess {
  readonly settings: Settings;
  /** What the fields are called, where there are several to choose the key from. */
  readonly fields?: readonly string[] | undefined;
  /** Why a person should look before it is read so. */
  readonly doubt?: Doubt | undefined;
}

/**
 * - `columns`: any of several fields may be the key.
 * - `commas`: lines may be keys with commas in them.
 * - `times`: the numbers only rise, as times do, and hardly any comes again.
 * - `byteOrder`: no file tells which of the four bytes comes first. What is counted is the same.
 * - `noise`: hardly a key comes again, and all bytes are alike, as in what is packed or encrypted.
 */
export type Doubt = 'columns' | 'commas' | 'times' | 'byteOrder' | 'noise';

/** A kind of file that holds requests. */
export interface Format {
  readonly id: string;
  /** Other names that people and programs have for it, in small letters without blanks. */
  readonly aliases: readonly string[];
  readonly isBinary?: boolean | undefined;
  /** Whether its requests have fields, one of which is the key. */
  readonly hasColumns?: boolean | undefined;
  /** Undefined where the sample is none of its kind. */
  sniff(sample: Sample): Guess | undefined;
  open(intake: Intake, settings: Settings): Scanner;
}

/** Goes through the bytes of a file. */
export interface Scanner {
  /**
   * Reads the whole records in `[from, to)` and returns where the first one begins that is not there as a whole.
   * At the end of the file what is left is a record, too.
   */
  scan(bytes: Uint8Array, from: number, to: number, isEnd: boolean): number;
}

/** A column that none of the lines has. `known` are those that are there. */
export class NoColumn extends Error {
  constructor(
    readonly column: string | number,
    readonly known: readonly string[],
  ) {
    super(`There is no column ${column}.`);
  }
}
