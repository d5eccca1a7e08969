import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { missClasses } from '../../recording/index.ts';
import { computeMisses, missText, placesOf } from '../charts/missCauses.tsx';
import { formatCount } from '../format.ts';
import type { Look } from '../timeMachine/look.ts';
import { classText, eventText } from '../timeMachine/words.ts';
import { eventAt } from '../timeMachine/look.ts';
import { Choice } from './choice.tsx';

/** How many misses are listed at once. */
const MOST = 50;

/** Chooses the class of misses that is listed. */
export function MissSetting({ look }: { readonly look: Look }): VNode {
  const options = ['' as const, ...missClasses].map(
    (name) => [name, name === '' ? l10n.t('All misses') : classText(name)] as const,
  );
  return (
    <div class="moment-row">
      <Choice
        label={l10n.t('List')}
        value={look.misses}
        options={options}
        onChoose={(value) => look.chooseMisses(missClasses.find((name) => name === value) ?? '')}
      />
    </div>
  );
}

/** The misses of the chosen class around the moment that is looked at; each can be gone to. */
export function MissList({ look }: { readonly look: Look }): VNode | null {
  const { result } = computeMisses(look);
  if (!result || result.numbers.length === 0) return null;
  const places = placesOf(result, look.misses);
  const passed = places.filter((place) => (result.numbers[place] ?? 0) < look.step).length;
  const from = Math.max(0, Math.min(passed - MOST / 2, places.length - MOST));
  const shown = places.slice(from, from + MOST);
  const why = missText(result, look.step, look.facts.maxsize);
  return (
    <div class="miss-list">
      {why !== undefined && <p role="status">{why}</p>}
      <p class="muted">
        {shown.length === places.length
          ? l10n.t('{0} misses', formatCount(places.length))
          : l10n.t('{0} of {1} misses', formatCount(shown.length), formatCount(places.length))}
      </p>
      <ol>
        {shown.map((place) => {
          const number = result.numbers[place] ?? 0;
          const event = eventAt(look.recording, number);
          return (
            <li key={number}>
              <button
                type="button"
                class="link"
                aria-current={number === look.step}
                onClick={() => look.go(number)}
              >
                {l10n.t('Event {0}', formatCount(number))}
              </button>{' '}
              {event && eventText(event)}{' '}
              <span class="muted">{classText(missClasses[result.classes[place] ?? 0] ?? 'first')}</span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
