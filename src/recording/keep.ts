import { Ghosts } from '../engine/ghosts.ts';
import { SlotList } from '../engine/slotList.ts';
import { pack, packHalves, packNumbers, type Column, type Numbers, type Packed } from './packed.ts';

/** What state was, in as few bytes as it needs. */
export interface Kept<T> {
  /** About how many. */
  readonly bytes: number;
  /**
   * The state as it was: put into an object like it, which is filled anew and costs no memory, or else into a new one.
   * What was one thing twice is one thing twice again.
   */
  putInto(state?: T): T;
}

/**
 * Keeps plain state: fields, arrays, typed arrays and Maps of numbers and texts; objects keep their prototypes.
 * Closures and private names cannot be kept. What says that it `isShared` is not kept but stays what it is.
 */
export function keep<T extends object>(state: T): Kept<T> {
  const keeping = new Keeping();
  const kept = keeping.keep(state) as Part;
  return {
    bytes: keeping.bytes,
    putInto: (into) => new Putting().put(kept, into) as T,
  };
}

/** A deep copy of what can be kept. */
export const cloneState = <T extends object>(state: T): T => keep(state).putInto();

/** An object that is kept; all else that is in a field is a value, and is kept as it is. */
abstract class Part {
  constructor(value: object, keeping: Keeping) {
    keeping.know(value, this);
  }

  /** What is to be filled: an object that is there, where it is of the same kind, or a new one. */
  abstract choose(into: object | undefined): object;
  abstract fill(state: object, putting: Putting): void;
}

/** One act of keeping: each object once. */
class Keeping {
  bytes = 0;
  private readonly known = new Map<object, Part>();

  keep(value: unknown): unknown {
    if (typeof value !== 'object' || value === null || 'isShared' in value) return value;
    const known = this.known.get(value);
    if (known) return known;
    return partOf(value, this);
  }

  /** Says what stands for an object, before its own parts are looked at: they may lead back to it. */
  know(value: object, part: Part): void {
    this.known.set(value, part);
  }

  /** Counts what a part holds. */
  hold(bytes: number): void {
    this.bytes += bytes;
  }
}

/** One act of putting back: each object is filled once. */
class Putting {
  private readonly done = new Map<Part, object>();
  private readonly taken = new Set<unknown>();

  /** What stands for a value; `into` is what there is to be filled. */
  put(value: unknown, into: unknown): unknown {
    if (!(value instanceof Part)) return value;
    const done = this.done.get(value);
    if (done) return done;
    const isFree = typeof into === 'object' && into !== null && !this.taken.has(into);
    const state = value.choose(isFree ? into : undefined);
    // Before it is whole: its parts may lead back to it.
    this.done.set(value, state);
    this.taken.add(state);
    value.fill(state, this);
    return state;
  }
}

function partOf(value: object, keeping: Keeping): Part {
  if (value instanceof SlotList) return new KeptList(value, keeping);
  if (value instanceof Ghosts) return new KeptGhosts(value, keeping);
  if (ArrayBuffer.isView(value)) return new KeptColumn(value as Column, keeping);
  if (value instanceof Map) return new KeptMap(value, keeping);
  if (!Array.isArray(value)) return new KeptFields(value, keeping);
  return holdsNumbers(value) ? new KeptNumbers(value, keeping) : new KeptItems(value, keeping);
}

/** A list of slots is its order, however many could be in it. */
class KeptList extends Part {
  private readonly limit: number;
  private readonly slots: Packed;

  constructor(list: SlotList, keeping: Keeping) {
    super(list, keeping);
    this.limit = list.limit;
    const slots = new Int32Array(list.size);
    for (let slot = list.oldest, at = 0; slot !== 0; slot = list.after(slot)) slots[at++] = slot;
    this.slots = pack(slots);
    keeping.hold(this.slots.bytes);
  }

  choose(into: object | undefined): object {
    return into instanceof SlotList ? into : new SlotList(this.limit);
  }

  fill(list: SlotList): void {
    list.clear();
    for (const slot of this.slots.unpacked()) list.push(slot);
  }
}

/** Ghosts are their fingerprints: the table that finds them is built again. */
class KeptGhosts extends Part {
  private readonly prints: Packed;

  constructor(ghosts: Ghosts, keeping: Keeping) {
    super(ghosts, keeping);
    this.prints = packNumbers(ghosts.list());
    keeping.hold(this.prints.bytes);
  }

  choose(into: object | undefined): object {
    return into instanceof Ghosts ? into : new Ghosts();
  }

  fill(ghosts: Ghosts): void {
    ghosts.become(this.prints.unpacked());
  }
}

/** A typed array: where it is mostly zeros, as tables are, only the other words and their places. */
class KeptColumn extends Part {
  private readonly like: new (length: number) => Column;
  private readonly length: number;
  private readonly places: Int32Array | undefined;
  /** Words, at these places or all; or else the values themselves. */
  private readonly kept: Packed;
  private readonly areWords: boolean;

  constructor(column: Column, keeping: Keeping) {
    super(column, keeping);
    this.like = column.constructor as new (length: number) => Column;
    this.length = column.length;
    const words = wordsOf(column);
    this.places = words && placesOf(words);
    const used = this.places?.map((place) => words![place]!);
    const packed = used ? pack(used) : words && packHalves(words);
    this.areWords = packed !== undefined;
    this.kept = packed ?? pack(column);
    keeping.hold(this.kept.bytes + (this.places?.byteLength ?? 0));
  }

  choose(into: object | undefined): object {
    const { like, length } = this;
    return into?.constructor === like && (into as Column).length === length ? into : new like(length);
  }

  fill(column: Column): void {
    const into = this.areWords ? wordsOf(column)! : column;
    const kept = this.kept.unpacked();
    if (this.places) scatter(into, kept, this.places);
    else into.set(kept);
  }
}

/** A column as words of four bytes, so that the compiler sees one kind only; not where they do not fit. */
const wordsOf = ({ buffer, byteOffset, byteLength }: Column): Int32Array | undefined =>
  (byteOffset | byteLength) % 4 === 0 ? new Int32Array(buffer, byteOffset, byteLength / 4) : undefined;

/** One word of so many is looked at to guess how many are zero. */
const SAMPLE = 61;

/** Where words are not zero, if those are so few that it is worth while. */
function placesOf(words: Int32Array): Int32Array | undefined {
  let [sampled, used] = [0, 0];
  for (let at = 0; at < words.length; at += SAMPLE, sampled++) if (words[at] !== 0) used++;
  if (used > sampled / 4) return undefined;
  const places = new Int32Array(words.length);
  used = 0;
  for (let at = 0; at < words.length; at++) if (words[at] !== 0) places[used++] = at;
  return used > words.length / 3 ? undefined : places.slice(0, used);
}

function scatter(into: Column, words: Column, places: Int32Array): void {
  into.fill(0);
  for (let at = 0; at < places.length; at++) into[places[at]!] = words[at]!;
}

/** A plain array of numbers or of yes and no. */
class KeptNumbers extends Part {
  private readonly values: Packed;
  private readonly areBooleans: boolean;

  constructor(array: Numbers, keeping: Keeping) {
    super(array, keeping);
    this.areBooleans = typeof sampleOf(array) === 'boolean';
    this.values = packNumbers(array);
    keeping.hold(this.values.bytes);
  }

  choose(into: object | undefined): object {
    return Array.isArray(into) ? (into as unknown[]) : [];
  }

  fill(array: Numbers): void {
    const values = this.values.unpacked();
    array.length = values.length;
    if (this.areBooleans) for (let at = 0; at < values.length; at++) array[at] = values[at] === 1;
    else for (let at = 0; at < values.length; at++) array[at] = values[at]!;
  }
}

/** An array holds values of one kind; those that are indexed by slot may lack the first. */
const sampleOf = (array: readonly unknown[]): unknown => array[1] ?? array[0] ?? array.at(-1);

const holdsNumbers = (array: readonly unknown[]): array is Numbers =>
  array.length === 0 || ['number', 'boolean'].includes(typeof sampleOf(array));

/** A Map of numbers or texts. */
class KeptMap extends Part {
  private readonly entries: readonly (readonly [unknown, unknown])[];

  constructor(map: ReadonlyMap<unknown, unknown>, keeping: Keeping) {
    super(map, keeping);
    this.entries = [...map];
    keeping.hold(40 * map.size);
  }

  choose(into: object | undefined): object {
    return into instanceof Map ? into : new Map();
  }

  fill(map: Map<unknown, unknown>): void {
    map.clear();
    for (const [key, value] of this.entries) map.set(key, value);
  }
}

/** An array of objects. */
class KeptItems extends Part {
  private readonly items: readonly unknown[];

  constructor(items: readonly unknown[], keeping: Keeping) {
    super(items, keeping);
    this.items = items.map((item) => keeping.keep(item));
    keeping.hold(8 * items.length);
  }

  choose(into: object | undefined): object {
    return Array.isArray(into) ? (into as unknown[]) : [];
  }

  fill(array: unknown[], putting: Putting): void {
    const { items } = this;
    array.length = items.length;
    for (let at = 0; at < items.length; at++) array[at] = putting.put(items[at], array[at]);
  }
}

type Fields = Record<string, unknown>;

/** An object with its fields. */
class KeptFields extends Part {
  private readonly prototype: object | null;
  private readonly names: readonly string[];
  private readonly values: readonly unknown[];

  constructor(fields: object, keeping: Keeping) {
    super(fields, keeping);
    this.prototype = Object.getPrototypeOf(fields) as object | null;
    this.names = Object.keys(fields);
    this.values = Object.values(fields).map((value) => keeping.keep(value));
    keeping.hold(64);
  }

  choose(into: object | undefined): object {
    const { prototype } = this;
    const isLike = into !== undefined && Object.getPrototypeOf(into) === prototype;
    return isLike ? into : (Object.create(prototype) as object);
  }

  fill(fields: Fields, putting: Putting): void {
    const { names, values } = this;
    for (let at = 0; at < names.length; at++) {
      const name = names[at]!;
      const before = fields[name];
      const value = putting.put(values[at], before);
      // A field that stays what it is is a constant for the compiler.
      if (value !== before || before === undefined) fields[name] = value;
    }
  }
}
