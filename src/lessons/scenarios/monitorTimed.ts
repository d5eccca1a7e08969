import * as l10n from '@vscode/l10n';
import { timedLruCache, ttlCache } from '../../engine/index.ts';
import { monitorParams, runMonitor } from '../monitor.ts';
import { flag, maxsize, seconds } from '../paramKinds.ts';
import { defineScenario } from '../scenario.ts';

/** The monitor with a cache that expires: as a whole, as the tutorial has it, or entry by entry. */
export const monitorTimed = defineScenario({
  id: 'monitor-timed',
  title: () => l10n.t('Start Feed Monitor With a Timed Cache'),
  summary: () => l10n.t('Watches a feed and fetches an article again only when its copy has expired.'),
  isRepeatable: false,
  params: {
    ...monitorParams,
    seconds: seconds(() => l10n.t('Lifetime in seconds'), 10),
    maxsize: maxsize(() => l10n.t('Largest number of entries'), 128),
    perEntry: flag(() => l10n.t('A lifetime for each entry instead of one for all'), false),
  },
  run({ seconds, maxsize, perEntry, ...params }, context) {
    const [policy, decorator] = perEntry
      ? (['ttl', ttlCache] as const)
      : (['timed-lru', timedLruCache] as const);
    return runMonitor(
      {
        ...params,
        remember: (getArticle) =>
          context.watch(
            'getArticle',
            policy,
            (observer) => decorator(seconds, maxsize, { clock: context.clock, observer })(getArticle),
            undefined,
            seconds * 1000,
          ),
      },
      context,
    );
  },
});
