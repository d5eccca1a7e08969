import * as l10n from '@vscode/l10n';
import { readerMistakes } from '../mistakes/reader/index.ts';
import { sharedReaders } from '../mistakes/reader/sharedReaders.ts';
import type { Outcome } from '../play/outcome.ts';
import type { ReaderOperation, ReaderSetup, ReaderTrial } from '../play/reader.ts';
import type { Match } from './game.ts';
import { readersSubject } from './readerModel.ts';
import { createSharedTrials, createTrials } from './readerTrials.ts';
import { tellClear, tellInfo, tellLength, tellNumber, tellReader, tellStatus } from './readerWords.ts';
import { findBrokenRule } from './rule.ts';

/** What answers are compared in that may make a known mistake: always the same, so that they are played once. */
const EVIDENCE = { one: createTrials(2), several: createSharedTrials(2) };

/** What a story is about: what is wrong in it is looked for first, and this is what is said otherwise. */
export interface About {
  readonly rule: string;
  /** Whether it is about the making of a reader. */
  readonly isMaking: boolean;
}

/** Which rule of the timed reader an answer breaks that fails in this sequence. */
export async function findReaderRule(
  match: Match<ReaderSetup, ReaderOperation>,
  failing: ReaderTrial,
  language: string | undefined,
  about?: About,
): Promise<string | undefined> {
  const expected = match.expect(failing).outcomes.at(-1);
  const [played] = await match.play([failing]);
  const last = played?.outcomes.at(-1);
  if (played?.made?.as === 'thrown' || expected?.note === 'refused')
    return about?.isMaking ? about.rule : undefined;
  if (await isShared(match)) return sharedReaders.rule(language);
  const said = tellOfShape(failing.operations.at(-1), expected, last, language);
  if (said !== undefined) return said;
  // What only shows so, or only where the date is changed, is what the story is about.
  const isOfStory = failing.operations.some(({ type }) => type === 'jump');
  if (isOfStory || last?.note === 'uncertified' || last?.note === 'unlimited') return about?.rule;
  const candidates = readerMistakes.flatMap(({ rule, models }) =>
    models().map((makeReaders) => ({ rule: () => rule(language), make: readersSubject(makeReaders) })),
  );
  const evidence = failing.setups.length > 1 ? EVIDENCE.several : EVIDENCE.one;
  const found = await findBrokenRule(match, failing, evidence, candidates);
  if (found !== undefined) return found;
  if (last?.as === 'thrown')
    return l10n.t('Nothing but wrong seconds and a fetch without an article is an error.');
  const isWrongLength = failing.operations.at(-1)?.type === 'read' && last?.note === expected?.note;
  return isWrongLength && last?.text !== expected?.text ? tellLength(language) : about?.rule;
}

/** One reader fetches an article, and another one that lives at the same time is asked for it. */
const SHARING: readonly ReaderTrial[] = [
  {
    setups: [
      { seconds: '10', maxsize: 2 },
      { seconds: '10', maxsize: 2 },
    ],
    operations: [
      { type: 'read', url: 'a', of: 0 },
      { type: 'read', url: 'a', of: 1 },
    ],
  },
];

/** Whether a reader finds what another one has fetched: what such readers answer depends on all that was played before. */
async function isShared(match: Match<ReaderSetup, ReaderOperation>): Promise<boolean> {
  const [played] = await match.playKnown(SHARING);
  const last = played?.outcomes.at(-1);
  return last?.as === 'value' && last.note === 'cached';
}

/** What both languages say where there is no read to be called. */
const LACKS_READ = /has no attribute 'read'|reader\.read is not a function|\(reading 'read'\)/;

/** What is said where the last operation gives nothing that could be right. */
function tellOfShape(
  operation: ReaderOperation | undefined,
  expected: Outcome | undefined,
  actual: Outcome | undefined,
  language: string | undefined,
): string | undefined {
  const isThrown = actual?.as === 'thrown';
  const isNumber = actual?.as === 'value' && /^-?\d/.test(actual.text);
  if (operation?.type === 'clear') return isThrown ? tellClear() : undefined;
  if (operation?.type === 'info') {
    const isCounted = actual?.as === 'value' && !/=(?!-?\d)/.test(actual.text);
    return isCounted ? undefined : tellInfo(language);
  }
  if (operation?.type !== 'read') return undefined;
  if (expected?.as === 'thrown' && !isThrown) return tellStatus();
  if (isThrown && LACKS_READ.test(actual.text)) return tellReader(language);
  return isThrown || isNumber ? undefined : tellNumber();
}
