/** The exercises on caches with `get` and `put`: the game, and how it is told. */
import * as l10n from '@vscode/l10n';
import type { KeyedOperation } from '../play/keyed.ts';
import { type Outcome, SILENT } from '../play/outcome.ts';
import type { Game, Probe } from './game.ts';
import { simplerTrials } from './simplerKeyed.ts';

/** A plain cache that does what the answer should, as often as it is said. */
export interface KeyedModel {
  get(key: number, times: number): number;
  put(key: number, value: number, times: number): void;
}

/** `entry` is the name of the answer's class. */
export function createKeyedGame(
  entry: string,
  createModel: (capacity: number) => KeyedModel,
): Game<number, KeyedOperation> {
  return {
    question: (trials) => ({ game: 'keyed', trials }),
    makeModel: (capacities) => {
      const models = capacities.map(createModel);
      return {
        apply: (operation) => {
          const model = models[operation.of ?? 0];
          return model ? applyToModel(model, operation) : SILENT;
        },
      };
    },
    simpler: simplerTrials,
    describeSetups: (capacities) =>
      capacities
        .map((capacity, of) => `${capacities.length > 1 ? `${nameOf(of)} = ` : ''}new ${entry}(${capacity})`)
        .join(', '),
    describeOperation: (operation, capacities) =>
      capacities.length > 1
        ? describeOperation(operation, `${nameOf(operation.of ?? 0)}.`)
        : describeOperation(operation, ''),
    weigh: ({ times = 1 }) => times,
    probes: ({ setups, operations }) =>
      setups.map((_, of) =>
        probesOf(
          operations.filter((operation) => (operation.of ?? 0) === of),
          of,
        ),
      ),
  };
}

function applyToModel(model: KeyedModel, operation: KeyedOperation): Outcome {
  const { key, times = 1 } = operation;
  if (operation.type === 'get') return { as: 'value', text: String(model.get(key, times)) };
  if (operation.type === 'put') model.put(key, operation.value, times);
  else for (let next = key; next < key + times; next++) model.put(next, 10 * next, 1);
  return SILENT;
}

/** Caches are called a, b and so on where there are several. */
function nameOf(of: number): string {
  return String.fromCharCode(97 + of);
}

function describeOperation(operation: KeyedOperation, cache: string): string {
  const { key, times = 1 } = operation;
  if (operation.type === 'fill') {
    const last = key + times - 1;
    const ends = [`${cache}put(${key}, ${10 * key})`, `${cache}put(${last}, ${10 * last})`];
    return times === 1 ? (ends[0] ?? '') : l10n.t('{0} up to {1}', ...ends);
  }
  const text = operation.type === 'get' ? `${cache}get(${key})` : `${cache}put(${key}, ${operation.value})`;
  return times === 1 ? text : l10n.t('{0}, {1} times', text, times);
}

/** Each key by itself; of many, those at the ends. */
function probesOf(operations: readonly KeyedOperation[], of: number): Probe<KeyedOperation>[] {
  const keys = new Set(
    operations.flatMap(({ key, ...operation }) =>
      operation.type === 'fill' ? [key, key + operation.times - 1] : [key],
    ),
  );
  const isWhole = operations.every((operation) => operation.type !== 'fill' || operation.times <= 2);
  const sorted = [...keys].sort((a, b) => a - b);
  return sorted.map((key, index) => ({
    operation: { type: 'get', key, of },
    tell: (outcome) => {
      const told = tellEntry(key, outcome);
      return told !== undefined && !isWhole && index === sorted.length - 1 ? `${told}, ...` : told;
    },
  }));
}

function tellEntry(key: number, { text }: Outcome): string | undefined {
  return text === '-1' || text === SILENT.text ? undefined : `${key}: ${text}`;
}
