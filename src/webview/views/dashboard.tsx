import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { timings } from '../charts/index.ts';
import type { TimedRun } from '../charts/timings.tsx';
import { isOver } from '../../protocol/fold.ts';
import type { SessionState } from '../../protocol/session.ts';
import type { DashboardState } from '../model.ts';
import { inOrderOfInterest } from '../model.ts';
import type { TimeMachine } from '../timeMachine/machine.ts';
import type { Send } from '../vscodeApi.ts';
import { Button } from './button.tsx';
import { ChartFigure } from './chartFigure.tsx';
import { CompareRuns } from './compareRuns.tsx';
import { EmptyState } from './emptyState.tsx';
import { SessionSection } from './sessionSection.tsx';

interface DashboardProps {
  readonly state: DashboardState;
  readonly send: Send;
  readonly machine: TimeMachine;
}

/** The whole page. */
export function Dashboard({ state, send, machine }: DashboardProps): VNode {
  const { hydrated, sessions, scenarios } = state;
  const runs = timedRuns(sessions);
  const ended = sessions.filter(isOver);
  return (
    <main aria-busy={!hydrated}>
      <h1 class="visually-hidden">{l10n.t('Cachebook Dashboard')}</h1>
      {hydrated && sessions.length === 0 && <EmptyState scenarios={scenarios} send={send} />}
      {sessions.length > 1 && <CompareRuns sessions={sessions} />}
      <div class={runs.length > 0 ? 'columns' : ''}>
        <div class="sessions">
          {inOrderOfInterest(sessions).map((session) => (
            <SessionSection
              key={session.id}
              isFolded={isOver(session) && session !== ended[0]}
              {...{ session, send, machine }}
            />
          ))}
          {ended.length > 1 && (
            <Button onClick={() => send({ type: 'remove', session: null })}>
              {l10n.t('Remove Ended Runs')}
            </Button>
          )}
        </div>
        {runs.length > 0 && (
          <section class="all-timings" aria-labelledby="all-timings">
            <h2 id="all-timings">{l10n.t('Timings')}</h2>
            <p class="muted">
              {l10n.t('The least of all repeats as a bar, each repeat as a stroke, on a logarithmic axis.')}
            </p>
            <ChartFigure chart={timings} data={runs} />
          </section>
        )}
      </div>
    </main>
  );
}

/** The timings of all sessions, oldest first, so that a new bar does not move the others. */
function timedRuns(sessions: readonly SessionState[]): TimedRun[] {
  return [...sessions]
    .reverse()
    .flatMap(({ title, timings }) => timings.map((timing) => ({ ...timing, title })));
}
