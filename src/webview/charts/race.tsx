import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { Lane, Race } from '../../recording/index.ts';
import { formatCompact, formatCount, formatShare } from '../format.ts';
import type { Computed } from '../timeMachine/jobs.ts';
import type { Look } from '../timeMachine/look.ts';
import type { Chart } from './chart.ts';
import { createLinearAxis } from './linearAxis.ts';
import { computingText } from './missCauses.tsx';
import { sized } from './sized.tsx';
import { spreadNames } from './spreadNames.ts';

/** The measures of the plot, in px. */
const HEIGHT = 260;
const LEFT = 44;
const TOP = 10;
const BOTTOM = 24;
/** Room for the names at the ends of the lines. */
const RIGHT = 118;
const LINE = 13;
/** From the end of a line to its name, which may stand higher or lower. */
const LEADER = 14;

/** All policies on the requests of this cache: hit ratios as lines, and the clairvoyant one as the ceiling. */
export const race: Chart<Look> = {
  title: ({ facts }) => l10n.t('All policies on the requests of {0}', facts.name),
  summary(look) {
    const { result } = computeRace(look);
    if (!result) return computingText();
    const total = result.requests.at(-1) ?? 0;
    const lanes = ranked(result).map((lane) =>
      l10n.t('{0}: {1}.', laneText(lane, look), formatShare(lane.hits.at(-1) ?? 0, total)),
    );
    return [l10n.t('Hits of {0} requests.', formatCount(total)), ...lanes].join(' ');
  },
  table(look) {
    const { result } = computeRace(look);
    const total = result?.requests.at(-1) ?? 0;
    return {
      columns: [
        l10n.t('Policy'),
        l10n.t('Hit ratio'),
        l10n.t('Hits'),
        l10n.t('Misses'),
        l10n.t('First differs at event'),
      ],
      rows: (result ? ranked(result) : []).map((lane) => {
        const hits = lane.hits.at(-1) ?? 0;
        return [
          laneText(lane, look),
          formatShare(hits, total),
          formatCount(hits),
          formatCount(total - hits),
          lane.parts === 0 ? '' : formatCount(lane.parts),
        ];
      }),
    };
  },
  Picture: sized(({ data, width }) => {
    const { result, progress } = computeRace(data);
    if (!result) return <progress class="computing" value={progress} />;
    if (result.requests.length === 0) return <p class="muted">{l10n.t('No request up to now.')}</p>;
    return <Plot look={data} result={result} width={width} />;
  }),
};

export const computeRace = (look: Look): Computed<Race> =>
  look.compute('race', () => look.recording.race(look.facts.cache));

/** The best first; the recorded cache and the clairvoyant one before all. */
export function ranked({ lanes }: Race): readonly Lane[] {
  const [recorded, best, ...others] = lanes;
  const sorted = others.sort((a, b) => (b.hits.at(-1) ?? 0) - (a.hits.at(-1) ?? 0));
  return [...(best ? [best] : []), ...(recorded ? [recorded] : []), ...sorted];
}

export function laneText({ policy }: Lane, { facts }: Look): string {
  if (policy === 'recorded') return l10n.t('{0} (as recorded)', facts.name);
  return policy === 'opt' ? l10n.t('OPT (knows the future)') : policy;
}

function Plot({ look, result, width }: { look: Look; result: Race; width: number }): VNode {
  const { requests, lanes } = result;
  const total = requests.at(-1) ?? 1;
  const right = Math.max(LEFT + 40, width - RIGHT);
  const y = (ratio: number): number => TOP + (1 - ratio) * (HEIGHT - TOP - BOTTOM);
  const x = (count: number): number => LEFT + (count / total) * (right - LEFT);
  const axis = createLinearAxis([0, total]);
  const endOf = (lane: Lane): number => y((lane.hits.at(-1) ?? 0) / total);
  const ends = spreadNames(
    lanes.map((lane) => ({ lane, y: endOf(lane) })),
    LINE,
    HEIGHT - LINE / 2,
  );
  const now = requestsAt(look);
  return (
    <svg class="race" width={width} height={HEIGHT}>
      {[0, 0.25, 0.5, 0.75, 1].map((ratio) => (
        <g key={ratio}>
          <line class="grid" x1={LEFT} x2={right} y1={y(ratio)} y2={y(ratio)} />
          <text class="tick" x={LEFT - 6} y={y(ratio) + 4}>
            {formatShare(ratio, 1)}
          </text>
        </g>
      ))}
      {axis.ticks
        .filter(({ value }) => value <= total)
        .map(({ value }) => (
          <text key={value} class="tick middle" x={x(value)} y={HEIGHT - 6}>
            {formatCompact(value)}
          </text>
        ))}
      {now > 0 && <line class="now" x1={x(now)} x2={x(now)} y1={TOP} y2={HEIGHT - BOTTOM} />}
      {lanes.map((lane) => (
        <LaneLine key={lane.policy} {...{ lane, result, look, x, y }} />
      ))}
      {ends.map(({ lane, y: end }) => (
        <g key={lane.policy}>
          <path class="leader" d={`M${right + 2} ${endOf(lane)}L${right + LEADER} ${end}`} />
          <text class={`lane-name ${lane.policy}`} x={right + LEADER + 3} y={end + 4}>
            {lane.policy === 'recorded' ? l10n.t('as recorded') : lane.policy}
          </text>
        </g>
      ))}
    </svg>
  );
}

interface LaneLineProps {
  readonly lane: Lane;
  readonly result: Race;
  readonly look: Look;
  readonly x: (requests: number) => number;
  readonly y: (ratio: number) => number;
}

/** The hit ratio up to each point, and a dot where it parts from the recorded cache. */
function LaneLine({ lane, result: { requests, numbers }, look, x, y }: LaneLineProps): VNode {
  const points = requests.map(
    (count, i) => `${x(count).toFixed(1)},${y((lane.hits[i] ?? 0) / count).toFixed(1)}`,
  );
  const place = numbers.findIndex((number) => number >= lane.parts);
  const [count, hits] = [requests[place] ?? 1, lane.hits[place] ?? 0];
  return (
    <g class={`lane ${lane.policy} ${lane.policy === look.facts.policy ? 'own' : ''}`}>
      <polyline points={points.join(' ')} />
      {lane.parts > 0 && (
        <circle cx={x(count)} cy={y(hits / count)} r={3.5} onClick={() => look.go(lane.parts)}>
          <title>{l10n.t('{0} answers event {1} otherwise', lane.policy, formatCount(lane.parts))}</title>
        </circle>
      )}
    </g>
  );
}

/** How many requests there were up to the moment that is looked at. */
function requestsAt({ recording, facts, step }: Look): number {
  return recording.countsAt(step).get(facts.cache)?.requests ?? 0;
}
