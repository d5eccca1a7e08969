/** What can say itself how it is copied, because it stands for something that copies share. */
interface Copyable {
  copy(): unknown;
}

/**
 * A deep copy of plain state: objects keep their prototypes, and what was one thing twice is one thing twice again.
 * For state that is fields, arrays, typed arrays, Map and Set; closures and private names cannot be copied.
 */
export function cloneState<T>(state: T): T {
  return clone(state, new Map()) as T;
}

function clone(value: unknown, known: Map<object, unknown>): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const before = known.get(value);
  if (before !== undefined) return before;
  const copy = emptyCopy(value);
  known.set(value, copy);
  if (Array.isArray(value)) copyItems(copy as unknown[], known);
  else if (isFields(value)) copyFields(value, copy as Record<string, unknown>, known);
  return copy;
}

/** A copy that is whole where it holds numbers only, because nearly all of a policy's state is that. */
function emptyCopy(value: object): object {
  if (ArrayBuffer.isView(value) || Array.isArray(value)) return (value as unknown[]).slice();
  if (value instanceof Map) return new Map(value);
  if (value instanceof Set) return new Set(value);
  if ('copy' in value) return (value as Copyable).copy() as object;
  return Object.create(Object.getPrototypeOf(value) as object) as object;
}

function isFields(value: object): value is Record<string, unknown> {
  return !(ArrayBuffer.isView(value) || value instanceof Map || value instanceof Set || 'copy' in value);
}

function copyFields(from: Record<string, unknown>, to: Record<string, unknown>, known: Map<object, unknown>) {
  for (const name of Object.keys(from)) to[name] = clone(from[name], known);
}

function copyItems(items: unknown[], known: Map<object, unknown>): void {
  if (!holdsObjects(items)) return;
  for (let i = 0; i < items.length; i++) items[i] = clone(items[i], known);
}

/** An array holds values of one kind; those that are indexed by slot may lack the first. */
const holdsObjects = (items: readonly unknown[]): boolean =>
  typeof (items[1] ?? items[0] ?? items.at(-1)) === 'object';

/** About how many bytes plain state holds. */
export function bytesOfState(value: unknown, known = new Set<object>()): number {
  if (typeof value !== 'object' || value === null || known.has(value)) return 8;
  known.add(value);
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (value instanceof Map || value instanceof Set) return value.size * 40;
  if (Array.isArray(value) && !holdsObjects(value)) return 8 * value.length;
  return Object.values(value).reduce<number>((sum, part) => sum + bytesOfState(part, known), 64);
}
