import * as l10n from '@vscode/l10n';
import { lruCache } from '../../engine/index.ts';
import { integer, maxsize } from '../paramKinds.ts';
import { defineScenario } from '../scenario.ts';

/** The smallest cache that still saves every repeated call, and what `cacheInfo` tells of it. */
export const cacheInfo = defineScenario({
  id: 'cache-info',
  title: () => l10n.t('Run Stairs With a Bounded Cache'),
  summary: () => l10n.t('A cache of 16 entries, and what its CacheInfo says.'),
  params: {
    stair: integer(() => l10n.t('Stair'), 30, 1, 5000),
    maxsize: maxsize(() => l10n.t('Largest number of entries'), 16),
  },
  run({ stair, maxsize }, { watch, print }) {
    const stepsTo = watch('stepsTo', 'lru', (observer) =>
      lruCache({ maxsize, observer })((stair: number): number =>
        stair < 4
          ? ([1, 2, 4][stair - 1] ?? 0)
          : stepsTo(stair - 3) + stepsTo(stair - 2) + stepsTo(stair - 1),
      ),
    );
    const value = String(stepsTo(stair));
    print(value);
    print(String(stepsTo.cacheInfo()));
    return value;
  },
});
