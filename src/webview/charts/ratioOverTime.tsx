import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { formatCount, formatShare } from '../format.ts';
import type { LabLook } from '../lab/reading.ts';
import { overTime, styleOf } from '../lab/reading.ts';
import type { Chart } from './chart.ts';
import { LineNames, RatioGrid } from './ratioPlot.tsx';
import { sized } from './sized.tsx';

/** The measures of the plot, in px. */
const HEIGHT = 200;
const LEFT = 48;
const TOP = 10;
const BOTTOM = 28;
const RIGHT = 116;

/** How many policies are drawn, and how many places of the trace the table tells of. */
const DRAWN = 4;
const PLACES = 8;

/** The hit ratio of the best policies over a window that slides over the trace. */
export const ratioOverTime: Chart<LabLook> = {
  title: ({ lab }) => l10n.t('Hit ratio over the trace, with {0} entries', formatCount(lab.mine)),
  summary: ({ lab }) => {
    const [best] = overTime(lab);
    const known = best?.ratios.filter((ratio) => !Number.isNaN(ratio)) ?? [];
    if (!best || known.length === 0) return l10n.t('There are too few requests to see a change.');
    return l10n.t(
      '{0} has the most hits. Its hit ratio lies between {1} and {2}.',
      lab.titles[best.policy] ?? best.policy,
      formatShare(Math.min(...known), 1),
      formatShare(Math.max(...known), 1),
    );
  },
  table: ({ lab }) => {
    const lines = overTime(lab);
    const places = placesOf(lab.ends);
    return {
      columns: [
        l10n.t('Policy'),
        ...places.map((place) => l10n.t('to {0}', formatCount(lab.ends[place] ?? 0))),
      ],
      rows: lines.map(({ policy, ratios }) => [
        lab.titles[policy] ?? policy,
        ...places.map((place) => formatShare(ratios[place] ?? 0, 1)),
      ]),
    };
  },
  Picture: sized(({ data, width }) => <Plot look={data} width={width} />),
};

/** Some places of the trace, at even distances, the last one among them. */
function placesOf({ length }: Int32Array): number[] {
  const count = Math.min(PLACES, length);
  return Array.from({ length: count }, (_, step) => Math.ceil((length * (step + 1)) / count) - 1);
}

function Plot({ look, width }: { readonly look: LabLook; readonly width: number }): VNode {
  const { lab } = look;
  const lines = overTime(lab).slice(0, DRAWN);
  const right = Math.max(LEFT + 60, width - RIGHT);
  const last = lab.ends.length - 1;
  const x = (place: number): number => LEFT + ((right - LEFT) * place) / Math.max(1, last);
  const y = (ratio: number): number => TOP + (1 - ratio) * (HEIGHT - TOP - BOTTOM);
  const ends = lines.map(({ policy, ratios }) => ({
    text: lab.titles[policy] ?? policy,
    style: styleOf(look, policy),
    at: y(ratios[last] ?? 0),
  }));
  return (
    <svg class="ratio-plot over-time" width={width} height={HEIGHT}>
      <RatioGrid ratios={[0, 0.5, 1]} left={LEFT} right={right} y={y} />
      <text class="tick middle" x={(LEFT + right) / 2} y={HEIGHT - 6}>
        {l10n.t('from the first request to the last')}
      </text>
      {lines.map(({ policy, ratios }) => (
        <g key={policy} class={styleOf(look, policy)}>
          <path
            class="line"
            d={ratios
              .map((ratio, at) =>
                Number.isNaN(ratio)
                  ? ''
                  : `${at === 0 ? 'M' : 'L'}${x(at).toFixed(1)} ${y(ratio).toFixed(1)}`,
              )
              .join('')
              .replace(/^L/, 'M')}
          />
        </g>
      ))}
      <LineNames ends={ends} right={right} bottom={HEIGHT - BOTTOM} />
    </svg>
  );
}
