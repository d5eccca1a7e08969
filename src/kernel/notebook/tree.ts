import type { ValueTree } from '../../protocol/values.ts';
import { classNameOf, guarded } from './tell.ts';

/** How deep and how wide a tree is drawn, and how many nodes it has in all. */
const MAX_DEPTH = 4;
const MAX_CHILDREN = 100;
const MAX_NODES = 1000;

/** How many places of an array are looked at for members that are there: it may have holes. */
const MAX_PLACES = 100_000;

/** Draws values as trees. Getters are not called, and a value inside itself is named, not followed. */
export class TreeMaker {
  private nodes = 0;
  private readonly path: object[] = [];

  /** `tell` gives the text of any value, and does not throw. */
  constructor(private readonly tell: (value: unknown) => string) {}

  make(value: unknown): ValueTree {
    this.nodes++;
    if (typeof value !== 'object' || value === null) return { label: this.tell(value) };
    if (this.path.includes(value)) return { label: '[Circular]' };
    // A proxy can throw whatever is asked of it; then its text is all that is shown.
    return guarded(() => this.branch(value), undefined) ?? { label: this.tell(value) };
  }

  private branch(value: object): ValueTree {
    const label = labelOf(value);
    if (this.path.length >= MAX_DEPTH) return { label };
    const depth = this.path.length;
    this.path.push(value);
    try {
      const { children, more } = this.childrenOf(value);
      return { label, children, ...(more > 0 && { more }) };
    } finally {
      this.path.length = depth;
    }
  }

  private childrenOf(value: object): { children: NonNullable<ValueTree['children']>; more: number } {
    const { members, count } = membersOf(value, this.tell);
    const children: { key: string; value: ValueTree }[] = [];
    for (const [key, member] of members) {
      if (this.nodes >= MAX_NODES) break;
      children.push({ key, value: member === GETTER ? { label: '[Getter]' } : this.make(member) });
    }
    return { children, more: count - children.length };
  }
}

const GETTER = Symbol('getter');

/** The first members of an object, and how many it has. */
interface Members {
  readonly members: readonly (readonly [string, unknown])[];
  readonly count: number;
}

function membersOf(value: object, tell: (value: unknown) => string): Members {
  if (value instanceof Map) {
    const first = firstOf(value as Map<unknown, unknown>);
    return { members: first.map(([key, each]) => [tell(key), each]), count: value.size };
  }
  if (value instanceof Set) {
    const first = firstOf(value as Set<unknown>);
    return { members: first.map((each, index) => [String(index), each]), count: value.size };
  }
  const { keys, count } = Array.isArray(value) ? placesOf(value) : keysOf(value);
  return { members: keys.map((key) => [key, memberOf(value, key)]), count };
}

function firstOf<T>(values: Iterable<T>): T[] {
  const first: T[] = [];
  for (const value of values) {
    if (first.length === MAX_CHILDREN) break;
    first.push(value);
  }
  return first;
}

function keysOf(value: object): { keys: string[]; count: number } {
  const keys = Object.keys(value);
  return { keys: keys.slice(0, MAX_CHILDREN), count: keys.length };
}

/** An array's members that are there. One of millions is not listed as a whole, unless nearly all of it is holes. */
function placesOf(list: readonly unknown[]): { keys: string[]; count: number } {
  if (list.length > MAX_PLACES && isHollow(list)) return keysOf(list);
  const keys: string[] = [];
  for (let index = 0; index < list.length && keys.length < MAX_CHILDREN; index++) {
    if (Object.hasOwn(list, index)) keys.push(String(index));
  }
  return { keys, count: list.length <= MAX_PLACES ? Object.keys(list).length : list.length };
}

function isHollow(list: readonly unknown[]): boolean {
  let present = 0;
  for (let index = 0; index < MAX_PLACES && present < MAX_CHILDREN; index++) {
    if (Object.hasOwn(list, index)) present++;
  }
  return present < MAX_CHILDREN;
}

function memberOf(value: object, key: string): unknown {
  const property = Object.getOwnPropertyDescriptor(value, key);
  return property?.get ? GETTER : property?.value;
}

function labelOf(value: object): string {
  if (Array.isArray(value)) return `Array(${value.length})`;
  const name = classNameOf(value);
  return value instanceof Map || value instanceof Set ? `${name}(${value.size})` : name;
}
