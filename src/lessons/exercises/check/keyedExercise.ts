import * as l10n from '@vscode/l10n';
import { createKeyedGame, type KeyedTask } from './keyed.ts';
import { createLargeTrials, createSharedTrials, createTrials } from './keyedTrials.ts';
import { type CheckContext, checkInOrder, type CheckResult } from './report.ts';
import { checkSequences } from './sequences.ts';
import { checkSpeed } from './speed.ts';

/** Checks a class with `get` and `put` against a plain model, then its speed. */
export function checkKeyedCache(
  task: KeyedTask,
  mostUses: number,
  context: CheckContext,
): Promise<readonly CheckResult[]> {
  const game = createKeyedGame(task);
  const seed = context.seed ?? 1;
  return checkInOrder(
    () =>
      checkSequences(
        l10n.t('Every operation gives what it should'),
        game,
        createTrials(seed, mostUses),
        context,
      ),
    () =>
      checkSequences(l10n.t('Every cache has a state of its own'), game, createSharedTrials(seed), context),
    () => checkSpeed(l10n.t('The time of an operation does not grow with the cache'), context),
    // A slow answer does not come so far.
    () => checkSequences(l10n.t('A large cache does the same'), game, createLargeTrials(seed), context),
  );
}
