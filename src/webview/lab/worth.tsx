import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { ShownLab } from '../../protocol/labView.ts';
import { formatNumber, formatSeconds, formatShare } from '../format.ts';
import { NumberList } from '../views/numberList.tsx';
import { Words } from './words.tsx';

/** Whether it is worth caching what these requests ask for: in words, with the formula, and in numbers. */
export function WorthSection({ lab }: { readonly lab: ShownLab }): VNode {
  const { words, inputs, measured } = lab;
  return (
    <section class="worth" aria-label={l10n.t('Is it worth caching?')}>
      <h2>{l10n.t('Is it worth caching?')}</h2>
      <div aria-live="polite">
        <Words words={words.worth} Heading="h3" />
      </div>
      <NumberList label={l10n.t('Worth in numbers')} numbers={worthNumbers(lab)} />
      {measured !== undefined && (
        <p class="muted">
          {l10n.t(
            'While it was recorded a call took {0} on average. A look-up in memory is taken for {1}.',
            formatSeconds(measured / 1000),
            formatSeconds((inputs.lookupCost ?? 0) / 1000),
          )}
        </p>
      )}
      {inputs.lifetimeMs !== undefined && (
        <p class="muted">
          {l10n.t(
            'The sizes below are those for results that stay good: with a lifetime a cache answers less.',
          )}
        </p>
      )}
      {lab.facts.duration === undefined && (
        <p class="muted">
          {l10n.t(
            'There are no times in this trace, so nothing can be said of a lifetime or of old answers.',
          )}
        </p>
      )}
    </section>
  );
}

/** What is asked for again, what a cache answers of it, and how old that is. */
export function worthNumbers({ worth, inputs }: ShownLab): [name: string, text: string][] {
  const { requests, repeats, hits, saving, ageMs } = worth;
  return [
    [l10n.t('asked for again'), formatShare(repeats, requests)],
    ...(inputs.lifetimeMs === undefined
      ? []
      : [[l10n.t('within the lifetime'), formatShare(hits, requests)] satisfies [string, string]]),
    ...(saving === undefined
      ? []
      : [
          [l10n.t('saved by each request'), formatNumber(Number(saving.toPrecision(3)))] satisfies [
            string,
            string,
          ],
        ]),
    ...(ageMs === undefined
      ? []
      : [[l10n.t('mean age of an answer'), formatSeconds(ageMs / 1000)] satisfies [string, string]]),
  ];
}
