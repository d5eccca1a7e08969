import * as l10n from '@vscode/l10n';
import { countStops } from '../mistakes/keyed/countStops.ts';
import { keyedMistakes } from '../mistakes/keyed/index.ts';
import type { MakeCaches } from '../mistakes/keyed/mistake.ts';
import { plainCaches } from '../mistakes/keyed/plainCache.ts';
import { sharedState } from '../mistakes/keyed/sharedState.ts';
import type { KeyedOperation, KeyedTrial } from '../play/keyed.ts';
import { type Outcome, SILENT } from '../play/outcome.ts';
import type { MakeSubject } from '../play/trial.ts';
import type { Match } from './game.ts';
import { createEvidence } from './keyedTrials.ts';
import { type Candidate, findBrokenRule } from './rule.ts';

/** In larger sequences no mistake is tried: the plain models are slow. */
const LARGEST_TRIED = 5000;

/** Who works right in caches up to here has no simple mistake. */
const SMALL_CACHE = 8;

/** Which rule of an exercise on caches an answer breaks that fails in this sequence. */
export async function findKeyedRule(
  id: 'lru' | 'lfu',
  match: Match<number, KeyedOperation>,
  failing: KeyedTrial,
): Promise<string | undefined> {
  if (await isShared(match)) return sharedState.rule();
  if (match.size(failing) > LARGEST_TRIED) {
    const isRepeating = failing.operations.some(
      ({ type, times = 1 }) => type !== 'fill' && times > LARGEST_TRIED,
    );
    return isRepeating && id === 'lfu' ? countStops.rule() : tellLarge(failing);
  }
  const candidates = keyedMistakes
    .filter(({ of = id }) => of === id)
    .flatMap(({ rule, models }) =>
      models(plainCaches[id], failing).map((makeCaches): Candidate<number, KeyedOperation> => ({
        rule,
        make: subjectOf(makeCaches),
      })),
    );
  const evidence = createEvidence(failing.setups.length);
  const found = await findBrokenRule(match, failing, evidence, candidates);
  if (found !== undefined) return found;
  const [played] = await match.play([failing]);
  return tellStrange(id, failing, played?.outcomes.at(-1)) ?? tellLarge(failing);
}

/** What is put into one cache, and asked of another that lives at the same time. */
const SHARING: readonly KeyedTrial[] = [
  {
    setups: [2, 2],
    operations: [
      { type: 'put', key: 1, value: 777, of: 0 },
      { type: 'get', key: 1, of: 1 },
    ],
  },
];

/**
 * Whether a cache finds what another one was given. It is asked directly: what such caches answer elsewhere depends on all
 * that was played before, so no model explains it.
 */
async function isShared(match: Match<number, KeyedOperation>): Promise<boolean> {
  const [played] = await match.playKnown(SHARING);
  return played?.outcomes.at(-1)?.text === '777';
}

/** What no cache should do, whatever its policy. */
function tellStrange(
  id: 'lru' | 'lfu',
  failing: KeyedTrial,
  outcome: Outcome | undefined,
): string | undefined {
  if (outcome?.as === 'thrown' && id === 'lfu' && failsForRoom(failing)) {
    return l10n.t(
      'A put that has to make room fails. Does yours look among entries with so few uses that there are none? The fewest uses grow when the last entry with so few is used, and are one again with each new entry.',
    );
  }
  if (outcome?.as === 'thrown') {
    return l10n.t(
      'No operation may fail: a full cache, a missing key and a key that is present are all in order.',
    );
  }
  const isNumber = /^-?\d+$/.test(outcome?.text ?? '') || outcome?.text === SILENT.text;
  return isNumber ? undefined : l10n.t('A get answers with a whole number itself: the value, or -1.');
}

/** Whether the last operation puts a new key into a full cache, and some entry was used more than once. */
function failsForRoom({ setups, operations }: KeyedTrial): boolean {
  const keys = operations.map(({ key }) => key);
  const [last, before] = [operations.at(-1), new Set(keys.slice(0, -1))];
  return (
    last?.type === 'put' &&
    !before.has(last.key) &&
    before.size >= (setups[0] ?? Infinity) &&
    keys.length > before.size + 1
  );
}

function tellLarge({ setups }: KeyedTrial): string | undefined {
  const largest = Math.max(...setups);
  return largest <= SMALL_CACHE
    ? undefined
    : l10n.t('Small caches do this right. Look for what is different with a capacity of {0}.', largest);
}

function subjectOf(makeCaches: MakeCaches): MakeSubject<number, KeyedOperation> {
  return (capacities) => {
    const caches = makeCaches(capacities);
    return { apply: (operation) => applyTo(caches[operation.of ?? 0], operation) };
  };
}

function applyTo(cache: ReturnType<MakeCaches>[number] | undefined, operation: KeyedOperation): Outcome {
  const { type, key, times = 1 } = operation;
  let seen: number | string | undefined;
  for (let time = 0; time < times; time++) {
    if (type === 'get') seen = cache?.get(key);
    else if (type === 'put') cache?.put(key, operation.value);
    else cache?.put(key + time, 10 * (key + time));
  }
  return type === 'get' ? { as: 'value', text: String(seen) } : SILENT;
}
