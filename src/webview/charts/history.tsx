import * as l10n from '@vscode/l10n';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { HistoryPoint } from '../../protocol/session.ts';
import { formatCount, formatSeconds } from '../format.ts';
import type { ShownCache } from '../timeMachine/past.ts';
import type { Chart } from './chart.ts';
import type { HistoryPlot } from './historyPlot.ts';
import { alignedData, createHistoryPlot } from './historyPlot.ts';

/** How many points the table shows at most; they are spread evenly over the history. */
const MAX_ROWS = 20;

/** A cache's hits and misses, by its requests. */
export const history: Chart<ShownCache> = {
  title: ({ name }) => l10n.t('Hits and misses of {0}', name),
  summary: ({ name, time, info }) =>
    l10n.t(
      '{0} after {1}: {2} hits and {3} misses.',
      name,
      formatSeconds(time / 1000),
      formatCount(info.hits),
      formatCount(info.misses),
    ),
  table: ({ history }) => ({
    columns: [l10n.t('Requests'), l10n.t('Hits'), l10n.t('Misses')],
    rows: spread(rowsOf(history), MAX_ROWS),
  }),
  Picture: ({ data }) => {
    const place = useRef<HTMLDivElement>(null);
    const plot = useRef<HistoryPlot>(null);
    useLayoutEffect(() => {
      if (!place.current) return;
      const created = createHistoryPlot(place.current);
      plot.current = created;
      return () => created.dispose();
    }, []);
    useLayoutEffect(() => plot.current?.show(data.history, data.moment), [data]);
    return <div ref={place} class="history-plot" />;
  },
  Legend: () => (
    <ul class="legend">
      <li>
        <svg class="legend-mark hits" viewBox="0 0 24 8" aria-hidden="true">
          <line x1="0" y1="4" x2="18" y2="4" />
          <circle cx="20" cy="4" r="3" />
        </svg>
        {l10n.t('Hits')}
      </li>
      <li>
        <svg class="legend-mark misses" viewBox="0 0 24 8" aria-hidden="true">
          <line x1="0" y1="4" x2="18" y2="4" />
          <rect x="17" y="1" width="6" height="6" />
        </svg>
        {l10n.t('Misses')}
      </li>
    </ul>
  ),
};

function rowsOf(history: readonly HistoryPoint[]): string[][] {
  const [places, hits, misses] = alignedData(history);
  const rows = places.map((place, index) => [
    formatCount(place),
    formatCount(hits[index] ?? 0),
    formatCount(misses[index] ?? 0),
  ]);
  return rows.slice(1);
}

/** At most `count` of `points`, evenly spread; the newest is always among them. */
export function spread<T>(points: readonly T[], count: number): T[] {
  const step = Math.ceil(points.length / count);
  return points.filter((_, index) => (points.length - 1 - index) % step === 0);
}
