import * as l10n from '@vscode/l10n';
import type { Random } from './random.ts';
import type { Attention, CreateReader, ReaderOperation } from './reader.ts';
import { createModelReader, fromCache, inhabit } from './reader.ts';
import type { SequenceGame } from './sequenceGame.ts';
import type { Subject, Trial } from './trial.ts';

const SECONDS = 10;

/** The person's reader against the model. `script` is the only trial; without it trials are random. */
export function createReaderGame(
  answer: CreateReader,
  script: Trial<ReaderOperation> | undefined,
  attention: Attention,
): SequenceGame<ReaderOperation> {
  const makeAnswer = (setup: number): Subject<ReaderOperation> => inhabit(answer, attention, setup);
  const makeModel = (setup: number): Subject<ReaderOperation> => inhabit(createModelReader, attention, setup);
  return {
    makeAnswer,
    makeModel,
    createTrial: (random, index) => script ?? createTrial(random, 4 + Math.floor(index / 10)),
    simpler: mergeWaits,
    describeSetup: (setup) => `createReader(fetch, ${setup}, ...)`,
    describeOperation,
    observeAnswer: observe,
    observeModel: (trial) => observe(makeModel, trial),
  };
}

/** A trial from words: `read a`, `wait 6`, `info`. */
export function parseTrial(words: string, setup = SECONDS): Trial<ReaderOperation> {
  const operations = words.split(', ').map((each) => {
    const [type = '', argument = ''] = each.split(' ');
    return { type, url: argument, seconds: Number(argument) } as ReaderOperation;
  });
  return { setup, operations };
}

/** Two articles only: with more, it is a matter of taste whether an expired entry leaves before a living one. */
function createTrial(random: Random, length: number): Trial<ReaderOperation> {
  const url = (): string => (random.below(2) === 0 ? 'a' : 'b');
  const operations = Array.from({ length }, (): ReaderOperation => {
    const die = random.below(12);
    if (die < 6) return { type: 'read', url: url() };
    if (die < 9) return { type: 'wait', seconds: 1 + random.below(7) };
    if (die < 11) return { type: die === 9 ? 'break' : 'mend', url: url() };
    return { type: random.below(3) === 0 ? 'clear' : 'info' };
  });
  return { setup: SECONDS, operations };
}

/** The same story with one pause instead of two. */
function* mergeWaits({ setup, operations }: Trial<ReaderOperation>): Generator<Trial<ReaderOperation>> {
  for (const [at, operation] of operations.entries()) {
    const next = operations[at + 1];
    if (operation.type !== 'wait' || next?.type !== 'wait') continue;
    const merged = { ...operation, seconds: operation.seconds + next.seconds };
    yield { setup, operations: [...operations.slice(0, at), merged, ...operations.slice(at + 2)] };
  }
}

function describeOperation(operation: ReaderOperation): string {
  switch (operation.type) {
    case 'read':
      return `read('${operation.url}')`;
    case 'break':
      return l10n.t('the server answers {0} with an error', operation.url);
    case 'mend':
      return l10n.t('the server answers {0} again', operation.url);
    case 'wait':
      return l10n.t('{0} s pass', operation.seconds);
    case 'jump':
      return l10n.t('the date of the machine jumps by {0} s', operation.seconds);
    case 'info':
    case 'clear':
      return `${operation.type}()`;
  }
}

/** Which articles a read would find in the cache now. */
function observe(
  make: (setup: number) => Subject<ReaderOperation>,
  { setup, operations }: Trial<ReaderOperation>,
): string {
  const urls = new Set(operations.flatMap((operation) => (operation.type === 'read' ? [operation.url] : [])));
  const held = [...urls].filter((url) => {
    const subject = make(setup);
    for (const operation of operations) subject.apply(operation);
    return String(subject.apply({ type: 'read', url })).endsWith(fromCache());
  });
  return held.length === 0 ? l10n.t('empty') : held.sort().join(', ');
}
