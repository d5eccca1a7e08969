import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Table } from '../charts/chart.ts';
import type { CacheState, SessionState } from '../../protocol/session.ts';
import { formatCount, formatHitRatio, formatSeconds, formatSpeedup } from '../format.ts';
import { Choice } from './choice.tsx';
import { DataTable } from './dataTable.tsx';

/** Two runs side by side: what their caches counted, and what was measured. */
export function CompareRuns({ sessions }: { readonly sessions: readonly SessionState[] }): VNode {
  const [chosen, setChosen] = useState<readonly [string, string]>(['', '']);
  const first = find(sessions, chosen[0]) ?? sessions[1];
  const second = find(sessions, chosen[1]) ?? sessions[0];
  const options = sessions.map(
    ({ id, title }, place) => [id, `${sessions.length - place}: ${title}`] as const,
  );
  return (
    <details class="compare">
      <summary>{l10n.t('Compare Two Runs')}</summary>
      <div class="moment-row">
        <Choice
          label={l10n.t('First run')}
          value={first?.id ?? ''}
          options={options}
          onChoose={(id) => setChosen([id, second?.id ?? ''])}
        />
        <Choice
          label={l10n.t('Second run')}
          value={second?.id ?? ''}
          options={options}
          onChoose={(id) => setChosen([first?.id ?? '', id])}
        />
      </div>
      {first && second && (
        <DataTable
          caption={l10n.t('{0} and {1}', first.title, second.title)}
          table={comparison(first, second)}
        />
      )}
    </details>
  );
}

const find = (sessions: readonly SessionState[], id: string): SessionState | undefined =>
  sessions.find((session) => session.id === id);

/** Caches and measurements are the same where their names and their places among equal names are. */
export function comparison(first: SessionState, second: SessionState): Table {
  const caches = paired(first.caches, second.caches, ({ name }) => name).flatMap(([name, a, b]) =>
    cacheRows(name, a, b),
  );
  const timings = paired(first.timings, second.timings, ({ label }) => label).map(([name, a, b]) => [
    name,
    a ? formatSeconds(a.min) : '',
    b ? formatSeconds(b.min) : '',
    a && b ? formatSpeedup(b.min, a.min) : '',
  ]);
  return {
    columns: [l10n.t('What'), l10n.t('First run'), l10n.t('Second run'), l10n.t('Second to first')],
    rows: [...caches, ...timings],
  };
}

function cacheRows(name: string, a: CacheState | undefined, b: CacheState | undefined): string[][] {
  const row = (
    what: string,
    text: (cache: CacheState) => string,
    value: (cache: CacheState) => number,
  ): string[] => [
    l10n.t('{0}: {1}', name, what),
    a ? text(a) : '',
    b ? text(b) : '',
    a && b ? signed(value(b) - value(a)) : '',
  ];
  const count = (what: string, value: (cache: CacheState) => number): string[] =>
    row(what, (cache) => formatCount(value(cache)), value);
  return [
    count(l10n.t('Hits'), ({ info }) => info.hits),
    count(l10n.t('Misses'), ({ info }) => info.misses),
    count(l10n.t('Evictions'), ({ evictions }) => evictions),
    [
      l10n.t('{0}: {1}', name, l10n.t('Hit ratio')),
      a ? formatHitRatio(a.info) : '',
      b ? formatHitRatio(b.info) : '',
      '',
    ],
  ];
}

const signed = (difference: number): string =>
  difference > 0 ? `+${formatCount(difference)}` : formatCount(difference);

/** What both lists have by name, in the order of the first, then what only the second has. */
function paired<Item>(
  first: readonly Item[],
  second: readonly Item[],
  nameOf: (item: Item) => string,
): (readonly [name: string, a: Item | undefined, b: Item | undefined])[] {
  const left = [...second];
  const pairs = first.map((a) => {
    const place = left.findIndex((b) => nameOf(b) === nameOf(a));
    const [b] = place < 0 ? [] : left.splice(place, 1);
    return [nameOf(a), a, b] as const;
  });
  return [...pairs, ...left.map((b) => [nameOf(b), undefined, b] as const)];
}
