import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useMemo } from 'preact/hooks';
import type { CacheLine, CachePlace } from '../../protocol/session.ts';
import { history, inside as insideChart } from '../charts/index.ts';
import { standing } from '../timeMachine/look.ts';
import type { ShownCache } from '../timeMachine/past.ts';
import { Button } from './button.tsx';
import { CacheFacts } from './cacheFacts.tsx';
import { ChartFigure } from './chartFigure.tsx';
import { SharedFacts } from './sharedFacts.tsx';

interface CacheCardProps {
  readonly cache: ShownCache;
  /** Of a shared cache: how it stands with its server. */
  readonly line?: CacheLine | undefined;
  /** Of the card in the page. */
  readonly id: string;
  readonly onAnalyze: () => void;
  /** Absent where only the program itself can clear it. */
  readonly onClear?: (() => void) | undefined;
}

/** All that is known of one cache. */
export function CacheCard({ cache, line, id, onAnalyze, onClear }: CacheCardProps): VNode {
  const { name, policy, place, inside } = cache;
  const look = useMemo(() => inside && standing(cache, inside), [cache]);
  return (
    <article class="cache" id={id} tabIndex={-1} aria-label={l10n.t('Cache {0}', name)}>
      <header>
        <h3>{name}</h3>
        <vscode-badge title={l10n.t('Eviction policy')}>{policy}</vscode-badge>
        <Button onClick={onAnalyze} label={l10n.t('Analyze {0}', name)}>
          {l10n.t('Analyze')}
        </Button>
        {onClear && (
          <Button onClick={onClear} label={l10n.t('Clear {0}', name)}>
            {l10n.t('Clear')}
          </Button>
        )}
      </header>
      {place && placeText(place) !== '' && (
        <p class="muted" title={place.file}>
          {placeText(place)}
        </p>
      )}
      <CacheFacts cache={cache} />
      {(line ?? cache.remoteHits) !== undefined && <SharedFacts cache={cache} line={line} />}
      {look && <ChartFigure chart={insideChart} data={look} />}
      <ChartFigure chart={history} data={cache} />
    </article>
  );
}

/** Where a program has made it, as far as that is known: caches of one name are told apart by it. */
function placeText({ file, line, module }: CachePlace): string {
  const name = file === undefined ? module : /[^\\/]+$/.exec(file)?.[0];
  if (name === undefined) return '';
  return line === undefined ? name : l10n.t('{0}, line {1}', name, line);
}
