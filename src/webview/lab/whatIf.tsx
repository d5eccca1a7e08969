import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { firstWhere } from '../../lab/curve.ts';
import { formatCount, formatShare } from '../format.ts';
import { Button } from '../views/button.tsx';
import type { SendToHost } from './send.ts';
import type { AtSize, LabLook } from './reading.ts';
import { atSize, sizesOf } from './reading.ts';

interface WhatIfProps {
  readonly look: LabLook;
  readonly imagine: (size: number) => void;
  readonly send: SendToHost;
}

/** A person's own maxsize, as a slider and as a number, and what it brings. */
export function WhatIf({ look, imagine, send }: WhatIfProps): VNode {
  const { lab, curve, size } = look;
  const sizes = sizesOf(curve);
  const place = Math.max(0, firstWhere(sizes.length, (at) => (sizes[at] ?? 0) > size) - 1);
  const here = atSize(look, size);
  return (
    <div class="what-if">
      <label class="choice">
        <span class="muted">{l10n.t('Imagine maxsize')}</span>
        <input
          type="range"
          min={0}
          max={sizes.length - 1}
          value={place}
          aria-valuetext={textOf(here, lab.facts.requests)}
          onInput={({ currentTarget }) => imagine(sizes[Number(currentTarget.value)] ?? 0)}
        />
        <input
          type="number"
          min={0}
          step={1}
          value={size}
          aria-label={l10n.t('Imagined maxsize, in entries')}
          onChange={({ currentTarget }) => {
            const wanted = Number(currentTarget.value);
            if (!Number.isSafeInteger(wanted) || wanted < 0) return;
            imagine(wanted);
            // Between the sizes that are drawn the curve is known to the process only.
            if (!sizes.includes(wanted)) send({ type: 'advise', inputs: lab.inputs, size: wanted });
          }}
        />
      </label>
      <p class="here">{textOf(here, lab.facts.requests)}</p>
      <div class="moment-row">
        <p class="muted">{besideAdvice(look, here)}</p>
        <div class={size === lab.mine ? 'idle' : undefined}>
          <Button onClick={() => send({ type: 'league', size })}>
            {l10n.t('Run All Policies With {0} Entries', formatCount(size))}
          </Button>
        </div>
      </div>
    </div>
  );
}

function textOf({ size, hits, misses, memory }: AtSize, requests: number): string {
  const facts = [
    formatCount(size),
    formatCount(hits),
    formatShare(hits, requests),
    formatCount(misses),
  ] as const;
  return memory === undefined
    ? l10n.t('LRU with {0} entries: {1} hits, which is {2}; {3} misses.', ...facts)
    : l10n.t(
        'LRU with {0} entries: {1} hits, which is {2}; {3} misses; {4} KB of memory.',
        ...facts,
        formatCount(memory / 1000),
      );
}

/** What it wins or loses beside the size that is advised. */
function besideAdvice(look: LabLook, { size, hits }: AtSize): string {
  const { advised } = look.lab;
  if (advised === undefined) return '';
  if (size === advised) return l10n.t('This is the size that is advised.');
  const more = hits - atSize(look, advised).hits;
  if (more === 0)
    return l10n.t('As many hits as with the {0} entries that are advised.', formatCount(advised));
  return more > 0
    ? l10n.t(
        '{0} hits more than with the {1} entries that are advised.',
        formatCount(more),
        formatCount(advised),
      )
    : l10n.t(
        '{0} hits less than with the {1} entries that are advised.',
        formatCount(-more),
        formatCount(advised),
      );
}
