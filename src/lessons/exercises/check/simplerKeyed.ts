import type { KeyedOperation } from './keyed.ts';
import type { Trial } from './trial.ts';

/** Up to here every sequence is tried, so that a failure this short is told by the shortest there is. */
const LONGEST_TRIED = 6;
const MOST_KEYS = 3;
const LARGEST_CACHE = 2;

/** The same story with less in it: a smaller cache, keys counted from 1, values by turn; then every short story. */
export function* simplerTrials(trial: Trial<KeyedOperation>): Generator<Trial<KeyedOperation>> {
  const { setup, operations } = trial;
  if (setup > 1) yield { setup: setup - 1, operations };
  for (const rewritten of [renameKeys(operations), renumberValues(operations)]) {
    if (JSON.stringify(rewritten) !== JSON.stringify(operations)) yield { setup, operations: rewritten };
  }
  const longest = Math.min(operations.length - 1, LONGEST_TRIED);
  for (let length = 1; length <= longest; length++) {
    for (let size = 1; size <= Math.min(setup, LARGEST_CACHE); size++) {
      for (const story of stories(length, 0)) yield { setup: size, operations: renumberValues(story) };
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

function renameKeys(operations: readonly KeyedOperation[]): KeyedOperation[] {
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
