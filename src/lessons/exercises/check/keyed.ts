/** What the exercises on caches with `get` and `put` share: operations, sequences, adapter and report. */
import * as l10n from '@vscode/l10n';
import type { Random } from './random.ts';
import { describeValue } from './report.ts';
import type { Subject, Trial } from './trial.ts';

export type KeyedOperation =
  | { readonly type: 'get'; readonly key: number }
  | { readonly type: 'put'; readonly key: number; readonly value: number };

/** A cache as LeetCode asks for it: `get` of an absent key is -1. */
export interface PutCache {
  get(key: number): unknown;
  put(key: number, value: number): unknown;
}

/** A model, which also tells what it holds. */
export interface KeyedModel extends Subject<KeyedOperation> {
  /** The entries, the next to leave first. */
  entries(): readonly (readonly [key: number, value: number])[];
}

/** Drives a class with `get` and `put`; what `put` returns does not matter. */
export function adapt(cache: PutCache): Subject<KeyedOperation> {
  return {
    apply: (operation) => {
      if (operation.type === 'get') return cache.get(operation.key);
      cache.put(operation.key, operation.value);
      return undefined;
    },
  };
}

/** A sequence for a cache of `setup` entries. Keys are few, so that they meet again; 0 is among keys and values. */
export function createTrial(random: Random, setup: number, length: number): Trial<KeyedOperation> {
  const operations = Array.from({ length }, (): KeyedOperation => {
    const key = random.below(setup + 3);
    return random.below(2) === 0 ? { type: 'get', key } : { type: 'put', key, value: random.below(100) };
  });
  const questions = Array.from({ length: setup + 3 }, (_, key): KeyedOperation => ({ type: 'get', key }));
  return { setup, operations: [...operations, ...questions] };
}

export function describeOperation(operation: KeyedOperation): string {
  return operation.type === 'get' ? `get(${operation.key})` : `put(${operation.key}, ${operation.value})`;
}

/** What the answer holds after the operations: a fresh answer is asked for each key, as asking may change it. */
export function observeState(
  makeAnswer: (capacity: number) => Subject<KeyedOperation>,
  { setup, operations }: Trial<KeyedOperation>,
): string {
  makeAnswer(setup); // Without keys nothing else would show that it throws.
  const keys = [...new Set(operations.map(({ key }) => key))];
  const held = keys.flatMap((key): [number, unknown][] => {
    const answer = makeAnswer(setup);
    for (const operation of operations) answer.apply(operation);
    const value = answer.apply({ type: 'get', key });
    return value === -1 || value === undefined ? [] : [[key, value]];
  });
  return describeEntries(held.sort(([a], [b]) => a - b));
}

/** What the model holds, in the same order. */
export function describeEntries(entries: readonly (readonly [key: number, value: unknown])[]): string {
  const shown = [...entries]
    .sort(([a], [b]) => a - b)
    .map(([key, value]) => `${key}: ${describeValue(value)}`);
  return shown.length === 0 ? l10n.t('empty') : shown.join(', ');
}
