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

/** The indices of the columns that hold nothing but numbers. */
export function columnsOfNumbers({ columns, rows }: Table): number[] {
  const isNumber = (column: number): boolean => rows.every((row) => NUMBER.test(row[column] ?? ''));
  return [...columns.keys()].filter(isNumber);
}

/** A table that scrolls within itself; it can be focused so that the keyboard can scroll it. */
export function DataTable({ caption, table, marked = [] }: DataTableProps): VNode {
  const { columns, rows } = table;
  const numbers = columnsOfNumbers(table);
  const classes = columns.map((_, column) => (numbers.includes(column) ? 'number' : ''));
  return (
    <div class="table-scroller" tabIndex={0} role="region" aria-label={caption}>
      <table class={marked.length > 0 ? 'with-marks' : undefined}>
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
