import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { MOST_ENTRIES } from '../../protocol/values.ts';
import { entries as entriesChart } from '../charts/entries.tsx';
import { Steps } from '../renderer/steps.tsx';
import { CacheFacts } from '../views/cacheFacts.tsx';
import { ChartFigure } from '../views/chartFigure.tsx';
import type { ValueOf, ValueView } from './valueView.ts';

type CacheValue = ValueOf<'cache'>;

/** A cache: its counters and, where it is small, its entries; or its calls as a tree. Its events can be stepped through. */
export const cache: ValueView<'cache'> = ({ value }) => {
  const { name, policy, recorded, isTree = false } = value;
  const [isOpen, setOpen] = useState(isTree);
  return (
    <article class="shown-cache" aria-label={l10n.t('Cache {0}', name)}>
      <header>
        <h3>{name}</h3>
        <span class="badge" title={l10n.t('Eviction policy')}>
          {policy}
        </span>
        {recorded && (
          <button type="button" class="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {isOpen ? l10n.t('Close the Steps') : l10n.t('Step Through')}
          </button>
        )}
      </header>
      {recorded && isOpen ? (
        <Steps recorded={recorded} title={name} picture={isTree ? 'calls' : 'inside'} />
      ) : (
        <AsItIs value={value} />
      )}
      {isTree && !recorded && <p class="muted">{tooManyText()}</p>}
    </article>
  );
};

function AsItIs({ value }: { readonly value: CacheValue }): VNode {
  const { entries, info } = value;
  return (
    <>
      <CacheFacts cache={value} />
      {entries && info.maxsize !== 0 && <ChartFigure chart={entriesChart} data={{ ...value, entries }} />}
      {!entries && value.cache !== undefined && <p class="muted">{tooLargeText(value)}</p>}
    </>
  );
}

/** Why its entries are not there. */
function tooLargeText({ recorded }: CacheValue): string {
  return recorded
    ? l10n.t(
        'It may hold more than {0} entries, so they are not listed here. Step Through shows them.',
        MOST_ENTRIES,
      )
    : l10n.t('It may hold more than {0} entries, so they are not listed here.', MOST_ENTRIES);
}

function tooManyText(): string {
  return l10n.t('There are too many events for a picture here. Open the dashboard to step through them.');
}
