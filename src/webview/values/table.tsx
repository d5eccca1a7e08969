import * as l10n from '@vscode/l10n';
import { formatCount } from '../format.ts';
import { DataTable } from '../views/dataTable.tsx';
import type { ValueView } from './valueView.ts';

/** A list of records, or a map. */
export const table: ValueView<'table'> = ({ value }) => {
  const { rows, more } = value;
  const shown = formatCount(rows.length);
  const caption =
    more > 0
      ? l10n.t('The first {0} of {1} rows', shown, formatCount(rows.length + more))
      : l10n.t('{0} rows', shown);
  return <DataTable caption={caption} table={value} />;
};
