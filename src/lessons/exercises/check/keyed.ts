/** The exercises on caches with `get` and `put`: the game, and how it is told. */
import * as l10n from '@vscode/l10n';
import type { KeyedOperation, KeyedTrial } from '../play/keyed.ts';
import { type Outcome, SILENT } from '../play/outcome.ts';
import type { Game } from './game.ts';
import type { Held, Look } from './held.ts';
import { LARGEST_REPLAY, type Replay, type ReplayOperation } from './replay.ts';
import { findKeyedRule } from './keyedRule.ts';
import { simplerTrials } from './simplerKeyed.ts';
import { tellWrongKeyed } from './tellKeyed.ts';

/** An entry of the model. `uses`: where its policy counts them. */
export interface ModelEntry {
  readonly key: number;
  readonly value: number;
  readonly uses?: number;
}

/** A plain cache that does what the answer should, as often as it is said. */
export interface KeyedModel {
  get(key: number, times: number): number;
  put(key: number, value: number, times: number): void;
  /** What it holds; who leaves first stands first. */
  list(): readonly ModelEntry[];
}

type CreateModel = (capacity: number) => KeyedModel;

/** What a keyed exercise is made of. */
export interface KeyedTask {
  readonly id: 'lru' | 'lfu';
  /** The name of the answer's class. */
  readonly entry: string;
  readonly createModel: CreateModel;
}

/** The largest cache of which is asked who leaves next. */
const MOST_LOOKED_AT = 64;

export function createKeyedGame({ id, entry, createModel }: KeyedTask): Game<number, KeyedOperation> {
  const modelsAfter = ({ setups, operations }: KeyedTrial): readonly KeyedModel[] => {
    const models = setups.map(createModel);
    for (const operation of operations) applyTo(models, operation);
    return models;
  };
  return {
    question: (trials) => ({ game: 'keyed', trials }),
    makeModel: (capacities) => {
      const models = capacities.map(createModel);
      return { apply: (operation) => applyTo(models, operation) };
    },
    simpler: simplerTrials,
    describeSetups: (capacities) =>
      capacities
        .map((capacity, of) => `${capacities.length > 1 ? `${nameOf(of)} = ` : ''}new ${entry}(${capacity})`)
        .join(', '),
    nameOf,
    describeOperation: (operation, capacities) =>
      capacities.length > 1
        ? describeOperation(operation, `${nameOf(operation.of ?? 0)}.`)
        : describeOperation(operation, ''),
    weigh: ({ times = 1 }) => times,
    look: (trial) => lookAt(trial, modelsAfter(trial)),
    columns: () => [l10n.t('Should hold, next to leave first'), l10n.t('get of yours would answer')],
    describeModel: (trial) =>
      describeCaches(
        modelsAfter(trial).map((model, of) => {
          const { keys, isWhole } = keysOf(trial, of);
          const entries = model.list().filter(({ key }) => isWhole || keys.includes(key));
          return { texts: entries.map(describeEntry), isWhole };
        }),
      ),
    describeHeld: (actual, expected) =>
      describeCaches(
        actual.map(({ entries, isWhole, next }, of) => {
          const known = [next ?? '', ...(expected[of]?.entries.keys() ?? []), ...entries.keys()];
          const keys = [...new Set(known)].filter((key) => entries.has(key));
          return { texts: keys.map((key) => `${key}: ${entries.get(key)}`), isWhole };
        }),
      ),
    replay: (trial) => replayOf(id, trial),
    tellWrong: tellWrongKeyed,
    findRule: (match, failing) => findKeyedRule(id, match, failing),
  };
}

function replayOf(policy: Replay['policy'], { setups, operations }: KeyedTrial): Replay | undefined {
  const [maxsize, ...others] = setups;
  const count = operations.reduce((sum, { times = 1 }) => sum + times, 0);
  if (maxsize === undefined || others.length > 0 || count > LARGEST_REPLAY) return undefined;
  const steps = operations.map((operation) =>
    Array.from({ length: operation.times ?? 1 }, (_, time): ReplayOperation => {
      const { type, key } = operation;
      if (type === 'get') return { type, key };
      return type === 'put'
        ? { type, key, value: operation.value }
        : { type: 'put', key: key + time, value: 10 * (key + time) };
    }),
  );
  return { policy, maxsize, steps };
}

function applyTo(models: readonly KeyedModel[], operation: KeyedOperation): Outcome {
  const model = models[operation.of ?? 0];
  const { key, times = 1 } = operation;
  if (!model) return SILENT;
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

function describeEntry({ key, value, uses }: ModelEntry): string {
  return uses === undefined ? `${key}: ${value}` : l10n.t('{0}: {1} (uses: {2})', key, value, uses);
}

function describeCaches(
  caches: readonly { readonly texts: readonly string[]; readonly isWhole: boolean }[],
): string {
  return caches
    .map(({ texts, isWhole }) =>
      texts.length === 0 ? l10n.t('empty') : [...texts, ...(isWhole ? [] : ['...'])].join(', '),
    )
    .join(' | ');
}

/** The keys that were used in one of the caches; of many that were put at once, those at the ends. */
function keysOf({ operations }: KeyedTrial, cache: number): { keys: number[]; isWhole: boolean } {
  const own = operations.filter(({ of = 0 }) => of === cache);
  const keys = own.flatMap(({ key, ...operation }) =>
    operation.type === 'fill' ? [key, key + operation.times - 1] : [key],
  );
  const isWhole = own.every((operation) => operation.type !== 'fill' || operation.times <= 2);
  return { keys: [...new Set(keys)].sort((a, b) => a - b), isWhole };
}

/** Asks for each key. A cache that is full is then given a new one, and asked again: who is gone is the next to leave. */
function lookAt(trial: KeyedTrial, models: readonly KeyedModel[]): Look<number, KeyedOperation> {
  const { setups, operations } = trial;
  const after = (...more: KeyedOperation[]): KeyedTrial => ({ setups, operations: [...operations, ...more] });
  const parts = setups.map((capacity, of) => {
    const { keys, isWhole } = keysOf(trial, of);
    const gets = keys.map((key): KeyedOperation => ({ type: 'get', key, of }));
    const isFull = models[of]?.list().length === capacity;
    const fresh: KeyedOperation = { type: 'put', key: (keys.at(-1) ?? 0) + 1, value: 1, of };
    const isAsked = isWhole && isFull && capacity > 1 && capacity <= MOST_LOOKED_AT;
    const trials = [
      ...gets.map((get) => after(get)),
      ...(isAsked ? gets.map((get) => after(fresh, get)) : []),
    ];
    return { keys, isWhole, trials };
  });
  return {
    trials: parts.flatMap(({ trials }) => trials),
    read: (last) => {
      const rest = [...last];
      return parts.map(({ keys, isWhole, trials }) =>
        readHeld(keys.map(String), isWhole, rest.splice(0, trials.length)),
      );
    },
  };
}

function readHeld(keys: readonly string[], isWhole: boolean, last: readonly (Outcome | undefined)[]): Held {
  const entries = new Map<string, string>();
  const gone: string[] = [];
  for (const [index, key] of keys.entries()) {
    const [now, later] = [last[index], last[index + keys.length]];
    if (!now || isNothing(now)) continue;
    entries.set(key, now.text);
    if (later && isNothing(later)) gone.push(key);
  }
  return { entries, isWhole, next: gone.length === 1 ? gone[0] : undefined };
}

/** Also what languages answer for nothing: that it should be -1 is told by the operation itself. */
function isNothing({ text }: Outcome): boolean {
  return text === '-1' || text === SILENT.text || text === 'None' || text === 'null';
}
