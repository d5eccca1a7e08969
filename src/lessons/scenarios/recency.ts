import * as l10n from '@vscode/l10n';
import type { KeyedCache } from '../../engine/index.ts';
import { createCache } from '../../engine/index.ts';
import { maxsize, requests } from '../paramKinds.ts';
import type { RequestKey } from '../requests.ts';
import { alignColumns, collectVictims, request, showKey, showKeys } from '../requests.ts';
import { defineScenario } from '../scenario.ts';

/** The recency list of an LRU cache, request by request. */
export const recency = defineScenario({
  id: 'recency',
  title: () => l10n.t('Step Through an LRU Cache'),
  summary: () => l10n.t('After each request, the entries from the most to the least recently used.'),
  isSteppedThrough: true,
  params: {
    requests: requests(() => l10n.t('Requested keys, in order'), 'A B C D A E B F A C'),
    maxsize: maxsize(() => l10n.t('Largest number of entries'), 4),
  },
  run({ requests, maxsize }, { watch, count, print }) {
    count('requests', requests.length);
    const victims: RequestKey[] = [];
    const cache = watch(
      'articles',
      'lru',
      (observer) => createCache<RequestKey, true>('lru', maxsize, { observer }),
      collectVictims(victims),
    );
    const rows = requests.map((key) => step(key, cache, victims));
    for (const line of alignColumns(rows)) print(line);
    return undefined;
  },
});

/** Makes one request; the cells of its line. */
function step(key: RequestKey, cache: KeyedCache<RequestKey, true>, victims: RequestKey[]): string[] {
  const wasPresent = cache.has(key);
  request(cache, key);
  const evicted = victims.splice(0);
  return [
    showKey(key),
    wasPresent ? l10n.t('hit') : l10n.t('miss'),
    cache.size === 0 ? l10n.t('(empty)') : showKeys(cache.keys().reverse()),
    ...(evicted.length === 0 ? [] : [l10n.t('evicted {0}', showKeys(evicted))]),
  ];
}
