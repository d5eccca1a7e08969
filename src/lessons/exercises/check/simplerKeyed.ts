import type { KeyedOperation, KeyedTrial } from '../play/keyed.ts';

/** Up to here every sequence is tried, so that a failure this short is told by the shortest there is. */
const LONGEST_TRIED = 6;
const MOST_KEYS = 3;
const LARGEST_CACHE = 2;

/** The same story with less in it: one cache, a smaller one, fewer repetitions, keys counted from 1, values by turn. */
export function* simplerTrials(trial: KeyedTrial): Generator<KeyedTrial> {
  yield* withFewerCaches(trial);
  yield* withSmallerNumbers(trial);
  const { setups, operations } = trial;
  for (const rewritten of [renameKeys(operations), renumberValues(operations)]) {
    if (JSON.stringify(rewritten) !== JSON.stringify(operations)) yield { setups, operations: rewritten };
  }
  yield* everyShortStory(trial);
}

function* withFewerCaches({ setups, operations }: KeyedTrial): Generator<KeyedTrial> {
  if (setups.length === 1) return;
  for (const left of setups.keys()) {
    const rest = operations.filter(({ of = 0 }) => of !== left);
    yield {
      setups: setups.filter((_, of) => of !== left),
      operations: rest.map((operation) => ({
        ...operation,
        of: (operation.of ?? 0) - Number((operation.of ?? 0) > left),
      })),
    };
  }
}

/** Half as large, then smaller by one; together, as a cache and what fills it belong together, then each by itself. */
function* withSmallerNumbers({ setups, operations }: KeyedTrial): Generator<KeyedTrial> {
  for (const smaller of [(count: number) => Math.ceil(count / 2), (count: number) => count - 1]) {
    const shorten = (operation: KeyedOperation): KeyedOperation =>
      operation.times !== undefined && operation.times > 1
        ? { ...operation, times: smaller(operation.times) }
        : operation;
    const isLarge = (count: number | undefined): boolean => count !== undefined && count > 1;
    const isShorter = operations.some(({ times }) => isLarge(times));
    for (const [of, capacity] of setups.entries()) {
      if (!isLarge(capacity)) continue;
      const others = setups.map((other, index) => (index === of ? smaller(other) : other));
      if (isShorter) yield { setups: others, operations: operations.map(shorten) };
      yield { setups: others, operations };
    }
    if (isShorter) yield { setups, operations: operations.map(shorten) };
    for (const [at, operation] of operations.entries()) {
      if (!isLarge(operation.times)) continue;
      yield { setups, operations: operations.map((other, index) => (index === at ? shorten(other) : other)) };
    }
  }
}

function* everyShortStory({ setups, operations }: KeyedTrial): Generator<KeyedTrial> {
  const [capacity] = setups;
  if (setups.length > 1 || capacity === undefined) return;
  const isRepeating = operations.some(({ times = 1 }) => times > 1);
  const longest = Math.min(operations.length - Number(!isRepeating), LONGEST_TRIED);
  for (let length = 1; length <= longest; length++) {
    for (let size = 1; size <= Math.min(capacity, LARGEST_CACHE); size++) {
      for (const story of stories(length, 0)) yield { setups: [size], operations: renumberValues(story) };
    }
  }
}

/** Every sequence of this length that ends with a question; a new key is always the next number. */
function* stories(length: number, known: number): Generator<KeyedOperation[]> {
  if (length === 0) yield [];
  for (let key = 1; length > 0 && key <= Math.min(known + 1, MOST_KEYS); key++) {
    for (const rest of stories(length - 1, Math.max(known, key))) {
      yield [{ type: 'get', key }, ...rest];
      if (length > 1) yield [{ type: 'put', key, value: 0 }, ...rest];
    }
  }
}

/** Keys that a `fill` puts stay as they are. */
function renameKeys(operations: readonly KeyedOperation[]): readonly KeyedOperation[] {
  if (operations.some(({ type }) => type === 'fill')) return operations;
  const names = new Map<number, number>();
  return operations.map((operation) => {
    const key = names.get(operation.key) ?? names.size + 1;
    names.set(operation.key, key);
    return { ...operation, key };
  });
}

function renumberValues(operations: readonly KeyedOperation[]): KeyedOperation[] {
  let puts = 0;
  return operations.map((operation) =>
    operation.type === 'put' ? { ...operation, value: 10 * ++puts } : operation,
  );
}
