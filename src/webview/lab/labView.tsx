import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { Curve } from '../../lab/index.ts';
import type { ShownLab } from '../../protocol/labView.ts';
import { missRatio, sizeNear } from '../charts/missRatio.tsx';
import { ratioOverTime } from '../charts/ratioOverTime.tsx';
import { formatCount, formatShare } from '../format.ts';
import { Button } from '../views/button.tsx';
import { ChartFigure } from '../views/chartFigure.tsx';
import { AdviceSection, Inputs } from './advice.tsx';
import { Compare } from './compare.tsx';
import { LeagueSection } from './league.tsx';
import { sidesOf, type LabLook } from './reading.ts';
import type { SendToHost } from './send.ts';
import { TakeawayRow } from './takeaway.tsx';
import { WhatIf } from './whatIf.tsx';
import { WorthSection } from './worth.tsx';

/** What the page knows. `undefined`: the host has not said anything yet. */
export interface LabState {
  readonly lab: ShownLab | null | undefined;
  /** What the host is doing. */
  readonly busy: string | undefined;
  /** Why there is no trace although one was to be read. */
  readonly why: string | undefined;
  /** Whether something was dropped of which nobody knows where it lies. */
  readonly isLost: boolean;
}

interface LabViewProps {
  readonly state: LabState;
  readonly send: SendToHost;
}

/** A trace, what is to be done for it, and what every size and every policy would make of it. */
export function LabView({ state: { lab, busy, why, isLost }, send }: LabViewProps): VNode {
  return (
    <main class={lab ? 'lab' : 'empty'}>
      <div role="status" class={busy === undefined && !isLost ? 'visually-hidden' : 'lab-busy'}>
        {busy ?? ''}
        {isLost && l10n.t('Where this file lies is not known. Choose it with Analyze Trace… instead.')}
        {busy !== undefined && <Button onClick={() => send({ type: 'cancel' })}>{l10n.t('Cancel')}</Button>}
      </div>
      {lab === null && <NoTrace why={why} send={send} />}
      {/* Another trace begins anew: what was imagined for the one before is no size of it. */}
      {lab && <Trace key={lab.title} lab={lab} send={send} />}
    </main>
  );
}

interface NoTraceProps {
  readonly why: string | undefined;
  readonly send: SendToHost;
}

function NoTrace({ why, send }: NoTraceProps): VNode {
  return (
    <>
      <h1>{l10n.t('Which cache is right for your requests?')}</h1>
      {why !== undefined && (
        <>
          <p class="note">{why}</p>
          <p>
            <Button onClick={() => send({ type: 'again' })}>{l10n.t('Try Again')}</Button>
          </p>
        </>
      )}
      <p>
        {l10n.t(
          'Choose a file that says what was asked for: an access log, a CSV file, JSON lines, what Redis tells with MONITOR, or one key per line. It may be packed with gzip or zstd. You can also drop it here, with Shift held.',
        )}
      </p>
      <p>
        <Button onClick={() => send({ type: 'choose' })}>{l10n.t('Choose a File…')}</Button>
      </p>
    </>
  );
}

function Trace({ lab, send }: { readonly lab: ShownLab; readonly send: SendToHost }): VNode {
  const curve = useMemo(() => new Curve(lab.curve), [lab.curve]);
  const [imagined, imagine] = useState<number>();
  const [chosen, choose] = useState<readonly string[]>();
  const size = imagined ?? lab.mine;
  const drawn = chosen ?? usualPolicies(lab);
  const [pointed, point] = useState<number>();
  const sides = useMemo(() => sidesOf(lab), [lab.sides]);
  const look: LabLook = { lab, curve, size: pointed ?? size, drawn, sides };
  return (
    <>
      <Facts lab={lab} curve={curve} />
      <AdviceSection lab={lab} />
      <WorthSection lab={lab} />
      <Inputs lab={lab} send={send} />
      <section aria-label={l10n.t('Sizes')}>
        <h2>{l10n.t('What if')}</h2>
        <WhatIf look={look} imagine={imagine} send={send} />
        <div
          class="pointed"
          onPointerMove={(event) => point(sizeAt(event, look))}
          onPointerLeave={() => point(undefined)}
          onClick={(event) => {
            const chosen = sizeAt(event, look);
            if (chosen !== undefined) imagine(chosen);
          }}
        >
          <ChartFigure chart={missRatio} data={look} />
        </div>
        <Drawn lab={lab} drawn={drawn} choose={choose} />
        <Compare look={look} send={send} />
      </section>
      <LeagueSection look={look} send={send} />
      <section aria-label={l10n.t('Over time')}>
        <h2>{ratioOverTime.title(look)}</h2>
        <ChartFigure chart={ratioOverTime} data={look} />
      </section>
      <TakeawayRow look={look} send={send} />
    </>
  );
}

/** The size below the pointer, which is told while it stays there and imagined by a click; the slider does the same. */
function sizeAt({ target, clientX }: MouseEvent, look: LabLook): number | undefined {
  const picture = target instanceof Element ? target.closest('svg.miss-ratio') : null;
  if (!picture) return undefined;
  const { left, width } = picture.getBoundingClientRect();
  return sizeNear(look, width, clientX - left);
}

/** The floor, and the policy that is recommended. */
function usualPolicies({ policy, titles }: ShownLab): string[] {
  return ['opt', policy].filter(
    (each): each is string => each !== undefined && each !== 'lru' && each in titles,
  );
}

function Facts({ lab, curve }: { readonly lab: ShownLab; readonly curve: Curve }): VNode {
  const { requests, distinct, malformed, examples } = lab.facts;
  return (
    <header class="lab-facts">
      <h1>{lab.title}</h1>
      <p>
        {l10n.t(
          '{0} requests for {1} keys; {2} of them ask for a key again.',
          formatCount(requests),
          formatCount(distinct),
          formatShare(curve.repeats, requests),
        )}
      </p>
      {lab.words.notes.map((note) => (
        <p key={note} class="note">
          {note}
        </p>
      ))}
      {malformed > 0 && (
        <details class="malformed">
          <summary>
            {l10n.t('{0} lines could not be read and are not counted.', formatCount(malformed))}
          </summary>
          <ol>
            {examples.map(({ line, text }) => (
              <li key={line}>
                {l10n.t('Line {0}:', formatCount(line))} <code>{text}</code>
              </li>
            ))}
          </ol>
        </details>
      )}
    </header>
  );
}

interface DrawnProps {
  readonly lab: ShownLab;
  readonly drawn: readonly string[];
  readonly choose: (drawn: readonly string[]) => void;
}

/** Which policies are drawn beside LRU. */
function Drawn({ lab, drawn, choose }: DrawnProps): VNode {
  const policies = Object.entries(lab.titles).filter(([id]) => id !== 'lru');
  return (
    <fieldset class="drawn">
      <legend class="muted">{l10n.t('Draw beside LRU')}</legend>
      {policies.map(([id, title]) => (
        <label key={id} class="choice">
          <input
            type="checkbox"
            checked={drawn.includes(id)}
            onChange={({ currentTarget }) =>
              choose(currentTarget.checked ? [...drawn, id] : drawn.filter((each) => each !== id))
            }
          />
          {title}
        </label>
      ))}
    </fieldset>
  );
}
