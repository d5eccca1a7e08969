import * as l10n from '@vscode/l10n';
import { readerMistakes } from '../mistakes/reader/index.ts';
import type { ReaderOperation, ReaderSetup, ReaderTrial } from '../play/reader.ts';
import type { Match } from './game.ts';
import { readersSubject } from './readerModel.ts';
import { createSharedTrials, createTrials } from './readerTrials.ts';
import { findBrokenRule } from './rule.ts';

/** Which rule of the timed reader an answer breaks that fails in this sequence. */
export async function findReaderRule(
  match: Match<ReaderSetup, ReaderOperation>,
  failing: ReaderTrial,
): Promise<string | undefined> {
  const expected = match.expect(failing).outcomes.at(-1);
  const last = (await match.play([failing]))[0]?.outcomes.at(-1);
  if (expected?.as === 'thrown' && last?.as !== 'thrown') return tellStatus();
  const candidates = readerMistakes.flatMap(({ rule, models }) =>
    models().map((makeReaders) => ({ rule, make: readersSubject(makeReaders) })),
  );
  const evidence = failing.setups.length > 1 ? createSharedTrials(2) : createTrials(2);
  const found = await findBrokenRule(match, failing, evidence, candidates);
  if (found !== undefined) return found;
  return last?.as === 'thrown' && last.note !== 'refused'
    ? l10n.t('Nothing but wrong seconds and a fetch without an article is an error.')
    : undefined;
}

export function tellStatus(): string {
  return l10n.t('Every status but 200 is an error for the caller, and nothing of it is kept.');
}
