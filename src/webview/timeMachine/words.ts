/** What the time machine says in words. */
import * as l10n from '@vscode/l10n';
import type { MissClass, Moment, Origin, RecordedEvent } from '../../recording/index.ts';
import type { Where } from '../../engine/index.ts';
import { formatCount } from '../format.ts';
import type { Jump, Target } from './machine.ts';

/** What has happened, in a sentence. */
export function eventText({ type, cause, key, where }: RecordedEvent): string {
  const removed: Record<string, () => string> = {
    evicted: () => l10n.t('Eviction: {0} makes room.', key),
    expired: () => l10n.t('Expired: {0} has reached the end of its lifetime.', key),
    deleted: () => l10n.t('Deleted: {0}.', key),
    invalidated: () => l10n.t('Invalidated: {0} has changed in the server.', key),
  };
  const answers: Record<Where, () => string> = {
    near: () => l10n.t('Hit: a call that was under way has the answer for {0}.', key),
    remote: () => l10n.t('Hit: the server has {0}.', key),
  };
  const sentences: Record<RecordedEvent['type'], () => string> = {
    made: () => l10n.t('The cache is made.'),
    hit: () => (where === undefined ? l10n.t('Hit: {0} is there.', key) : answers[where]()),
    miss: () => l10n.t('Miss: {0} is not there.', key),
    stored: () => l10n.t('Stored: {0}.', key),
    replaced: () => l10n.t('Replaced: {0} has a new value.', key),
    removed: () => removed[cause ?? '']?.() ?? '',
    cleared: () =>
      cause === 'expired'
        ? l10n.t('The time of the whole cache is over: all entries leave.')
        : l10n.t('Cleared: all entries leave, and the counters begin anew.'),
    resumed: () => l10n.t('What happened before was not recorded, so that it could be measured.'),
    unknown: () => l10n.t('An event that cannot be read.'),
  };
  return sentences[type]();
}

/** What a kernel calls the code of a cell: by the number that stands beside it. */
const CELL = /^cell-(\d+)$/;

/** Where an event came from. */
export function originText({ file, line }: Origin): string {
  const cell = CELL.exec(file)?.[1];
  return cell ? l10n.t('Cell [{0}], line {1}', cell, line) : l10n.t('{0}, line {1}', file, line);
}

/** A part of a cache, by the policy's own word for it. */
export function partText(name: string): string {
  const names: Record<string, () => string> = {
    entries: () => l10n.t('Entries'),
    waiting: () => l10n.t('Waiting: asked for once'),
    lasting: () => l10n.t('Lasting: asked for again'),
    left: () => l10n.t('Remembered keys that have left'),
    once: () => l10n.t('Once: asked for once'),
    again: () => l10n.t('Again: asked for more than once'),
    'once left': () => l10n.t('Remembered keys that have left "Once"'),
    'again left': () => l10n.t('Remembered keys that have left "Again"'),
    small: () => l10n.t('Small queue'),
    main: () => l10n.t('Main queue'),
    window: () => l10n.t('Window'),
    probation: () => l10n.t('Probation'),
    protected: () => l10n.t('Protected'),
  };
  return names[name]?.() ?? name;
}

/** How many entries a part holds, and of how many. */
export function sizeText({ size, limit }: Moment['layout'][number]): string {
  return limit === undefined
    ? formatCount(size)
    : l10n.t('{0} of at most {1}', formatCount(size), formatCount(Math.round(limit)));
}

/** What a class of misses is called. */
export function classText(name: MissClass): string {
  const names: Record<MissClass, () => string> = {
    first: () => l10n.t('Asked for the first time'),
    capacity: () => l10n.t('Evicted: too little room'),
    policy: () => l10n.t('Evicted: the best choice would have kept it'),
    expired: () => l10n.t('Expired'),
    deleted: () => l10n.t('Deleted'),
    cleared: () => l10n.t('Cleared'),
    unstored: () => l10n.t('Asked for before and never kept'),
  };
  return names[name]();
}

/** That a jump leads nowhere. */
export function noJumpText({ target, by }: Jump): string {
  const texts: Record<Target, readonly [on: () => string, back: () => string]> = {
    miss: [() => l10n.t('No later miss.'), () => l10n.t('No earlier miss.')],
    eviction: [() => l10n.t('No later eviction.'), () => l10n.t('No earlier eviction.')],
    key: [() => l10n.t('No later event of this key.'), () => l10n.t('No earlier event of this key.')],
  };
  return texts[target][by === 1 ? 0 : 1]();
}
