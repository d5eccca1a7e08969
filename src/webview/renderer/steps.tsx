import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import type { Origin } from '../../recording/index.ts';
import type { Recorded } from '../../protocol/recorded.ts';
import { unpacked } from '../../protocol/recorded.ts';
import { TimeMachine } from '../timeMachine/machine.ts';
import { TimeMachineView } from '../views/timeMachine.tsx';
import { openInDashboard, showOrigin } from './toHost.ts';

interface StepsProps {
  readonly recorded: Recorded;
  readonly title: string;
  /** The id of the picture that is shown first. */
  readonly picture: string;
  /** What is to stand beside a step, where the events are those of no session that a dashboard could open. */
  readonly beside?: (step: number) => VNode;
}

/** What a time machine of an output calls its only session. */
const HERE = 'output';

/** The events of a cache that a cell has shown, to be stepped through where they stand. */
export function Steps({ recorded, title, picture, beside }: StepsProps): VNode | null {
  const [, draw] = useReducer((count: number) => count + 1, 0);
  const machine = useRef<TimeMachine>(null);
  const tick = useMemo(() => unpacked(recorded), [recorded]);
  const latest = useRef(recorded);
  latest.current = recorded;
  machine.current ??= newMachine(
    () => draw(undefined),
    picture,
    (origin) => showOrigin(latest.current, origin),
  );
  useEffect(() => {
    // What is shown anew while the cell runs has more events: the moment that is looked at stays.
    if (tick) machine.current?.replace(tick);
  }, [tick]);
  if (!tick) return null;
  return (
    <div class="steps">
      <TimeMachineView machine={machine.current} title={title} />
      {beside ? (
        beside(machine.current.step)
      ) : (
        <button type="button" class="link" onClick={() => openInDashboard(recorded, machine.current?.view)}>
          {l10n.t('Open in Dashboard')}
        </button>
      )}
    </div>
  );
}

function newMachine(draw: () => void, picture: string, show: (origin: Origin) => void): TimeMachine {
  const machine = new TimeMachine({
    draw,
    send: (message) => message.type === 'showOrigin' && show(message),
    remember: () => undefined,
    now: () => performance.now(),
    nextFrame: (task) => requestAnimationFrame(task),
  });
  machine.open(HERE);
  machine.choosePicture(picture);
  return machine;
}
