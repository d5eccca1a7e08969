import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { computeRace, laneText, ranked } from '../charts/race.tsx';
import { formatCount } from '../format.ts';
import type { Look } from '../timeMachine/look.ts';

/** Where each policy first answers otherwise than the recorded cache did: each place can be gone to. */
export function RaceList({ look }: { readonly look: Look }): VNode | null {
  const { result } = computeRace(look);
  const lanes = result ? ranked(result).filter(({ parts }) => parts > 0) : [];
  if (!result) return null;
  return (
    <div class="miss-list">
      <p class="muted">
        {lanes.length === 0
          ? l10n.t('No policy answers any of these requests otherwise.')
          : l10n.t('Where each first answers otherwise than the recorded cache did:')}
      </p>
      <ul class="parts">
        {lanes.map((lane) => (
          <li key={lane.policy}>
            {laneText(lane, look)}{' '}
            <button type="button" class="link" onClick={() => look.go(lane.parts)}>
              {l10n.t('Event {0}', formatCount(lane.parts))}
            </button>
          </li>
        ))}
      </ul>
      <p class="muted">
        {l10n.t('All begin empty, with the same maxsize. What was deleted or has expired leaves them, too.')}
      </p>
    </div>
  );
}
