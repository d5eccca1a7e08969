/**
 * Counts how many elements are moved by methods of arrays. The engine moves them so fast that no clock tells it from
 * constant time, as long as a cache is not very large.
 */
export interface Moves {
  begin(): void;
  /** Nothing is counted any more. */
  end(): void;
  /** How many were moved in between. */
  count(): number;
}

type Method = (this: ArrayLike<unknown>, ...args: unknown[]) => unknown;
/** How many elements a call has moved. `before`: how many there were. */
type Count = (before: number, args: readonly unknown[], result: unknown) => number;

const byResult: Count = (_before, _args, result) => (result as ArrayLike<unknown>).length;

const COUNTS: readonly (readonly [name: string, count: Count])[] = [
  [
    'copyWithin',
    (before, [target, start, end = before]) =>
      least(before - placeOf(target, before), placeOf(end, before) - placeOf(start, before)),
  ],
  ['fill', (before, [, start, end = before]) => placeOf(end, before) - placeOf(start, before)],
  ['slice', byResult],
  ['concat', byResult],
  [
    'splice',
    (before, args, result) =>
      args.length - 2 === (result as ArrayLike<unknown>).length ? 0 : before - placeOf(args[0], before),
  ],
  ['unshift', (before) => before],
  ['set', (_before, [source]) => (source as ArrayLike<unknown>).length],
];

/** A method of an array, as it was and as it counts. */
interface Patch {
  readonly holder: object;
  readonly name: string;
  readonly was: PropertyDescriptor;
  readonly now: PropertyDescriptor;
}

/** To be made before cells can replace anything: what this needs later is taken now. */
export function createMoves(): Moves {
  const { apply, defineProperty } = Reflect;
  let moved = 0;
  const patches = listPatches((count, method) => {
    return function (this: ArrayLike<unknown>, ...args) {
      const before = this.length;
      const result = apply(method, this, args);
      const moves = count(before, args, result);
      if (moves > 0) moved += moves;
      return result;
    };
  });
  /** By index: iterators may be what a cell has replaced. */
  const define = (which: 'was' | 'now', index = 0): void => {
    const patch = patches[index];
    if (!patch) return;
    defineProperty(patch.holder, patch.name, patch[which]);
    define(which, index + 1);
  };
  return {
    begin() {
      moved = 0;
      define('now');
    },
    end: () => define('was'),
    count: () => moved,
  };
}

function listPatches(counting: (count: Count, method: Method) => Method): readonly Patch[] {
  const typed = Object.getPrototypeOf(Int32Array.prototype) as object;
  return [Array.prototype, typed].flatMap((holder) =>
    COUNTS.flatMap(([name, count]) => {
      const was = Object.getOwnPropertyDescriptor(holder, name);
      if (!was) return [];
      const value = counting(count, was.value as Method);
      return { holder, name, was, now: { __proto__: null, ...was, value } as PropertyDescriptor };
    }),
  );
}

/** A place in an array as its methods take it: from the end where it is negative. */
function placeOf(place: unknown, length: number): number {
  if (typeof place !== 'number') return 0;
  if (place >= 0) return least(place, length);
  return length + place > 0 ? length + place : 0;
}

function least(a: number, b: number): number {
  return a < b ? a : b;
}
