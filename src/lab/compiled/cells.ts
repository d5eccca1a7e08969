/** Of a cell (`src/assembly/cells.ts`), in numbers of 32 bits: where in it are its older neighbour and its key. */
const OLDER = 1;
const KEY = 2;

/** The keys of entries, oldest first. The ends of their queue are at `ends`, counted in numbers of 32 bits. */
export function* keysIn(cells: Int32Array, ends = 0): Generator<number> {
  if (cells.length === 0) return; // Nothing was asked yet.
  for (let at = cells[ends]! >> 2; at !== ends; at = cells[at]! >> 2)
    if (cells[at + KEY] !== 0) yield cells[at + KEY]! - 1;
}

/** Puts a cell that no key has had yet before the oldest entry. */
export function linkFirst(cells: Int32Array, at: number): void {
  const oldest = cells[0]!;
  cells[at] = oldest;
  cells[(oldest >> 2) + OLDER] = cells[0] = 4 * at;
}

/** Ties the ends of a queue together. */
export function tie(cells: Int32Array, ends: number): void {
  cells[ends] = cells[ends + OLDER] = 4 * ends;
}
