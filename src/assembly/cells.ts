/**
 * What a cache holds, in an order. Each entry has a cell: the place of its newer neighbour, that of its older one, its
 * key, counted from 1, and what its policy has to know of it besides. What is touched again and again lies close
 * together in this way, however many keys there are.
 *
 * Cell 0 is no entry: it ties the two ends together. Its newer neighbour is the oldest entry, its older one the newest.
 */
export const ENDS: i32 = 0;

const OLDER: usize = 4;
const KEY: usize = 8;

export function newer(cells: usize, place: i32): i32 {
  return load<i32>(cells + place);
}

export function older(cells: usize, place: i32): i32 {
  return load<i32>(cells + place, OLDER);
}

export function keyOf(cells: usize, place: i32): i32 {
  return load<i32>(cells + place, KEY);
}

export function setKey(cells: usize, place: i32, key: i32): void {
  store<i32>(cells + place, key, KEY);
}

/** An entry goes behind another one; behind `ENDS` it is the oldest. */
export function link(cells: usize, place: i32, behind: i32): void {
  const next = newer(cells, behind);
  store<i32>(cells + behind, place);
  store<i32>(cells + place, next);
  store<i32>(cells + place, behind, OLDER);
  store<i32>(cells + next, place, OLDER);
}

/** An entry leaves the order. */
export function unlink(cells: usize, place: i32): void {
  const next = newer(cells, place);
  const before = older(cells, place);
  store<i32>(cells + before, next);
  store<i32>(cells + next, before, OLDER);
}

/** A key gets a cell. By key, `cellOf` has the place of its cell. */
export function settle(cellOf: usize, cells: usize, place: i32, key: i32): void {
  setKey(cells, place, key);
  store<i32>(cellOf + (key << 2), place);
}

/** A key gets the cell of another one; 0 is the key of a cell that is new. */
export function replace(cellOf: usize, cells: usize, place: i32, key: i32): void {
  store<i32>(cellOf + (keyOf(cells, place) << 2), 0);
  settle(cellOf, cells, place, key);
}
