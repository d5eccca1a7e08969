import * as l10n from '@vscode/l10n';
import { createReaderGame } from './check/readerGame.ts';
import { createSharedTrials, createTrials, parseTrial } from './check/readerTrials.ts';
import type { CheckContext, CheckResult } from './check/report.ts';
import { checkSequences } from './check/sequences.ts';
import { entryIn, type Exercise } from './exercise.ts';
import { timedCachePython } from './python/timedCache.ts';
import { listTraps } from './timedCacheTraps.ts';
import { solution, starter } from './timedCacheCode.ts';

/** The tutorial's timed cache, with its traps, to be mended. */
export const timedCache: Exercise = {
  id: 'timed-cache',
  title: () => l10n.t('Mend the Timed Cache'),
  entry: 'createReader',
  kind: 'function',
  starter,
  solution,
  python: timedCachePython,
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

/** Every trap is told, mended or not: together they are the list of what to do. */
async function checkReader(context: CheckContext): Promise<readonly CheckResult[]> {
  const { language } = context;
  const entry = entryIn(language, timedCache);
  const results: CheckResult[] = [];
  for (const trap of listTraps(language)) {
    const { title, story, seconds } = trap;
    const result = await checkSequences(
      title,
      createReaderGame(entry, language, trap),
      [parseTrial(story, seconds)],
      context,
    );
    // The making is all there is to see, and every other story would only repeat it.
    const isUnmade = seconds === undefined && result.steps.length === 1;
    if (isUnmade) return [{ ...result, title: l10n.t('A reader can be made') }];
    results.push(result.passed ? { ...result, message: '' } : result);
  }
  const { seed = 1 } = context;
  const game = createReaderGame(entry, language);
  const any = l10n.t('Whatever happens, in any order');
  results.push(await checkSequences(any, game, createTrials(seed), context));
  const own = l10n.t('Every reader has a state of its own');
  results.push(await checkSequences(own, game, createSharedTrials(seed), context));
  return results;
}
