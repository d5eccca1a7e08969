import * as l10n from '@vscode/l10n';
import { hierarchy, tree, type HierarchyPointNode } from 'd3-hierarchy';
import type { VNode } from 'preact';
import type { Recording } from '../../recording/index.ts';
import { formatCount } from '../format.ts';
import type { Look } from '../timeMachine/look.ts';
import {
  costs,
  idOf,
  imagine,
  recursionAt,
  type CallNode,
  type Recursion,
} from '../timeMachine/recursion.ts';
import type { Chart } from './chart.ts';
import { legend } from './legend.tsx';
import { charactersIn, clip, widthOf } from './flow.ts';
import { latest } from './latest.ts';
import { sized } from './sized.tsx';

/** The measures of a node, in px. */
const PADDING = 12;
const WIDEST = 110;
/** Room for a number below each of two neighbours. */
const NARROWEST = 36;
/** The least width of a tree that is drawn as a whole: nothing stands below a call but the key that it evicts. */
const NARROWEST_OF_ALL = 24;
const HEIGHT = 22;
const GAP = 4;
/** From the top of a level to the next. */
const LEVEL = 50;
/** From a call to where its lines begin: below the key that it evicts. */
const STEM = 15;
const MARGIN = 4;
/** A narrower box has no room below it for words. */
const ROOM_FOR_WORDS = 52;

/** The most levels that are drawn; a deeper tree is folded. */
const MOST_LEVELS = 14;

/** How many rows the table has at most. */
const MOST_ROWS = 300;

/** The calls of a recursion as they really ran, or as they would have with another maxsize. */
export const callTree: Chart<Look> = {
  title: ({ facts, room }) =>
    room === null
      ? l10n.t('Calls of {0}', facts.name)
      : l10n.t('Calls of {0}, imagined with maxsize {1}', facts.name, formatCount(room)),
  summary(look) {
    const shown = shownCalls(look);
    return shown ? countText(shown) : noneText();
  },
  table(look) {
    const shown = shownCalls(look);
    const cost = shown && costs(shown);
    return {
      columns: [l10n.t('Call'), l10n.t('Depth'), l10n.t('Outcome'), l10n.t('Calls saved'), l10n.t('Evicts')],
      rows: depths(shown)
        .slice(0, MOST_ROWS)
        .map(({ node, depth }) => [
          nameOf(look, node),
          formatCount(depth),
          node.isHit ? l10n.t('hit') : l10n.t('miss'),
          node.isHit && cost ? formatCount(cost(node) - 1) : '',
          node.evicted === 0 ? '' : look.recording.textOf(node.cache, node.evicted),
        ]),
    };
  },
  Picture: sized(({ data, width }) => {
    const shown = shownCalls(data);
    if (!shown) return <p class="muted">{noneText()}</p>;
    return (
      <>
        <p class="muted">{countText(shown)}</p>
        <Tree look={data} shown={shown} width={width} />
      </>
    );
  }),
  Legend: legend((look) => {
    const calls = shownCalls(look)?.calls ?? [];
    return [
      ['legend-box call', l10n.t('Computed'), calls.some(({ isHit }) => !isHit)],
      ['legend-box call hit', l10n.t('Answered by the cache'), calls.some(({ isHit }) => isHit)],
      ['legend-box call later', l10n.t('Comes later'), calls.some((call) => isLater(call, look))],
    ];
  }),
};

/** The greatest maxsize that makes a difference for the call that is looked at: that of all its keys. */
export function mostRoom(look: Look): number {
  return keysOf(recordedCalls(look)).size;
}

const keysOf = latest((recorded: Recursion | undefined) => new Set(recorded?.calls.map(idOf)));

/** The last recursion: it is the same at all its events, as long as no other come. */
let last: { readonly recording: Recording; readonly end: number; readonly calls: Recursion } | undefined;

function recordedCalls({ recording, step }: Look): Recursion | undefined {
  const isSame = last?.recording === recording && last.end === recording.last;
  if (last && isSame && step >= last.calls.from && step <= last.calls.to) return last.calls;
  const calls = recursionAt(recording, step);
  last = calls && { recording, end: recording.last, calls };
  return calls;
}

const shownCalls = latest(
  (look: Look): Recursion | undefined => {
    const recorded = recordedCalls(look);
    if (!recorded || look.room === null) return recorded;
    return imagine(recorded, look.recording.caches(), look.facts.cache, look.room);
  },
  (look) => [recordedCalls(look), look.room, look.facts.cache],
);

function countText(shown: Recursion): string {
  const { calls, isCut } = shown;
  const hits = calls.filter(({ isHit }) => isHit);
  const cost = costs(shown);
  const saved = hits.reduce((sum, node) => sum + cost(node) - 1, 0);
  const numbers = [
    formatCount(calls.length),
    formatCount(calls.length - hits.length),
    formatCount(hits.length),
  ];
  if (isCut) return l10n.t('The first {0} calls: {1} computed, {2} answered by the cache.', ...numbers);
  if (hits.length === 0)
    return calls.length === 1
      ? l10n.t('1 call, computed.')
      : l10n.t('{0} calls, all of them computed.', ...numbers);
  return l10n.t(
    '{0} calls: {1} computed, {2} answered by the cache, which saved {3} more calls.',
    ...numbers,
    formatCount(saved),
  );
}

function noneText(): string {
  return l10n.t('No call was made up to this moment.');
}

/** What a node is called: the key, with the name of its function where there are several. */
function nameOf({ recording }: Look, { cache, key }: CallNode): string {
  const text = recording.textOf(cache, key);
  return recording.caches().length === 1 ? text : `${recording.facts(cache)?.name ?? ''}(${text})`;
}

function depths(shown: Recursion | undefined): { node: CallNode; depth: number }[] {
  const found: { node: CallNode; depth: number }[] = [];
  const waiting = shown ? [{ node: shown.root, depth: 0 }] : [];
  for (let next = waiting.pop(); next && found.length < MOST_ROWS; next = waiting.pop()) {
    const { node, depth } = next;
    found.push(next);
    waiting.push(...node.children.map((child) => ({ node: child, depth: depth + 1 })).reverse());
  }
  return found;
}

/** A node as it is drawn: a call, with those of its calls that are drawn, and how many lie below that are not. */
interface Drawn {
  readonly node: CallNode;
  readonly level: number;
  children: Drawn[];
  folded: number;
}

/** Opens calls from the top, those that are running first, as long as the width has room for all leaves. */
function fold({ root, calls }: Recursion, running: ReadonlySet<CallNode>, room: number): Drawn {
  const top: Drawn = { node: root, level: 0, children: [], folded: 0 };
  const waiting = [[top], [top]] as [Drawn[], Drawn[]];
  let leaves = 1;
  const open = (drawn: Drawn): void => {
    const { children } = drawn.node;
    const grows = children.length - 1;
    if (children.length === 0 || drawn.children.length > 0) return;
    if (leaves + grows > room || drawn.level + 1 >= MOST_LEVELS) return;
    leaves += grows;
    drawn.children = children.map((node) => ({ node, level: drawn.level + 1, children: [], folded: 0 }));
    waiting[0].push(...drawn.children.filter(({ node }) => running.has(node)));
    waiting[1].push(...drawn.children);
  };
  for (const list of waiting) for (let next = list.shift(); next; next = list.shift()) open(next);
  const sizes = sizesOf(calls);
  const count = (drawn: Drawn): void => {
    if (drawn.children.length === 0) drawn.folded = (sizes.get(drawn.node) ?? 1) - 1;
    else drawn.children.forEach(count);
  };
  count(top);
  return top;
}

/** How many calls each call stands for, itself included. */
function sizesOf(calls: readonly CallNode[]): ReadonlyMap<CallNode, number> {
  const sizes = new Map<CallNode, number>();
  for (const node of [...calls].reverse())
    sizes.set(
      node,
      node.children.reduce((sum, child) => sum + (sizes.get(child) ?? 1), 1),
    );
  return sizes;
}

/** The call of an event and those that were running then: as many as its depth says. */
function runningAt({ root }: Recursion, { step, event }: Look): ReadonlySet<CallNode> {
  const running: CallNode[] = [];
  for (let node: CallNode | undefined = root; node;) {
    running.push(node);
    node = node.children.filter(({ number }) => number > 0 && number <= step).at(-1);
  }
  return new Set(running.slice(0, (event?.depth ?? running.length) + 1));
}

function Tree({ look, shown, width }: { look: Look; shown: Recursion; width: number }): VNode {
  const running = look.room === null ? runningAt(shown, look) : new Set<CallNode>();
  const names = new Map(shown.calls.slice(0, 5000).map((node) => [node, nameOf(look, node)]));
  const longest = [...names.values()].reduce((most, name) => Math.max(most, Array.from(name).length), 0);
  const layout = (narrowest: number): HierarchyPointNode<Drawn> => {
    const box = boxWidth(longest, narrowest);
    const room = Math.max(1, Math.floor((width - 2 * MARGIN) / (box + GAP)));
    return tree<Drawn>()
      .nodeSize([box + GAP, LEVEL])
      .separation(() => 1)(hierarchy(fold(shown, running, room)));
  };
  const all = layout(NARROWEST_OF_ALL);
  const isFolded = all.leaves().some(({ data }) => data.folded > 0);
  const laidOut = isFolded ? layout(NARROWEST) : all;
  const box = boxWidth(longest, isFolded ? NARROWEST : NARROWEST_OF_ALL);
  const nodes = laidOut.descendants();
  const left = Math.min(...nodes.map(({ x }) => x)) - box / 2 - MARGIN;
  const span = Math.max(...nodes.map(({ x }) => x)) + box / 2 + MARGIN - left;
  const current = [...running].at(-1);
  return (
    <svg class="call-tree" width={Math.max(width, span)} height={(laidOut.height + 1) * LEVEL}>
      <g transform={`translate(${-left + Math.max(0, (width - span) / 2)} ${MARGIN})`}>
        {laidOut.links().map(({ source, target }, i) => (
          <path
            key={i}
            class={isLater(target.data.node, look) ? 'link later' : 'link'}
            d={linkPath(source, target)}
          />
        ))}
        {nodes.map((node, i) => (
          <CallBox
            key={i}
            {...{ node, look, box, running, current }}
            name={names.get(node.data.node) ?? ''}
          />
        ))}
      </g>
    </svg>
  );
}

const boxWidth = (longest: number, narrowest: number): number =>
  Math.min(WIDEST, Math.max(narrowest, widthOf(longest) + PADDING));

/** The line from a call to one that it makes. */
function linkPath(source: HierarchyPointNode<Drawn>, target: HierarchyPointNode<Drawn>): string {
  const from = source.y + HEIGHT + (source.data.node.evicted === 0 ? 0 : STEM);
  return `M${source.x} ${from}V${source.y + HEIGHT + STEM}L${target.x} ${target.y - 5}V${target.y}`;
}

const isLater = ({ number }: CallNode, { step, room }: Look): boolean => room === null && number > step;

interface CallBoxProps {
  readonly node: HierarchyPointNode<Drawn>;
  readonly look: Look;
  readonly box: number;
  readonly running: ReadonlySet<CallNode>;
  readonly current: CallNode | undefined;
  readonly name: string;
}

function CallBox({ node, look, box, running, current, name }: CallBoxProps): VNode {
  const { node: call, folded } = node.data;
  const classes = [
    'call',
    call.isHit ? 'hit' : '',
    isLater(call, look) ? 'later' : '',
    running.has(call) ? 'running' : '',
    current && call !== current && idOf(call) === idOf(current) ? 'same' : '',
    call === current ? 'current' : '',
  ];
  const evicts = call.evicted === 0 ? '' : `−${look.recording.textOf(call.cache, call.evicted)}`;
  const more = box < ROOM_FOR_WORDS ? `+${formatCount(folded)}` : l10n.t('{0} more', formatCount(folded));
  const below = folded > 0 ? more : evicts;
  return (
    <g
      class={classes.join(' ')}
      transform={`translate(${node.x - box / 2} ${node.y})`}
      onClick={() => call.number > 0 && look.go(call.number)}
    >
      <title>{call.number > 0 ? l10n.t('Event {0}', formatCount(call.number)) : name}</title>
      <rect width={box} height={HEIGHT} />
      <text class="key" x={box / 2} y={15}>
        {clip(name, charactersIn(box - PADDING))}
      </text>
      <text class="note middle" x={box / 2} y={HEIGHT + 11}>
        {below}
      </text>
    </g>
  );
}
