import * as l10n from '@vscode/l10n';
import { lruCache } from '../../engine/index.ts';
import { warnOfUselessCache } from '../longRun.ts';
import { integer, maxsize } from '../paramKinds.ts';
import { defineScenario } from '../scenario.ts';
import { createStepsTo, exactArithmetic } from '../stairs.ts';

/** The smallest cache that still saves every repeated call, and what `cacheInfo` tells of it. */
export const cacheInfo = defineScenario({
  id: 'cache-info',
  title: () => l10n.t('Run Stairs With a Bounded Cache'),
  summary: () => l10n.t('A cache of 16 entries, and what its CacheInfo says.'),
  params: {
    stair: integer(() => l10n.t('Stair'), 30, 1, 5000),
    maxsize: maxsize(() => l10n.t('Largest number of entries'), 16),
  },
  warning: ({ stair, maxsize }) => warnOfUselessCache(stair, maxsize, 1),
  run({ stair, maxsize }, { watch, print }) {
    const stepsTo = watch('stepsTo', 'lru', (observer) =>
      createStepsTo(exactArithmetic(stair), lruCache({ maxsize, observer })),
    );
    const value = String(stepsTo(stair));
    print(value);
    print(String(stepsTo.cacheInfo()));
    return value;
  },
});
