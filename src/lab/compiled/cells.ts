/** Of a cell (`src/assembly/cells.ts`), in numbers of 32 bits: where in it are its older neighbour and its key. */
const OLDER = 1;
const KEY = 2;

/** The keys of entries, oldest first. */
export function* keysIn(cells: Int32Array): Generator<number> {
  for (let at = (cells[0] ?? 0) >> 2; at > 0; at = cells[at]! >> 2)
    if (cells[at + KEY] !== 0) yield cells[at + KEY]! - 1;
}

/** Puts a cell that no key has had yet before the oldest entry. */
export function linkFirst(cells: Int32Array, at: number): void {
  const oldest = cells[0]!;
  cells[at] = oldest;
  cells[(oldest >> 2) + OLDER] = cells[0] = 4 * at;
}
