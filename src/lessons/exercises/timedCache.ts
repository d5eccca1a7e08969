import * as l10n from '@vscode/l10n';
import type { Attention } from './play/reader.ts';
import { createReaderGame } from './check/readerGame.ts';
import { createSharedTrials, createTrials, parseTrial } from './check/readerTrials.ts';
import type { CheckContext, CheckResult } from './check/report.ts';
import { checkSequences } from './check/sequences.ts';
import type { Exercise } from './exercise.ts';
import { solution, starter } from './timedCacheCode.ts';

/** The tutorial's timed cache, with its traps, to be mended. */
export const timedCache: Exercise = {
  id: 'timed-cache',
  title: () => l10n.t('Mend the Timed Cache'),
  entry: 'createReader',
  kind: 'function',
  starter,
  solution,
  hints: () => [
    l10n.t(
      'Ask of every line: what if an hour passes here, what if the server fails here, what if the date is changed?',
    ),
    l10n.t(
      'One deadline for all entries is what makes fresh articles vanish. Store the time of expiry beside each length, taken from clock.now().',
    ),
    l10n.t(
      'Keep { length, expires } in the Map. In read: a living entry is deleted and set again, so that the Map stays in order of use; otherwise fetch with a time limit, throw unless the status is 200, and only then make room and store. Refuse wrong seconds before anything else.',
    ),
  ],
  check: checkReader,
};

/** The traps: what should be, a story that shows the mistake, what to look at, the lifetime in s. */
function listTraps(): readonly (readonly [
  title: string,
  story: string,
  attention?: Attention,
  seconds?: number,
])[] {
  return [
    [l10n.t('The lifetime counts from the fetch'), 'wait 6, read a, wait 5, read a'],
    [l10n.t('Entries expire one by one'), 'read a, wait 6, read b, wait 5, read b, read a'],
    [l10n.t('The counters outlive the entries'), 'read a, wait 10, read a, info'],
    [l10n.t('A read does not prolong a life'), 'read a, wait 6, read a, wait 5, read a'],
    [l10n.t('The cache can be looked at and cleared'), 'read a, read a, info, clear, read a, info'],
    [l10n.t('A lifetime of 0 s is refused'), 'read a', undefined, 0],
    [l10n.t('A negative lifetime is refused'), 'read a', undefined, -5],
    [l10n.t('A lifetime that is no number is refused'), 'read a', undefined, NaN],
    [l10n.t('A lifetime without end is refused'), 'read a', undefined, Infinity],
    [l10n.t('The least recently used article leaves'), 'read a, read b, read a, read c, read a, read b'],
    [l10n.t('Certificates are checked'), 'read a', 'certificate'],
    [l10n.t('A fetch has a time limit'), 'read a', 'timeout'],
    [l10n.t('A page of a server in trouble is not kept'), 'serve a 500, read a, serve a 200, read a'],
    [l10n.t('A page that is not found is not kept'), 'serve a 404, read a, serve a 200, read a'],
    [l10n.t('A failed fetch evicts nothing'), 'read a, read b, serve c 503, read c, read a, read b'],
    [l10n.t('A change of the date does not matter'), 'read a, jump -3600, wait 11, read a'],
    [l10n.t('The length is counted in characters'), 'read smile'],
  ];
}

/** Every trap is told, mended or not: together they are the list of what to do. */
async function checkReader(context: CheckContext): Promise<readonly CheckResult[]> {
  const results: CheckResult[] = [];
  for (const [title, story, attention, seconds] of listTraps()) {
    const game = createReaderGame(attention);
    const result = await checkSequences(title, game, [parseTrial(story, seconds)], context);
    results.push(result.passed ? { ...result, message: '' } : result);
  }
  const { seed = 1 } = context;
  const game = createReaderGame();
  const any = l10n.t('Whatever happens, in any order');
  results.push(await checkSequences(any, game, createTrials(seed), context));
  const own = l10n.t('Every reader has a state of its own');
  results.push(await checkSequences(own, game, createSharedTrials(seed), context));
  return results;
}
