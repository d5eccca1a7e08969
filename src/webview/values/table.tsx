import * as l10n from '@vscode/l10n';
import { formatCount } from '../format.ts';
import { DataTable } from '../views/dataTable.tsx';
import type { ValueOf, ValueView } from './valueView.ts';

/** A list of records, or a map. */
export const table: ValueView<'table'> = ({ value }) => <DataTable caption={rowsText(value)} table={value} />;

function rowsText({ rows, more }: ValueOf<'table'>): string {
  const shown = formatCount(rows.length);
  if (more > 0) return l10n.t('The first {0} of {1} rows', shown, formatCount(rows.length + more));
  return rows.length === 1 ? l10n.t('1 row') : l10n.t('{0} rows', shown);
}
