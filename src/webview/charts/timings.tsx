import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { Timing } from '../../protocol/session.ts';
import { formatCount, formatSeconds, formatSpeedup, formatTick } from '../format.ts';
import type { Chart } from './chart.ts';
import type { Axis } from './axis.ts';
import { clip } from './flow.ts';
import { createLogAxis } from './logAxis.ts';

/** The most repeats that are drawn. */
const MOST_REPEATS = 100;

/** A timing and the title of the session that measured it, where there are several. */
export interface TimedRun extends Timing {
  readonly title?: string;
}

/** The least time of each measurement, one bar each on a logarithmic axis; each of its repeats is a stroke on it. */
export const timings: Chart<readonly TimedRun[]> = {
  title: () => l10n.t('Timings'),
  summary(runs) {
    const { slowest, fastest } = extremes(runs);
    const count = l10n.t('{0} measured, on a logarithmic axis.', runs.length);
    if (!slowest || !fastest || slowest === fastest) return count;
    return [
      count,
      l10n.t('Slowest: {0}, {1}.', nameOf(slowest), formatSeconds(slowest.min)),
      l10n.t('Fastest: {0}, {1}.', nameOf(fastest), formatSeconds(fastest.min)),
    ].join(' ');
  },
  table: (runs) => ({
    columns: [
      l10n.t('Measurement'),
      l10n.t('Minimum'),
      l10n.t('Median'),
      l10n.t('Maximum'),
      l10n.t('Runs in one measurement'),
      l10n.t('Repeats'),
      l10n.t('Faster than the slowest'),
    ],
    rows: runs.map((run) => [
      nameOf(run),
      formatSeconds(run.min),
      formatSeconds(median(run)),
      formatSeconds(Math.max(run.min, ...run.times)),
      run.number === undefined ? '' : formatCount(run.number),
      formatCount(run.times.length),
      formatSpeedup(run.min, extremes(runs).slowest?.min ?? run.min),
    ]),
  }),
  Picture: ({ data }) => {
    const { axis, slowest } = measuresOf(data);
    return (
      <div class="timings">
        {data.map((run, index) => (
          <div key={index} class="timing">
            <span>
              {run.label}
              {run.number !== undefined && (
                <span class="muted"> {roundsText(run.number, run.times.length)}</span>
              )}
            </span>
            <span class="timing-value">{formatSeconds(run.min)}</span>
            <Bar run={run} axis={axis} />
            <span class="muted">{run.title}</span>
            <span class="timing-speedup">{slowest && data.length > 1 && comparison(run, slowest)}</span>
          </div>
        ))}
        <Ticks axis={axis} />
      </div>
    );
  },
};

/** From one measurement to the next, and how high its bar and the labels below all of them are, in px. */
const PITCH = 56;
const BAR = 16;
/** Where the text of a measurement stands, its bar, and what it is compared with. */
const TEXT = 12;
const BAR_TOP = 20;
const BELOW = 48;
/** The most characters of a label beside its time, for each px of the width. */
const PER_PX = 1 / 8;

/** The same picture as one drawing of a fixed width, for a file. */
export function TimingsSvg({
  runs,
  width,
}: {
  readonly runs: readonly TimedRun[];
  readonly width: number;
}): VNode {
  const { axis, slowest } = measuresOf(runs);
  return (
    <svg class="timings" width={width} height={runs.length * PITCH + BAR}>
      {runs.map((run, index) => (
        <svg key={index} y={index * PITCH} width={width} height={PITCH} overflow="visible">
          <text y={TEXT}>{clip(run.label, Math.floor(width * PER_PX))}</text>
          <text class="number part-name" x={width} y={TEXT}>
            {formatSeconds(run.min)}
          </text>
          <svg y={BAR_TOP} width={width} height={BAR}>
            <Bar run={run} axis={axis} />
          </svg>
          <text class="tick" x={width} y={BELOW}>
            {slowest && runs.length > 1 && comparison(run, slowest)}
          </text>
        </svg>
      ))}
      <svg y={runs.length * PITCH} width={width} height={BAR} overflow="visible">
        <Ticks axis={axis} />
      </svg>
    </svg>
  );
}

function measuresOf(runs: readonly TimedRun[]): { axis: Axis; slowest: TimedRun | undefined } {
  const axis = createLogAxis(runs.flatMap(({ min, times }) => [min, ...times]));
  return { axis, slowest: extremes(runs).slowest };
}

function Bar({ run, axis }: { readonly run: TimedRun; readonly axis: Axis }): VNode {
  return (
    <svg class="timing-bar">
      {axis.ticks.map((tick) => {
        const x = percent(axis.position(tick.value));
        return <line key={tick.value} x1={x} x2={x} y1="0" y2="100%" />;
      })}
      <rect y="4" height="8" width={percent(axis.position(run.min))} />
      {run.times.slice(0, MOST_REPEATS).map((time, repeat) => {
        const x = percent(axis.position(time));
        return <line key={`repeat ${repeat}`} class="repeat" x1={x} x2={x} y1="1" y2="15" />;
      })}
    </svg>
  );
}

function Ticks({ axis }: { readonly axis: Axis }): VNode {
  const labelled = axis.ticks.filter((tick) => tick.labelled);
  return (
    <svg class="timing-ticks">
      {labelled.map(({ value }) => (
        <text
          key={value}
          x={percent(axis.position(value))}
          y="11"
          text-anchor={anchorAt(axis.position(value))}
        >
          {formatTick(value)}
        </text>
      ))}
    </svg>
  );
}

/** Labels at the ends stay within the picture. */
function anchorAt(position: number): 'start' | 'middle' | 'end' {
  if (position === 0) return 'start';
  return position === 1 ? 'end' : 'middle';
}

/** The time in the middle of all repeats; the least where they are not known. */
function median({ times, min }: TimedRun): number {
  const rising = [...times].sort((a, b) => a - b);
  return rising[Math.floor(rising.length / 2)] ?? min;
}

function comparison(run: TimedRun, slowest: TimedRun): string {
  if (run === slowest) return l10n.t('slowest');
  if (run.min === 0) return l10n.t('too short to measure');
  return l10n.t('{0} faster', formatSpeedup(run.min, slowest.min));
}

function extremes(runs: readonly TimedRun[]): {
  slowest: TimedRun | undefined;
  fastest: TimedRun | undefined;
} {
  const rising = [...runs].sort((a, b) => a.min - b.min);
  return { slowest: rising.at(-1), fastest: rising[0] };
}

/** How many runs a time stands for, and of how many times it is the best. */
function roundsText(number: number, repeat: number): string {
  return number === 1
    ? l10n.t('1 run, best of {0}', formatCount(repeat))
    : l10n.t('{0} runs, best of {1}', formatCount(number), formatCount(repeat));
}

function nameOf({ label, title }: TimedRun): string {
  return title === undefined ? label : `${label} (${title})`;
}

function percent(part: number): string {
  return `${part * 100}%`;
}
