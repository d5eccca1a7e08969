import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { mostRoom } from '../charts/callTree.tsx';
import { formatCount } from '../format.ts';
import type { Look } from '../timeMachine/look.ts';
import type { TimeMachine } from '../timeMachine/machine.ts';
import { Button } from './button.tsx';

/** The most places that a slider goes to: beyond it each place is less than a pixel. */
const MOST = 200;

/** A slider over maxsize, for the calls as they would have been. */
export function RoomSetting({
  look,
  machine,
}: {
  readonly look: Look;
  readonly machine: TimeMachine;
}): VNode | null {
  const most = Math.min(MOST, mostRoom(look));
  if (most < 2) return null;
  const { room, facts } = look;
  const value = room ?? Math.min(most, facts.maxsize ?? most);
  return (
    <div class="moment-row">
      <label class="choice room">
        <span class="muted">{l10n.t('Imagine maxsize')}</span>
        <input
          type="range"
          min={0}
          max={most}
          value={value}
          onInput={({ currentTarget }) => machine.chooseRoom(Number(currentTarget.value))}
        />
      </label>
      <span>{room === null ? l10n.t('as recorded') : formatCount(room)}</span>
      {room !== null && (
        <Button onClick={() => machine.chooseRoom(null)}>{l10n.t('Show as Recorded')}</Button>
      )}
    </div>
  );
}
