import type { ValueTree } from '../../protocol/cells.ts';

/** How deep and how wide a tree is drawn, and how many nodes it has in all. */
const MAX_DEPTH = 4;
const MAX_CHILDREN = 100;
const MAX_NODES = 1000;

/** Draws values as trees. Getters are not called, and a value inside itself is named, not followed. */
export class TreeMaker {
  private nodes = 0;
  private readonly path: object[] = [];

  constructor(private readonly inspect: (value: unknown) => string) {}

  make(value: unknown): ValueTree {
    this.nodes++;
    if (typeof value !== 'object' || value === null) return { label: this.inspect(value) };
    if (this.path.includes(value)) return { label: '[Circular]' };
    const label = labelOf(value);
    if (this.path.length >= MAX_DEPTH) return { label };
    this.path.push(value);
    const { children, more } = this.childrenOf(value);
    this.path.pop();
    return { label, children, ...(more > 0 && { more }) };
  }

  private childrenOf(value: object): { children: NonNullable<ValueTree['children']>; more: number } {
    const members = membersOf(value, this.inspect);
    const children: { key: string; value: ValueTree }[] = [];
    for (const [key, member] of members.slice(0, MAX_CHILDREN)) {
      if (this.nodes >= MAX_NODES) break;
      children.push({ key, value: member === GETTER ? { label: '[Getter]' } : this.make(member) });
    }
    return { children, more: members.length - children.length };
  }
}

const GETTER = Symbol('getter');

function membersOf(value: object, inspect: (value: unknown) => string): (readonly [string, unknown])[] {
  if (value instanceof Map)
    return [...(value as Map<unknown, unknown>)].map(([key, each]) => [inspect(key), each]);
  if (value instanceof Set) return [...(value as Set<unknown>)].map((each, index) => [String(index), each]);
  return Object.entries(Object.getOwnPropertyDescriptors(value))
    .filter(([, { enumerable }]) => enumerable)
    .map(([key, property]) => [key, property.get ? GETTER : (property.value as unknown)]);
}

function labelOf(value: object): string {
  if (Array.isArray(value)) return `Array(${value.length})`;
  const name = value.constructor.name || 'Object';
  return value instanceof Map || value instanceof Set ? `${name}(${value.size})` : name;
}
