import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { CacheCounts } from '../../protocol/session.ts';
import { formatCacheInfo, formatCount, formatHitRatio } from '../format.ts';
import { FillMeter } from './fillMeter.tsx';
import { NumberList } from './numberList.tsx';

/** A cache's name and counters; `evictions` where somebody counted them. */
export interface CountedCache {
  readonly name: string;
  readonly info: CacheCounts;
  readonly evictions?: number | undefined;
}

/** The counters of a cache, as Python prints them and one by one, and how full it is. */
export function CacheFacts({ cache }: { readonly cache: CountedCache }): VNode {
  const { name, info, evictions } = cache;
  return (
    <>
      <code class="cache-info">{formatCacheInfo(info)}</code>
      <NumberList
        label={l10n.t('Counters of {0}', name)}
        numbers={[
          [l10n.t('Hits'), formatCount(info.hits)],
          [l10n.t('Misses'), formatCount(info.misses)],
          [l10n.t('Hit ratio'), formatHitRatio(info)],
          ...(evictions === undefined ? [] : [[l10n.t('Evictions'), formatCount(evictions)] as const]),
        ]}
      />
      <FillMeter cache={cache} />
    </>
  );
}
