import type { VNode } from 'preact';
import type { Table } from '../charts/chart.ts';

interface DataTableProps {
  readonly caption: string;
  readonly table: Table;
}

/** A table that scrolls within itself; it can be focused so that the keyboard can scroll it. */
export function DataTable({ caption, table: { columns, rows } }: DataTableProps): VNode {
  return (
    <div class="table-scroller" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells], index) => (
            <tr key={index}>
              <th scope="row">{name}</th>
              {cells.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
