import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { Life } from '../../recording/index.ts';
import { formatCount, formatSeconds, formatTick } from '../format.ts';
import type { Look } from '../timeMachine/look.ts';
import type { Chart } from './chart.ts';
import { legend } from './legend.tsx';
import { clip } from './flow.ts';
import { latest } from './latest.ts';
import { createLinearAxis } from './linearAxis.ts';
import { sized } from './sized.tsx';

/** The most keys that have a line: those whose lives began last. */
const MOST_KEYS = 24;

/** The places of columns of the table. */
const [STORED, LEFT] = [1, 2];

/** How many lives the table has at most. */
const MOST_ROWS = 100;

/** The measures, in px. */
const NAMES = 96;
const CHARACTERS = 12;
const ROW = 20;
const BAR = 10;
const BOTTOM = 22;
/** Half of the last label of the axis. */
const RIGHT = 24;

/** The life of each entry as a bar: when it came, when it was asked for, when and why it left. */
export const lifetimes: Chart<Look> = {
  title: ({ facts }) => l10n.t('Lifetimes of the entries of {0}', facts.name),
  summary(look) {
    const lives = livesAt(look);
    const { stale, fresh, limit } = judge(lives, look);
    return [
      lives.length === 1 ? l10n.t('1 entry lived.') : l10n.t('{0} entries lived.', formatCount(lives.length)),
      ...(limit === undefined ? [] : [verdict(stale, fresh, limit)]),
    ].join(' ');
  },
  table(look) {
    const { limit } = judge([], look);
    return {
      columns: [
        l10n.t('Key'),
        l10n.t('Stored'),
        l10n.t('Left'),
        l10n.t('Why'),
        l10n.t('Hits'),
        l10n.t('Of them stale'),
      ],
      measured: [STORED, LEFT],
      rows: livesAt(look)
        .slice(-MOST_ROWS)
        .map((life) => [
          look.recording.textOf(look.facts.cache, life.key),
          formatSeconds(life.from / 1000),
          life.to === undefined ? '' : formatSeconds(life.to / 1000),
          endText(life),
          formatCount(life.hits.length),
          limit === undefined ? '' : formatCount(staleHits(life, limit).length),
        ]),
    };
  },
  Picture: sized(({ data, width }) => {
    const lives = livesAt(data);
    if (lives.length === 0) return <p class="muted">{l10n.t('No entry was stored up to this moment.')}</p>;
    const { stale, fresh, limit } = judge(lives, data);
    return (
      <>
        {limit !== undefined && <p class="muted">{verdict(stale, fresh, limit)}</p>}
        <Bars look={data} lives={lives} width={width} />
      </>
    );
  }),
  Legend: legend((look) => {
    const lives = shownLives(livesAt(look));
    const { limit = Infinity } = judge([], look);
    return [
      [
        'legend-life hit',
        l10n.t('Asked for'),
        lives.some((life) => life.hits.length > staleHits(life, limit).length),
      ],
      [
        'legend-life stale',
        l10n.t('Asked for when stale'),
        lives.some((life) => staleHits(life, limit).length > 0),
      ],
      [
        'legend-life lost',
        l10n.t('Time it still had'),
        limit < Infinity && lives.some((life) => lostTime(life, limit) > 0),
      ],
    ];
  }),
};

const livesAt = latest(
  ({ recording, facts, step }: Look): readonly Life[] => recording.lives(facts.cache, step),
  ({ recording, facts, step }) => [recording, facts.cache, step],
);

/** The keys that have a line. */
const shownKeys = (lives: readonly Life[]): number[] =>
  [...new Set([...lives].reverse().map(({ key }) => key))].slice(0, MOST_KEYS).reverse();

function shownLives(lives: readonly Life[]): readonly Life[] {
  const keys = new Set(shownKeys(lives));
  return lives.filter(({ key }) => keys.has(key));
}

/** How long an entry is good: by its own cache, or by the shortest lifetime of another one of the same run. */
function limitOf({ recording, facts }: Look): number | undefined {
  if (facts.lifetime !== undefined) return facts.lifetime;
  const others = recording.caches().flatMap(({ lifetime }) => lifetime ?? []);
  return others.length === 0 ? undefined : Math.min(...others);
}

const staleHits = ({ from, hits }: Life, limit: number): number[] =>
  hits.filter((time) => time - from >= limit);

/** The time that an entry still had when it left with all others, or made room; 0 where it had none. */
function lostTime({ from, to, end }: Life, limit: number): number {
  const isCut = end === 'evicted' || end === 'cleared' || end === 'expired';
  return to === undefined || !isCut ? 0 : Math.max(0, from + limit - to);
}

/** How many hits were stale, and how many entries were thrown away fresh. */
function judge(
  lives: readonly Life[],
  look: Look,
): { stale: number; fresh: number; limit: number | undefined } {
  const limit = limitOf(look);
  if (limit === undefined) return { stale: 0, fresh: 0, limit };
  return {
    stale: lives.reduce((sum, life) => sum + staleHits(life, limit).length, 0),
    fresh: lives.filter((life) => lostTime(life, limit) > limit * 0.01).length,
    limit,
  };
}

function verdict(stale: number, fresh: number, limit: number): string {
  return l10n.t(
    'Good for {0}: {1} hits were older, and {2} entries left while they were still good.',
    formatSeconds(limit / 1000),
    formatCount(stale),
    formatCount(fresh),
  );
}

function endText({ end, withAll = false }: Life): string {
  const texts: Record<NonNullable<Life['end']>, () => string> = {
    evicted: () => l10n.t('evicted'),
    expired: () => (withAll ? l10n.t('expired with all others') : l10n.t('expired')),
    deleted: () => l10n.t('deleted'),
    cleared: () => l10n.t('cleared'),
    replaced: () => l10n.t('replaced'),
    invalidated: () => l10n.t('invalidated'),
  };
  return end === undefined ? '' : texts[end]();
}

function Bars({ look, lives, width }: { look: Look; lives: readonly Life[]; width: number }): VNode {
  const { recording, facts, event } = look;
  const keys = shownKeys(lives);
  const rows = new Map(keys.map((key, row) => [key, row]));
  const shown = shownLives(lives);
  const limit = limitOf(look);
  const start = Math.min(...shown.map(({ from }) => from));
  const now = Math.max(event?.time ?? 0, ...shown.map(({ from, to = 0 }) => Math.max(from, to)));
  const axis = createLinearAxis([0, Math.max(1, now - start) / 1000]);
  const x = (time: number): number => NAMES + axis.position((time - start) / 1000) * (width - NAMES - RIGHT);
  const height = keys.length * ROW;
  return (
    <svg class="lifetimes" width={width} height={height + BOTTOM}>
      {axis.ticks.map(({ value }) => (
        <g key={value}>
          <line class="grid" x1={x(start + value * 1000)} x2={x(start + value * 1000)} y1={0} y2={height} />
          <text class="tick middle" x={x(start + value * 1000)} y={height + 15}>
            {formatTick(value, axis.ticks.at(-1)?.value)}
          </text>
        </g>
      ))}
      {keys.map((key, row) => (
        <text key={key} class="name" y={row * ROW + 14}>
          {clip(recording.textOf(facts.cache, key), CHARACTERS)}
        </text>
      ))}
      {shown.map((life) => (
        <LifeBar
          key={life.number}
          {...{ life, look, x, limit, now }}
          y={(rows.get(life.key) ?? 0) * ROW + 5}
        />
      ))}
    </svg>
  );
}

interface LifeBarProps {
  readonly life: Life;
  readonly look: Look;
  readonly x: (time: number) => number;
  readonly y: number;
  readonly limit: number | undefined;
  readonly now: number;
}

function LifeBar({ life, look, x, y, limit = Infinity, now }: LifeBarProps): VNode {
  const { from, to = now, end, hits, number } = life;
  const lost = limit === Infinity ? 0 : Math.min(lostTime(life, limit), now - to);
  return (
    <g class={`life ${end ?? 'alive'}`} onClick={() => look.go(number)}>
      <title>{[look.recording.textOf(look.facts.cache, life.key), endText(life)].join(' ')}</title>
      <rect x={x(from)} y={y} width={Math.max(2, x(to) - x(from))} height={BAR} />
      {lost > 0 && <rect class="lost" x={x(to)} y={y} width={x(to + lost) - x(to)} height={BAR} />}
      {hits.map((time, i) =>
        time - from >= limit ? (
          <path key={i} class="stale" d={`M${x(time) - 4} ${y - 3}h8l-4 7z`} />
        ) : (
          <line key={i} class="hit" x1={x(time)} x2={x(time)} y1={y} y2={y + BAR} />
        ),
      )}
      {end !== undefined && <line class="end" x1={x(to)} x2={x(to)} y1={y - 3} y2={y + BAR + 3} />}
    </g>
  );
}
