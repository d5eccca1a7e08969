import type { VNode } from 'preact';
import type { Table } from '../charts/chart.ts';

interface DataTableProps {
  readonly caption: string;
  readonly table: Table;
  /** Rows that are to stand out. */
  readonly marked?: readonly number[];
}

/** What stands at the right of its column: a number with or without a short unit, and the dash that stands for none. */
const NUMBER = /^(|–|[-+−]?(inf|nan|[\d.,’\u00a0\u202f]+(e[-+]?\d+)?(\s?[^\s\d]{1,3})?))$/i;

/** A table that scrolls within itself; it can be focused so that the keyboard can scroll it. */
export function DataTable({ caption, table: { columns, rows }, marked = [] }: DataTableProps): VNode {
  const classes = columns.map((_, column) =>
    rows.every((row) => NUMBER.test(row[column] ?? '')) ? 'number' : '',
  );
  return (
    <div class="table-scroller" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={index} scope="col" class={classes[index]}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells], index) => (
            <tr key={index} class={marked.includes(index) ? 'marked' : undefined}>
              <th scope="row" class={classes[0]}>
                {name}
              </th>
              {cells.map((cell, column) => (
                <td key={column} class={classes[column + 1]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
