import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Moment, PicturedEntry } from '../../recording/index.ts';
import { formatCount } from '../format.ts';
import type { Look } from '../timeMachine/look.ts';
import { eventText, partText, sizeText } from '../timeMachine/words.ts';
import type { Chart } from './chart.ts';
import { legend } from './legend.tsx';
import { NodeKeys } from './nodeKeys.ts';
import { charactersIn, clip, flow, widthOf, type Box, type Flow } from './flow.ts';
import { sized } from './sized.tsx';

type Part = Moment['layout'][number];

/** The room beside the text of a box, in px. */
const PADDING = 16;
const MARK = 14;

/** The widths that a box may have, in px. */
const NARROWEST = 44;
const WIDEST = 132;

const BOX = 26;
/** Below a box stands what has just happened to it. */
const NOTE = 14;
const GAP = 6;
/** Room for the name of a part, and for the number of uses before a bucket. */
const HEADING = 22;
const BUCKET = 34;
const AROUND_PART = 8;

/** The pointers from the hash map need room, and are drawn for so many entries at most. */
const LINKS = 44;
const MOST_LINKED = 16;

/** What has just happened to an entry, or will happen to it next. */
type Note = 'hit' | 'new' | 'leaving' | 'next';

/** The entries of a cache as its policy orders them, at one moment: who came, who was used, who leaves. */
export const inside: Chart<Look> = {
  title: ({ facts }) => l10n.t('Inside {0}', facts.name),
  summary({ moment, event }) {
    const { currsize } = moment.info;
    if (!moment.isKnown) return unknownText();
    const next = entriesOf(moment).find(({ slot }) => slot === moment.next);
    return [
      ...(event ? [eventText(event)] : []),
      currsize === 1 ? l10n.t('1 entry.') : l10n.t('{0} entries.', formatCount(currsize)),
      ...(next ? [l10n.t('Leaves next for a new key: {0}.', next.key)] : []),
    ].join(' ');
  },
  table: (look) => ({
    columns: [l10n.t('Part'), l10n.t('Place'), l10n.t('Key'), l10n.t('Uses'), l10n.t('Note')],
    rows: look.moment.layout.flatMap((part) => [
      ...part.entries.map((entry, place) => {
        const at = part.cutAt !== undefined && place >= part.cutAt ? part.size - part.entries.length : 0;
        const note = noteOf(look, entry);
        const notes = [
          ...(note ? [noteText(note)] : []),
          ...(part.hand === entry.slot ? [l10n.t('the hand is here')] : []),
        ];
        const uses = entry.mark === undefined ? '' : formatCount(entry.mark);
        return [partText(part.name), formatCount(place + at + 1), entry.key, uses, notes.join(', ')];
      }),
      ...(part.ghosts ?? []).map((key) => [partText(part.name), '', key, '', l10n.t('only the key')]),
    ]),
  }),
  Picture: sized(({ data, width }) => <Inside look={data} width={width} />),
  Legend: legend((look) => {
    const notes = look.moment.isKnown ? entriesOf(look.moment).map((entry) => noteOf(look, entry)) : [];
    return [
      ['legend-box hit', l10n.t('Hit'), notes.includes('hit')],
      ['legend-box new', l10n.t('New'), notes.includes('new')],
      ['legend-box leaving', l10n.t('Leaves'), notes.includes('leaving')],
    ];
  }),
};

function Inside({ look, width }: { readonly look: Look; readonly width: number }): VNode {
  const { moment, isBusy } = look;
  if (!moment.isKnown) return <p class="muted">{unknownText()}</p>;
  const box = boxWidth(moment);
  const map = placeMap(moment, width, box);
  let top = map ? HEADING + map.height + LINKS : 0;
  const parts = moment.layout.map((part) => {
    const placed = placePart(part, width, box, top);
    top += placed.height + AROUND_PART;
    return placed;
  });
  const all = parts.flatMap(({ boxes }) => boxes);
  const targets = new Map(all.map((place) => [place.item.entry?.slot, place]));
  return (
    <svg class={isBusy ? 'inside busy' : 'inside'} width={width} height={Math.max(1, top)}>
      {map && <HashMap map={map} targets={targets} box={box} look={look} />}
      {parts.map((placed) => (
        <PartPicture key={placed.part.name} placed={placed} look={look} width={width} box={box} />
      ))}
    </svg>
  );
}

/** The hash map above the parts; none where its pointers would be too many to follow. */
function placeMap(moment: Moment, width: number, box: number): Flow<PicturedEntry> | undefined {
  const entries = entriesOf(moment).sort((a, b) => a.slot - b.slot);
  const isWhole = entries.length === moment.info.currsize;
  if (entries.length === 0 || entries.length > MOST_LINKED || !isWhole) return undefined;
  return flow(entries, { left: 0, top: HEADING, right: width, width: box, height: BOX, gap: GAP });
}

interface HashMapProps {
  readonly map: Flow<PicturedEntry>;
  readonly targets: ReadonlyMap<number | undefined, Box>;
  readonly box: number;
  readonly look: Look;
}

/** The keys in places of their own, each with a pointer to its entry. */
function HashMap({ map: { boxes, height }, targets, box, look }: HashMapProps): VNode {
  const bottom = HEADING + height;
  return (
    <>
      <text class="part-name" y={HEADING - 8}>
        {l10n.t('Hash map')}
      </text>
      {boxes.map(({ item: { slot, key }, x, y }) => {
        const to = targets.get(slot) ?? { x, y };
        const known = noteOf(look, { slot });
        const note = known === 'next' ? undefined : known;
        const [from, end] = [x + box / 2, to.x + box / 2];
        const curve = `C${from} ${bottom + LINKS / 2} ${end} ${to.y - LINKS / 2} ${end} ${to.y}`;
        return (
          <g key={slot}>
            <path class={`link ${note ?? ''}`} d={`M${from} ${y + BOX}${curve}`} />
            <rect class={`slot ${note ?? ''}`} x={x} y={y} width={box} height={BOX} />
            <text class="key" x={from} y={y + 17}>
              {clip(key, charactersIn(box - PADDING))}
            </text>
          </g>
        );
      })}
    </>
  );
}

/** What one box of a part is for: an entry, or how many are left out. */
interface Item {
  readonly entry?: PicturedEntry;
  /** The number of uses that all entries of its bucket have, where it is the first of them. */
  readonly bucket?: number | undefined;
  readonly more?: number;
}

interface PlacedPart extends Flow<Item> {
  readonly part: Part;
  readonly top: number;
  readonly ghosts: Flow<string>;
}

function placePart(part: Part, width: number, box: number, top: number): PlacedPart {
  const measures = { left: 0, right: width, width: box, gap: GAP };
  const { boxes, height } = flow(
    itemsOf(part),
    { ...measures, top: top + HEADING, height: BOX + NOTE },
    ({ bucket }) => (bucket === undefined ? 0 : BUCKET),
  );
  const below = { ...measures, top: top + HEADING + height, height: BOX };
  const ghosts = flow(part.ghosts ?? [], below);
  // Where there is nothing, a line says so.
  return { part, top, boxes, ghosts, height: HEADING + Math.max(height, NOTE + GAP) + ghosts.height };
}

function itemsOf({ entries, cutAt, inBuckets = false, size }: Part): Item[] {
  const items = entries.map((entry, i): Item => {
    const isFirst = inBuckets && entry.mark !== entries[i - 1]?.mark;
    return { entry, bucket: isFirst ? entry.mark : undefined };
  });
  if (cutAt !== undefined) items.splice(cutAt, 0, { more: size - entries.length });
  return items;
}

interface PartPictureProps {
  readonly placed: PlacedPart;
  readonly look: Look;
  readonly width: number;
  readonly box: number;
}

function PartPicture({ placed: { part, top, boxes, ghosts }, look, width, box }: PartPictureProps): VNode {
  const [nodes] = useState(() => new NodeKeys());
  const keys = nodes.of(boxes.map(nameOf), !look.isBusy);
  const isEmpty = look.moment.layout.length === 1 && part.size === 0;
  const direction = part.inBuckets ? l10n.t('fewest uses → most uses') : l10n.t('oldest → newest');
  return (
    <g class="part">
      <text class="part-name" y={top + HEADING - 8}>
        {`${partText(part.name)} · ${sizeText(part)}`}
      </text>
      {part.size > 1 && (
        <text class="direction" x={width} y={top + HEADING - 8}>
          {direction}
        </text>
      )}
      {isEmpty && (
        <text class="note" y={top + HEADING + 14}>
          {l10n.t('No entries yet.')}
        </text>
      )}
      {boxes.map(({ item: { entry, bucket, more }, ...place }, i) =>
        entry ? (
          <Entry key={keys[i]} {...{ entry, place, box, bucket, part }} note={noteOf(look, entry)} />
        ) : (
          <text key="more" class="note middle" x={place.x + box / 2} y={place.y + 17}>
            {l10n.t('{0} more', formatCount(more ?? 0))}
          </text>
        ),
      )}
      {ghosts.boxes.map(({ item, x, y }, i) => (
        <g key={`ghost ${i}`}>
          <rect class="ghost" x={x} y={y} width={box} height={BOX} />
          <text class="key ghost" x={x + box / 2} y={y + 17}>
            {clip(item, charactersIn(box - PADDING))}
          </text>
        </g>
      ))}
    </g>
  );
}

/** What a box stands for. */
const nameOf = ({ item: { entry } }: PlacedPart['boxes'][number]): string =>
  entry ? `${entry.slot} ${entry.number}` : 'more';

interface EntryProps {
  readonly entry: PicturedEntry;
  readonly place: Box;
  readonly box: number;
  readonly note: Note | undefined;
  readonly bucket: number | undefined;
  readonly part: Part;
}

function Entry({ entry, place, box, note, bucket, part }: EntryProps): VNode {
  const { key, mark, slot } = entry;
  const isMarked = mark !== undefined && !part.inBuckets;
  const below = [
    ...(note ? [note === 'next' ? l10n.t('next') : noteText(note)] : []),
    ...(part.hand === slot ? ['☝'] : []),
  ].join(' ');
  return (
    <g class="entry" transform={`translate(${place.x} ${place.y})`}>
      {bucket !== undefined && (
        <text class="bucket" x={-8} y={17}>
          {`${formatCount(bucket)}×`}
        </text>
      )}
      <rect class={`node ${note ?? ''}`} width={box} height={BOX} />
      <text class="key" x={(isMarked ? box - MARK : box) / 2} y={17}>
        {clip(key, charactersIn(isMarked ? box - MARK : box))}
      </text>
      {isMarked && <Mark mark={mark} x={box - 8} />}
      {below && (
        <text class="note middle" x={box / 2} y={BOX + 11}>
          {below}
        </text>
      )}
    </g>
  );
}

/** A use that the policy remembers: a disc for one, a number for more, an empty circle for none. */
function Mark({ mark, x }: { readonly mark: number; readonly x: number }): VNode {
  if (mark > 1)
    return (
      <text class="mark" x={x} y={11}>
        {formatCount(mark)}
      </text>
    );
  return <circle class={mark === 1 ? 'mark used' : 'mark'} cx={x} cy={8} r={3} />;
}

/** What has just happened to an entry, or else whether it is the next to leave. */
function noteOf({ event, facts, moment }: Look, { slot }: Pick<PicturedEntry, 'slot'>): Note | undefined {
  if (event?.cache === facts.cache && event.slot === slot) {
    if (event.type === 'hit' || event.type === 'replaced') return 'hit';
    if (event.type === 'stored') return 'new';
    if (event.type === 'removed') return 'leaving';
  }
  return moment.next === slot ? 'next' : undefined;
}

function noteText(note: Note): string {
  const texts: Record<Note, () => string> = {
    hit: () => l10n.t('used'),
    new: () => l10n.t('new'),
    leaving: () => l10n.t('leaves'),
    next: () => l10n.t('next to leave'),
  };
  return texts[note]();
}

function unknownText(): string {
  return l10n.t('What is inside at this moment is not known: events before it are missing.');
}

const entriesOf = ({ layout }: Moment): PicturedEntry[] => layout.flatMap(({ entries }) => entries);

/** One width for all boxes, so that they stand in columns. */
function boxWidth(moment: Moment): number {
  const keys = [
    ...entriesOf(moment).map(({ key }) => key),
    ...moment.layout.flatMap(({ ghosts = [] }) => ghosts),
  ];
  const longest = keys.reduce((most, key) => Math.max(most, Array.from(key).length), 0);
  const isMarked = moment.layout.some(
    (part) => !part.inBuckets && part.entries.some(({ mark }) => mark !== undefined),
  );
  return Math.min(WIDEST, Math.max(NARROWEST, widthOf(longest) + PADDING + (isMarked ? MARK : 0)));
}
