/** The line of code that has caused an event. */
export interface Origin {
  /** What the producer calls its code, as `cell-3` for the third cell that a kernel has run. */
  readonly file: string;
  /** From 1 up. */
  readonly line: number;
}

/** Of so many events of a recording, the first, it is known which line has caused them: to find it takes its time. */
export const MOST_ORIGINS = 10_000;

/** The longest name of a file. */
const LONGEST_NAME = 1000;

/** Which lines have caused events: lists side by side, and an event that is in none has no known line. */
export interface Origins {
  /** The numbers of the events, rising. */
  readonly numbers: Int32Array;
  /** For each of them the place of its file in `names`. */
  readonly files: Int32Array;
  readonly lines: Int32Array;
  readonly names: readonly string[];
}

/** The origins of the first events of a recording. */
export class OriginLog {
  private readonly places = new Map<string, number>();
  private readonly names: string[] = [];
  /** By number of event: the place of its file in `names` plus one, and its line. */
  private readonly files: number[] = [];
  private readonly lines: number[] = [];

  set(number: number, { file, line }: Origin): void {
    let place = this.places.get(file);
    if (place === undefined) this.places.set(file, (place = this.names.push(file) - 1));
    this.files[number] = place + 1;
    this.lines[number] = line;
  }

  get(number: number): Origin | undefined {
    const place = this.files[number];
    return place ? { file: this.names[place - 1]!, line: this.lines[number]! } : undefined;
  }

  /** Takes in what was told of the events `from` to `to`. What cannot be is left out. */
  add({ numbers, files, lines, names }: Origins, from: number, to: number): void {
    numbers.forEach((number, at) => {
      const [file, line] = [names[files[at]!], lines[at]!];
      if (file !== undefined && line > 0 && number >= from && number <= Math.min(to, MOST_ORIGINS))
        this.set(number, { file, line });
    });
  }

  /** Those of the events `from` to `to` as they are told; `undefined` where there are none. */
  tell(from: number, to: number): Origins | undefined {
    const found: Found[] = [];
    for (let number = from; number <= to && number < this.files.length; number++) {
      const origin = this.get(number);
      if (origin) found.push({ ...origin, number });
    }
    return originsOf(found);
  }
}

/** The origin of the event with this number. */
export interface Found extends Origin {
  readonly number: number;
}

/** The same as lists; `undefined` where there are none. */
export function originsOf(found: readonly Found[]): Origins | undefined {
  const { length } = found;
  if (length === 0) return undefined;
  const [numbers, files, lines] = [new Int32Array(length), new Int32Array(length), new Int32Array(length)];
  const places = new Map<string, number>();
  for (let at = 0; at < length; at++) {
    const { number, file, line } = found[at]!;
    let place = places.get(file);
    if (place === undefined) places.set(file, (place = places.size));
    numbers[at] = number;
    files[at] = place;
    lines[at] = line;
  }
  return { numbers, files, lines, names: [...places.keys()] };
}

/** Whether a value that came from outside says where events came from. */
export function isOrigins(value: unknown): value is Origins {
  const { numbers, files, lines, names } = (value ?? {}) as Partial<Origins>;
  return (
    [numbers, files, lines].every((list) => list instanceof Int32Array && list.length === numbers?.length) &&
    Array.isArray(names) &&
    names.every((name) => typeof name === 'string' && name.length <= LONGEST_NAME)
  );
}
