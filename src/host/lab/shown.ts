import type { ShownLab, ShownSide } from '../../protocol/labView.ts';
import type { Findings } from './analysis.ts';
import { titleOf, worthIn } from './analysis.ts';
import type { Opened } from './opening.ts';

/** A trace with what was found out about it, and the process that holds it. */
export interface Analyzed extends Opened {
  readonly findings: Findings;
}

/** What the page is shown of it. */
export function shownLab(
  { title, findings, inputs: known }: Analyzed,
  sides: readonly ShownSide[],
): ShownLab {
  const { facts, advised, league, mine, inputs, words } = findings;
  const { missCost, lookupCost, entryBytes, memory, lifetimeMs } = inputs;
  const { advice, curve } = advised;
  const ids = new Set(league.runs.map(({ policy }) => policy));
  return {
    title,
    facts,
    curve,
    words,
    inputs: {
      ...(missCost !== undefined && { missCost }),
      ...(lookupCost !== undefined && { lookupCost }),
      ...(entryBytes !== undefined && { entryBytes }),
      ...(memory !== undefined && { memory }),
      ...(lifetimeMs !== undefined && { lifetimeMs }),
    },
    mine,
    league: league.runs,
    ends: league.ends,
    left: league.left,
    ...('size' in advice && { advised: advice.size }),
    ...(league.policy && { policy: league.policy.policy }),
    titles: Object.fromEntries([...ids].map((id) => [id, titleOf(id)])),
    worth: worthIn(advised, inputs),
    ...(known.missCost !== undefined && { measured: known.missCost }),
    sides,
  };
}
