import * as l10n from '@vscode/l10n';
import type { PolicySpec } from '../../engine/index.ts';
import { createCache, policies } from '../../engine/index.ts';
import { maxsize, requests } from '../paramKinds.ts';
import type { RequestKey } from '../requests.ts';
import { alignColumns, collectVictims, request, showKeys } from '../requests.ts';
import type { ScenarioContext } from '../scenario.ts';
import { defineScenario } from '../scenario.ts';
import { formatCount } from '../units.ts';

/** The strategies of the tutorial. The registry has more. */
const STRATEGIES = ['fifo', 'lifo', 'lru', 'mru', 'lfu'];

/** The same requests through five strategies: who has to go, and what that costs. */
export const strategies = defineScenario({
  id: 'strategies',
  title: () => l10n.t('Compare Eviction Strategies'),
  summary: () =>
    l10n.t('The same requests through FIFO, LIFO, LRU, MRU and LFU: hits, misses and victims of each.'),
  params: {
    requests: requests(() => l10n.t('Requested keys, in order'), 'A B C A A D B E A'),
    maxsize: maxsize(() => l10n.t('Largest number of entries'), 3),
  },
  run({ requests, maxsize }, context) {
    context.count('requests', requests.length);
    const compared = policies.filter(({ id }) => STRATEGIES.includes(id));
    const rows = compared.map((policy) => replay(policy, requests, maxsize, context));
    for (const line of alignColumns(rows)) context.print(line);
    return undefined;
  },
});

/** Sends the requests through one strategy; the cells of its line. */
function replay(
  { id, title }: PolicySpec,
  requests: readonly RequestKey[],
  maxsize: number | null,
  { watch }: ScenarioContext,
): string[] {
  const victims: RequestKey[] = [];
  const cache = watch(
    title,
    id,
    (observer) => createCache<RequestKey, true>(id, maxsize, { observer }),
    collectVictims(victims),
  );
  for (const key of requests) request(cache, key);
  const { hits, misses } = cache.info();
  return [
    title,
    l10n.t('hits {0}', formatCount(hits)),
    l10n.t('misses {0}', formatCount(misses)),
    victims.length === 0 ? l10n.t('evicted nothing') : l10n.t('evicted {0}', showKeys(victims)),
  ];
}
