import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { ShownLab } from '../../protocol/labView.ts';
import type { Table } from '../charts/chart.ts';
import { formatCount, formatSeconds, formatShare } from '../format.ts';
import { Button } from '../views/button.tsx';
import { DataTable } from '../views/dataTable.tsx';
import type { SendToHost } from './send.ts';
import type { LabLook } from './reading.ts';
import { leagueOf } from './reading.ts';

/** All policies at one size, the best first. */
export function LeagueSection({ look, send }: { readonly look: LabLook; readonly send: SendToHost }): VNode {
  const { lab } = look;
  const runs = leagueOf(lab);
  const marked = runs.findIndex(({ policy }) => policy === lab.policy);
  return (
    <section aria-label={l10n.t('League')}>
      <DataTable caption={captionOf(lab)} table={leagueTable(lab)} marked={marked < 0 ? [] : [marked]} />
      {lab.left.length > 0 && (
        <p class="muted">
          {l10n.t(
            'Left out, because a part of the keys says nothing of them, or because they need all requests at once: {0}.',
            lab.left.join(', '),
          )}
        </p>
      )}
      <StepThrough lab={lab} send={send} />
    </section>
  );
}

export function captionOf({ mine }: ShownLab): string {
  return l10n.t('All policies with {0} entries', formatCount(mine));
}

/** The league as rows. Bytes and causes are there where they are known. */
export function leagueTable(lab: ShownLab): Table {
  const runs = leagueOf(lab);
  const hasBytes = runs.some(({ bytes }) => bytes !== undefined);
  const hasCauses = runs.some(({ causes }) => causes !== undefined);
  return {
    columns: [
      l10n.t('Policy'),
      l10n.t('Hit ratio'),
      ...(hasBytes ? [l10n.t('Byte hit ratio')] : []),
      l10n.t('Hits'),
      l10n.t('Misses'),
      ...(hasCauses ? [l10n.t('New keys'), l10n.t('Too small'), l10n.t('Policy’s choice')] : []),
      l10n.t('Time'),
    ],
    rows: runs.map(({ policy, requests, hits, misses, bytes, hitBytes = 0, causes, ms }) => [
      lab.titles[policy] ?? policy,
      formatShare(hits, requests),
      ...(hasBytes ? [formatShare(hitBytes, bytes ?? 0)] : []),
      formatCount(hits),
      formatCount(misses),
      ...(hasCauses ? causesOf(causes) : []),
      formatSeconds(ms / 1000),
    ]),
    measured: [runs.length === 0 ? 0 : 4 + (hasBytes ? 1 : 0) + (hasCauses ? 3 : 0)],
  };
}

function causesOf(causes: ShownLab['league'][number]['causes']): string[] {
  if (!causes) return ['', '', ''];
  return [causes.first, causes.capacity, causes.policy].map(formatCount);
}

/** Leads to a request in the time machine. */
function StepThrough({ lab, send }: { readonly lab: ShownLab; readonly send: SendToHost }): VNode {
  const [request, setRequest] = useState(1);
  const [policy, setPolicy] = useState(lab.policy ?? 'lru');
  const most = lab.facts.kept;
  const policies = Object.entries(lab.titles).filter(([id]) => id !== 'opt');
  return (
    <div class="moment-row">
      <label class="choice">
        <span class="muted">{l10n.t('Request')}</span>
        <input
          type="number"
          min={1}
          max={most}
          step={1}
          value={request}
          onChange={({ currentTarget }) => {
            const wanted = Number(currentTarget.value);
            if (Number.isSafeInteger(wanted)) setRequest(Math.max(1, Math.min(most, wanted)));
          }}
        />
      </label>
      <label class="choice">
        <span class="muted">{l10n.t('Policy')}</span>
        <select value={policy} onChange={({ currentTarget }) => setPolicy(currentTarget.value)}>
          {policies.map(([id, title]) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <Button onClick={() => send({ type: 'step', request, policy })}>
        {l10n.t('Open in Time Machine')}
      </Button>
    </div>
  );
}
