/** Every picture of the time machine, in the order of its tabs. One file each, one line here. */
import * as l10n from '@vscode/l10n';
import type { ComponentType } from 'preact';
import type { Chart } from '../charts/chart.ts';
// Each by itself: whoever draws only these needs none of the others.
import { callTree } from '../charts/callTree.tsx';
import { inside } from '../charts/inside.tsx';
import { lifetimes } from '../charts/lifetimes.tsx';
import { missCauses } from '../charts/missCauses.tsx';
import { race } from '../charts/race.tsx';
import { MissList, MissSetting } from '../views/missList.tsx';
import { RaceList } from '../views/raceList.tsx';
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
  /** What belongs to it in words and can be gone to, below it. */
  readonly Details?: ComponentType<{ readonly look: Look }>;
}

export const pictures: readonly [MachinePicture, ...MachinePicture[]] = [
  { id: 'inside', label: () => l10n.t('Inside'), chart: inside },
  { id: 'calls', label: () => l10n.t('Call Tree'), chart: callTree, Settings: RoomSetting },
  {
    id: 'misses',
    label: () => l10n.t('Why It Missed'),
    chart: missCauses,
    Settings: MissSetting,
    Details: MissList,
  },
  { id: 'lifetimes', label: () => l10n.t('Lifetimes'), chart: lifetimes },
  { id: 'race', label: () => l10n.t('Race'), chart: race, Details: RaceList },
];

/** The picture with this id, or else the first. */
export const findPicture = (id: string): MachinePicture =>
  pictures.find((picture) => picture.id === id) ?? pictures[0];
