import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { missClasses, type MissClass, type Misses } from '../../recording/index.ts';
import { formatCount, formatShare } from '../format.ts';
import type { Look } from '../timeMachine/look.ts';
import { classText } from '../timeMachine/words.ts';
import type { Chart } from './chart.ts';
import { latest } from './latest.ts';
import { sized } from './sized.tsx';

/** The height of a row, and of the bar in it, in px. */
const ROW = 40;
const BAR = 14;

/** Why a cache missed: its misses by class, which add up to all of them. */
export const missCauses: Chart<Look> = {
  title: ({ facts }) => l10n.t('Why {0} missed', facts.name),
  summary(look) {
    const { result } = computeMisses(look);
    if (!result) return computingText();
    const total = l10n.t('{0} misses.', formatCount(result.numbers.length));
    const rows = rowsOf(result).map(({ name, count }) =>
      l10n.t('{0}: {1}.', classText(name), formatCount(count)),
    );
    return [total, ...rows].join(' ');
  },
  table(look) {
    const { result } = computeMisses(look);
    return {
      columns: [l10n.t('Why'), l10n.t('Misses'), l10n.t('Share')],
      rows: result
        ? rowsOf(result).map(({ name, count }) => [
            classText(name),
            formatCount(count),
            formatShare(count, result.numbers.length),
          ])
        : [],
    };
  },
  Picture: sized(({ data, width }) => {
    const { result, progress } = computeMisses(data);
    if (!result) return <progress class="computing" value={progress} />;
    return <Bars look={data} misses={result} width={width} />;
  }),
};

export const computeMisses = (look: Look): ReturnType<typeof look.compute<Misses>> =>
  look.compute('misses', () => look.recording.misses(look.facts.cache));

/** The misses of a class, or all; by their place in the columns. */
export const placesOf = latest(({ classes }: Misses, name: MissClass | ''): readonly number[] => {
  const wanted = missClasses.findIndex((each) => each === name);
  const places: number[] = [];
  classes.forEach((each, place) => {
    if (name === '' || each === wanted) places.push(place);
  });
  return places;
});

/** Why the miss of an event came about, in one or two sentences; `undefined` where the event is no miss. */
export function missText(misses: Misses, event: number, maxsize: number | null): string | undefined {
  const place = misses.numbers.indexOf(event);
  const name = missClasses[misses.classes[place] ?? -1];
  if (name === undefined) return undefined;
  const more = (misses.distances[place] ?? 0) - (maxsize ?? Infinity);
  const why = l10n.t('Why this miss: {0}.', classText(name));
  if (more === 1)
    return `${why} ${l10n.t('With room for 1 more entry an LRU cache would have answered it.')}`;
  if (more > 1)
    return `${why} ${l10n.t('With room for {0} more entries an LRU cache would have answered it.', formatCount(more))}`;
  return why;
}

const rowsOf = latest(({ classes }: Misses): readonly { name: MissClass; count: number }[] => {
  const counts = new Float64Array(missClasses.length);
  for (const each of classes) counts[each] = (counts[each] ?? 0) + 1;
  return missClasses
    .map((name, place) => ({ name, count: counts[place] ?? 0 }))
    .filter(({ count }) => count > 0);
});

function Bars({ look, misses, width }: { look: Look; misses: Misses; width: number }): VNode {
  const rows = rowsOf(misses);
  const most = Math.max(1, ...rows.map(({ count }) => count));
  const total = misses.numbers.length;
  if (total === 0) return <p class="muted">{l10n.t('No miss up to now.')}</p>;
  return (
    <svg class="miss-causes" width={width} height={rows.length * ROW}>
      {rows.map(({ name, count }, row) => (
        <g
          key={name}
          class={look.misses === name ? 'row chosen' : 'row'}
          transform={`translate(0 ${row * ROW})`}
          onClick={() => look.chooseMisses(look.misses === name ? '' : name)}
        >
          <text y={13}>{classText(name)}</text>
          <text class="number" x={width} y={13}>
            {`${formatCount(count)} · ${formatShare(count, total)}`}
          </text>
          <rect class="track" y={19} width={width} height={BAR} />
          <rect class="bar" y={19} width={Math.max(2, (count / most) * width)} height={BAR} />
        </g>
      ))}
    </svg>
  );
}

export function computingText(): string {
  return l10n.t('All events are being looked at.');
}
