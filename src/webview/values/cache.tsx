import * as l10n from '@vscode/l10n';
import { entries as entriesChart } from '../charts/entries.tsx';
import { CacheFacts } from '../views/cacheFacts.tsx';
import { ChartFigure } from '../views/chartFigure.tsx';
import type { ValueView } from './valueView.ts';

/** A cache: its counters and, where it is small, its entries. */
export const cache: ValueView<'cache'> = ({ value }) => {
  const { name, policy, entries } = value;
  return (
    <article class="shown-cache" aria-label={l10n.t('Cache {0}', name)}>
      <header>
        <h3>{name}</h3>
        <span class="badge" title={l10n.t('Eviction policy')}>
          {policy}
        </span>
      </header>
      <CacheFacts cache={value} />
      {entries && value.info.maxsize !== 0 && (
        <ChartFigure chart={entriesChart} data={{ ...value, entries }} />
      )}
    </article>
  );
};
