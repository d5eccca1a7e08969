/** Every picture of the time machine, in the order of its tabs. One file each, one line here. */
import * as l10n from '@vscode/l10n';
import type { ComponentType } from 'preact';
import { callTreeChart } from '../charts/callTree.tsx';
import type { Chart } from '../charts/chart.ts';
import { inside } from '../charts/inside.tsx';
import { RoomSetting } from '../views/roomSetting.tsx';
import type { Look } from './look.ts';
import type { TimeMachine } from './machine.ts';

export interface MachinePicture {
  /** Is remembered, so it stays as it is. */
  readonly id: string;
  readonly label: () => string;
  readonly chart: Chart<Look>;
  /** What a person can set of it, above it. */
  readonly Settings?: ComponentType<{ readonly look: Look; readonly machine: TimeMachine }>;
}

export const pictures: readonly [MachinePicture, ...MachinePicture[]] = [
  { id: 'inside', label: () => l10n.t('Inside'), chart: inside },
  { id: 'calls', label: () => l10n.t('Call Tree'), chart: callTreeChart, Settings: RoomSetting },
];

/** The picture with this id, or else the first. */
export const findPicture = (id: string): MachinePicture =>
  pictures.find((picture) => picture.id === id) ?? pictures[0];
