import * as l10n from '@vscode/l10n';
import { tellLength, tellStatus } from './check/readerWords.ts';
import { tellOneDeadline } from './mistakes/reader/oneDeadline.ts';
import type { Attention } from './play/reader.ts';

/** What should be, and a story that shows whether it is. */
export interface Trap {
  readonly title: string;
  /** What to do about it, in a sentence or two. */
  readonly rule: string;
  readonly story: string;
  /** What to look at besides results and fetches. */
  readonly attention?: Attention;
  /** The lifetime in s. */
  readonly seconds?: number;
}

/** The traps of the timed cache, in the order in which they are told. */
export function listTraps(language: string | undefined): readonly Trap[] {
  return [...lifeOfEntries(), ...lifetimes(), ...room(language), ...fetches(language), ...rest(language)];
}

/** How long an entry lives, and what is counted. */
function lifeOfEntries(): readonly Trap[] {
  const own = tellOneDeadline();
  return [
    {
      title: l10n.t('The lifetime counts from the fetch'),
      rule: own,
      story: 'wait 6, read a, wait 5, read a',
    },
    {
      title: l10n.t('Entries expire one by one'),
      rule: own,
      story: 'read a, wait 6, read b, wait 5, read b, read a',
    },
    {
      title: l10n.t('The counters outlive the entries'),
      rule: l10n.t('info() counts every read since the last clear(). What expires takes no count with it.'),
      story: 'read a, wait 10, read a, info',
    },
    {
      title: l10n.t('A read does not prolong a life'),
      rule: l10n.t('The lifetime counts from the fetch. A read does not prolong it.'),
      story: 'read a, wait 6, read a, wait 5, read a',
    },
    {
      title: l10n.t('The cache can be looked at and cleared'),
      rule: l10n.t(
        'info() counts hits and misses. clear() empties the cache and sets both to zero, and nothing else does.',
      ),
      story: 'read a, read a, info, clear, read a, info',
    },
  ];
}

/** Which lifetimes there are. */
function lifetimes(): readonly Trap[] {
  const seconds = l10n.t('Seconds that are not a finite number above 0 are refused before anything else.');
  return [
    { title: l10n.t('A lifetime of 0 s is refused'), rule: seconds, story: 'read a', seconds: 0 },
    { title: l10n.t('A negative lifetime is refused'), rule: seconds, story: 'read a', seconds: -5 },
    {
      title: l10n.t('A lifetime that is no number is refused'),
      rule: seconds,
      story: 'read a',
      seconds: NaN,
    },
    { title: l10n.t('A lifetime without end is refused'), rule: seconds, story: 'read a', seconds: Infinity },
    {
      title: l10n.t('A lifetime without beginning is refused'),
      rule: seconds,
      story: 'read a',
      seconds: -Infinity,
    },
    {
      title: l10n.t('A lifetime of less than a second is taken'),
      rule: l10n.t('Every finite number above 0 is a lifetime, also one half.'),
      story: 'read a, read a, wait 1, read a',
      seconds: 0.5,
    },
  ];
}

/** Who leaves. */
function room(language: string | undefined): readonly Trap[] {
  return [
    {
      title: l10n.t('The least recently used article leaves'),
      rule:
        language === 'python'
          ? l10n.t(
              'A read of an article in the cache is a use. In a dict: pop the entry, then store it again.',
            )
          : l10n.t(
              'A read of an article in the cache is a use. In a Map: delete the entry, then set it again.',
            ),
      story: 'read a, wait 1, read b, wait 1, read a, read c, read a, read b',
    },
    {
      title: l10n.t('An article that is fetched anew needs no room'),
      rule: l10n.t(
        'An expired entry makes way for its own successor, and no other has to leave. Delete it before you make room.',
      ),
      story: 'read a, wait 5, read b, wait 3, read a, wait 2, read a, read b',
    },
  ];
}

/** What a fetch has to be asked with, and what is done with its answer. */
function fetches(language: string | undefined): readonly Trap[] {
  const status = tellStatus();
  const isPython = language === 'python';
  const [timeout, unauthorized] = isPython
    ? ['timeout_ms', 'reject_unauthorized']
    : ['timeoutMs', 'rejectUnauthorized'];
  return [
    {
      title: l10n.t('Certificates are checked'),
      rule: l10n.t('Certificates are checked unless you forbid it: leave {0} out.', unauthorized),
      story: 'read a, read b, wait 11, read a',
      attention: 'certificate',
    },
    {
      title: l10n.t('A fetch has a time limit'),
      rule: l10n.t(
        'Give every fetch a {0} above 0: otherwise a server that is silent is waited for without end.',
        timeout,
      ),
      story: 'read a, read b, wait 11, read a',
      attention: 'timeout',
    },
    {
      title: l10n.t('A page of a server in trouble is not kept'),
      rule: status,
      story: 'serve a 500, read a, serve a 200, read a',
    },
    {
      title: l10n.t('A page that is not found is not kept'),
      rule: status,
      story: 'serve a 404, read a, serve a 200, read a',
    },
    {
      title: l10n.t('An answer without an article is not kept'),
      rule: status,
      story: 'serve a 204, read a, serve a 301, read a, serve a 200, read a',
    },
    {
      title: l10n.t('A failed fetch evicts nothing'),
      rule: l10n.t('Make room only once the new article is there: fetch first, then evict, then store.'),
      story: 'read a, read b, serve c 503, read c, read a, read b',
    },
  ];
}

/** Dates and characters. */
function rest(language: string | undefined): readonly Trap[] {
  return [
    {
      title: l10n.t('A change of the date does not matter'),
      rule: l10n.t(
        'A person can change the date, so it measures no time. Use clock.now(), which never runs backwards.',
      ),
      story: 'read a, jump -3600, wait 11, read a',
    },
    {
      title: l10n.t('The length is counted in characters'),
      rule: tellLength(language),
      story: 'read smile, read smile',
    },
  ];
}
