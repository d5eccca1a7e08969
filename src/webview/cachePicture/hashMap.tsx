import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { Pointing } from './pointing.ts';
import type { Row } from './rows.ts';

/** The keys, each with a pointer. A key keeps its place however often it is used. */
export function HashMap({ rows, active, onPoint }: Pointing & { readonly rows: readonly Row[] }): VNode {
  return (
    <ul class="slots">
      {rows.map((row, place) =>
        row.kind === 'entry' ? (
          <li
            key={row.entry.id}
            class={row.entry.id === active ? 'slot active' : 'slot'}
            onPointerEnter={() => onPoint(row.entry.id)}
            onPointerLeave={() => onPoint(undefined)}
          >
            <span class="clipped">{row.entry.key}</span>
          </li>
        ) : (
          <li key={place} class={`slot ${row.kind}`}>
            {row.kind === 'more' && <span class="clipped">{l10n.t('{0} more', row.count)}</span>}
          </li>
        ),
      )}
    </ul>
  );
}
