import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { MOST_SIDES } from '../../protocol/labView.ts';
import type { Table } from '../charts/chart.ts';
import { formatCount, formatShare, NO_NUMBER } from '../format.ts';
import { Button } from '../views/button.tsx';
import { DataTable } from '../views/dataTable.tsx';
import { atSize, type LabLook } from './reading.ts';
import type { SendToHost } from './send.ts';

interface CompareProps {
  readonly look: LabLook;
  readonly send: SendToHost;
}

/** Other traces, or parts of this one, beside it: their numbers, their advice, and what chooses them. */
export function Compare({ look, send }: CompareProps): VNode {
  const { sides } = look;
  return (
    <div class="compare" role="group" aria-label={l10n.t('Compare')}>
      {sides.length > 0 && <DataTable caption={besideCaption(look)} table={besideTable(look)} />}
      <div aria-live="polite" class="sides">
        {sides.map(({ letter, title, advice }, place) => (
          <div key={letter} class="words">
            <h3>{sideName(letter, title)}</h3>
            <p>
              {advice.text} {advice.reason}
            </p>
            <p>
              <Button
                label={l10n.t('Remove {0}', sideName(letter, title))}
                onClick={() => send({ type: 'remove', place })}
              >
                {l10n.t('Remove {0}', letter)}
              </Button>
            </p>
          </div>
        ))}
      </div>
      {sides.length < MOST_SIDES ? (
        <Choices requests={look.lab.facts.requests} send={send} />
      ) : (
        <p class="muted">{l10n.t('Remove one to compare with another.')}</p>
      )}
    </div>
  );
}

function Choices({ requests, send }: { readonly requests: number; readonly send: SendToHost }): VNode {
  const [from, setFrom] = useState(1);
  const [to, setTo] = useState(Math.max(1, Math.floor(requests / 2)));
  const end = (label: string, value: number, set: (value: number) => void): VNode => (
    <label class="choice">
      <span class="muted">{label}</span>
      <input
        type="number"
        min={1}
        max={requests}
        step={1}
        value={value}
        onChange={({ currentTarget }) => {
          const wanted = Number(currentTarget.value);
          if (Number.isSafeInteger(wanted)) set(Math.max(1, Math.min(requests, wanted)));
          // What is no request of this trace is not left to stand there.
          currentTarget.value = String(Math.max(1, Math.min(requests, Math.round(wanted) || 1)));
        }}
      />
    </label>
  );
  return (
    <>
      <div class="moment-row">
        <Button onClick={() => send({ type: 'compare', kind: 'file' })}>
          {l10n.t('Compare With a File…')}
        </Button>
        <Button onClick={() => send({ type: 'compare', kind: 'recording' })}>
          {l10n.t('Compare With a Recording…')}
        </Button>
      </div>
      <div class="moment-row">
        {end(l10n.t('From request'), from, setFrom)}
        {end(l10n.t('to request'), to, setTo)}
        <Button
          onClick={() =>
            send({ type: 'comparePart', part: { from: Math.min(from, to), to: Math.max(from, to) } })
          }
        >
          {l10n.t('Compare With These Requests')}
        </Button>
      </div>
    </>
  );
}

/** What a trace that stands beside is called. */
export const sideName = (letter: string, title: string): string => l10n.t('{0}: {1}', letter, title);

export const besideCaption = ({ size }: LabLook): string =>
  l10n.t('Beside each other, LRU with {0} entries', formatCount(size));

/** This trace and those beside it, a row each. */
export function besideTable(look: LabLook): Table {
  const { lab, curve, size, sides } = look;
  const row = (
    name: string,
    { requests, distinct }: { readonly requests: number; readonly distinct: number },
    hits: (size: number) => number,
    advised: number | undefined,
  ): string[] => [
    name,
    formatCount(requests),
    formatCount(distinct),
    formatShare(hits(size), requests),
    advised === undefined ? NO_NUMBER : formatCount(advised),
    advised === undefined ? NO_NUMBER : formatShare(hits(advised), requests),
  ];
  return {
    columns: [
      l10n.t('Trace'),
      l10n.t('Requests'),
      l10n.t('Keys'),
      l10n.t('Hit ratio with {0} entries', formatCount(size)),
      l10n.t('Advised size'),
      l10n.t('Hit ratio with that'),
    ],
    rows: [
      row(lab.title, curve, (at) => atSize(look, at).hits, lab.advised),
      ...sides.map((side) =>
        row(sideName(side.letter, side.title), side, (at) => Math.round(side.curve.hits(at)), side.advised),
      ),
    ],
  };
}
