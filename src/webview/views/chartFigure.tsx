import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Chart } from '../charts/chart.ts';
import { DataTable } from './dataTable.tsx';

interface ChartFigureProps<Data> {
  readonly chart: Chart<Data>;
  readonly data: Data;
  /** Stands below the picture and the table. */
  readonly caption?: string;
}

/** A chart, or on demand its numbers as a table. */
export function ChartFigure<Data>({ chart, data, caption }: ChartFigureProps<Data>): VNode {
  const [asTable, setAsTable] = useState(false);
  const { Picture, Legend } = chart;
  const title = chart.title(data);
  const action = asTable ? l10n.t('Show as picture') : l10n.t('Show as table');
  return (
    <figure class="chart">
      {asTable ? (
        <DataTable caption={title} table={chart.table(data)} />
      ) : (
        <div role="img" aria-label={`${title}. ${chart.summary(data)}`}>
          <div aria-hidden="true">
            <Picture data={data} />
          </div>
        </div>
      )}
      <figcaption>
        {caption !== undefined && <p class="caption">{caption}</p>}
        {Legend && !asTable && <Legend data={data} />}
        <button
          type="button"
          class="link"
          aria-label={`${action}: ${title}`}
          onClick={() => setAsTable(!asTable)}
        >
          {action}
        </button>
      </figcaption>
    </figure>
  );
}
