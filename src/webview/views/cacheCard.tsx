import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { history } from '../charts/index.ts';
import type { CacheState } from '../../protocol/session.ts';
import { formatCacheInfo, formatCount, formatHitRatio } from '../format.ts';
import { Button } from './button.tsx';
import { ChartFigure } from './chartFigure.tsx';
import { FillMeter } from './fillMeter.tsx';
import { NumberList } from './numberList.tsx';

interface CacheCardProps {
  readonly cache: CacheState;
  readonly onClear: () => void;
}

/** All that is known of one cache. */
export function CacheCard({ cache, onClear }: CacheCardProps): VNode {
  const { name, policy, info, evictions } = cache;
  return (
    <article class="cache" aria-label={l10n.t('Cache {0}', name)}>
      <header>
        <h3>{name}</h3>
        <vscode-badge title={l10n.t('Eviction policy')}>{policy}</vscode-badge>
        <Button onClick={onClear} label={l10n.t('Clear {0}', name)}>
          {l10n.t('Clear')}
        </Button>
      </header>
      <code class="cache-info">{formatCacheInfo(info)}</code>
      <NumberList
        label={l10n.t('Counters of {0}', name)}
        numbers={[
          [l10n.t('Hits'), formatCount(info.hits)],
          [l10n.t('Misses'), formatCount(info.misses)],
          [l10n.t('Hit ratio'), formatHitRatio(info)],
          [l10n.t('Evictions'), formatCount(evictions)],
        ]}
      />
      <FillMeter cache={cache} />
      <ChartFigure chart={history} data={cache} />
    </article>
  );
}
