import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { MOST_ENTRIES } from '../../protocol/values.ts';
import { expiryText } from '../cachePicture/cachePicture.tsx';
import { entries as entriesChart } from '../charts/entries.tsx';
import type { Recorded } from '../../protocol/recorded.ts';
import { Steps } from '../renderer/steps.tsx';
import { askNow } from '../renderer/toHost.ts';
import { CacheFacts } from '../views/cacheFacts.tsx';
import { ChartFigure } from '../views/chartFigure.tsx';
import type { ValueOf, ValueView } from './valueView.ts';

type CacheValue = ValueOf<'cache'>;

/** A cache: its counters and, where it is small, its entries; or its calls as a tree. Its events can be stepped through. */
export const cache: ValueView<'cache'> = ({ value }) => {
  const { name, policy, recorded, isTree = false } = value;
  const [isOpen, setOpen] = useState(isTree);
  // The events up to now, from when they were asked for until the cell's own moment is wanted again.
  const [now, setNow] = useState<Recorded>();
  const shown = now ?? recorded;
  const showNow = (events: Recorded): void => {
    setNow(events);
    setOpen(true);
  };
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
        {recorded && (
          <button type="button" class="link" title={nowTitle()} onClick={() => askNow(recorded, showNow)}>
            {l10n.t('Now')}
          </button>
        )}
        {now && (
          <button type="button" class="link" title={atCellTitle()} onClick={() => setNow(undefined)}>
            {l10n.t('At This Cell')}
          </button>
        )}
      </header>
      {shown && isOpen ? (
        <Steps
          key={now ? 'now' : 'then'}
          recorded={shown}
          title={name}
          picture={isTree ? 'calls' : 'inside'}
        />
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
      {!entries && <p class="muted">{[notListedText(value), expiryText(value) ?? ''].join(' ')}</p>}
    </>
  );
}

/** Why its entries are not there. */
function notListedText({ cache, recorded }: CacheValue): string {
  if (cache === undefined) return countersOnlyText();
  return recorded
    ? l10n.t(
        'It may hold more than {0} entries, so they are not listed here. Step Through shows them.',
        MOST_ENTRIES,
      )
    : l10n.t('It may hold more than {0} entries, so they are not listed here.', MOST_ENTRIES);
}

function countersOnlyText(): string {
  return l10n.t(
    'Only its counters are known. Caches made with what cells have without an import, such as lru_cache or lruCache, show their entries and steps, too.',
  );
}

function nowTitle(): string {
  return l10n.t('Show the cache as it is now. The picture of this cell stays as it was at its end.');
}

function atCellTitle(): string {
  return l10n.t('Show the cache as it was at the end of this cell.');
}

function tooManyText(): string {
  return l10n.t('There are too many events for a picture here. Open the dashboard to step through them.');
}
