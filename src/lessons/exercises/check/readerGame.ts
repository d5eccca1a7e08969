import * as l10n from '@vscode/l10n';
import {
  type Attention,
  type ReaderOperation,
  type ReaderSetup,
  type ReaderTrial,
  secondsOf,
} from '../play/reader.ts';
import type { Replay, ReplayOperation } from './replay.ts';
import type { Game } from './game.ts';
import type { Held, Look } from './held.ts';
import { heldByModel, makeModel } from './readerModel.ts';
import { findReaderRule } from './readerRule.ts';
import { tellWrongReader } from './tellReader.ts';

/** What a game is played for. */
interface Purpose {
  /** The rule that its story is about. */
  readonly rule: string;
  readonly attention?: Attention;
  /** The lifetime in s, where the story is about it. */
  readonly seconds?: number;
}

/** Python's words for numbers that are none to count with. */
const PYTHON_NUMBERS = new Map([
  ['NaN', 'nan'],
  ['Infinity', 'inf'],
  ['-Infinity', '-inf'],
]);

/** The person's reader, in this language, against the model. Where it is about nothing of its own, the mistake is looked for. */
export function createReaderGame(
  entry: string,
  language: string | undefined,
  { rule, attention, seconds: given }: Partial<Purpose> = {},
): Game<ReaderSetup, ReaderOperation> {
  const numberOf = (text: string): string =>
    (language === 'python' ? PYTHON_NUMBERS.get(text) : undefined) ?? text;
  return {
    question: (trials) => ({ game: 'reader', trials, ...(attention && { attention }) }),
    makeModel,
    simpler,
    describeSetups: (setups) =>
      setups
        .map(
          ({ seconds, maxsize }, of) =>
            `${setups.length > 1 ? `${nameOf(of)} = ` : ''}${entry}(fetch, ${numberOf(seconds)}, ${maxsize}, clock)`,
        )
        .join(', '),
    nameOf,
    describeOperation: (operation, setups) => {
      const owner = 'of' in operation && setups.length > 1 ? `${nameOf(operation.of ?? 0)}.` : '';
      return describeOperation(operation, owner);
    },
    weigh: () => 1,
    look: lookAt,
    columns: () => [l10n.t('Should hold, next to leave first'), l10n.t('read of yours would find there')],
    describeModel: ({ setups, operations }) => describeReaders(heldByModel(setups, operations)),
    describeHeld: (actual, expected) =>
      describeReaders(
        actual.map(({ entries }, of) => {
          const known = [...(expected[of]?.entries.keys() ?? []), ...entries.keys()];
          return [...new Set(known)].filter((url) => entries.has(url));
        }),
      ),
    replay: replayOf,
    tellWrong: (wrong) => tellWrongReader(wrong, entry),
    findRule: (match, failing) =>
      findReaderRule(
        match,
        failing,
        language,
        rule === undefined ? undefined : { rule, isMaking: given !== undefined },
      ),
  };
}

function replayOf({ setups, operations }: ReaderTrial): Replay | undefined {
  const [setup, ...others] = setups;
  const lifetime = 1000 * secondsOf(setup?.seconds ?? '');
  if (!setup || others.length > 0 || !(lifetime > 0 && lifetime < Infinity)) return undefined;
  const failing = new Set<string>();
  const steps = operations.map((operation): ReplayOperation[] => {
    switch (operation.type) {
      case 'read':
        return [{ type: 'call', key: operation.url, fails: failing.has(operation.url) }];
      case 'wait':
        return [{ type: 'wait', ms: 1000 * operation.seconds }];
      case 'clear':
        return [{ type: 'clear' }];
      case 'serve':
        if (operation.status === 200) failing.delete(operation.url);
        else failing.add(operation.url);
        return [];
      case 'info':
      case 'jump':
        return [];
    }
  });
  return { policy: 'lru', maxsize: setup.maxsize, lifetime, steps };
}

/** Readers are called p, q and so on where there are several: articles are called a and b. */
function nameOf(of: number): string {
  return String.fromCharCode(112 + of);
}

/** One reader, and one pause instead of two. */
function* simpler({ setups, operations }: ReaderTrial): Generator<ReaderTrial> {
  for (const left of setups.length > 1 ? setups.keys() : []) {
    yield {
      setups: setups.filter((_, of) => of !== left),
      operations: operations.flatMap((operation) => withoutReader(operation, left)),
    };
  }
  for (const [at, operation] of operations.entries()) {
    const next = operations[at + 1];
    if (operation.type !== 'wait' || next?.type !== 'wait') continue;
    const merged = { ...operation, seconds: operation.seconds + next.seconds };
    yield { setups, operations: [...operations.slice(0, at), merged, ...operations.slice(at + 2)] };
  }
}

function withoutReader(operation: ReaderOperation, left: number): ReaderOperation[] {
  if (operation.type !== 'read' && operation.type !== 'info' && operation.type !== 'clear')
    return [operation];
  const { of = 0 } = operation;
  return of === left ? [] : [{ ...operation, of: of - Number(of > left) }];
}

function describeOperation(operation: ReaderOperation, reader: string): string {
  switch (operation.type) {
    case 'read':
      return `${reader}read('${operation.url}')`;
    case 'serve':
      return operation.status === 200
        ? l10n.t('the server answers {0} again', operation.url)
        : l10n.t('the server answers {0} with status {1}', operation.url, operation.status);
    case 'wait':
      return l10n.t('{0} s pass', operation.seconds);
    case 'jump':
      return l10n.t('the date of the machine jumps by {0} s', operation.seconds);
    case 'info':
    case 'clear':
      return `${reader}${operation.type}()`;
  }
}

function describeReaders(readers: readonly (readonly string[])[]): string {
  return readers.map((urls) => (urls.length === 0 ? l10n.t('empty') : urls.join(', '))).join(' | ');
}

/** Which articles a read would find in the cache now. */
function lookAt({ setups, operations }: ReaderTrial): Look<ReaderSetup, ReaderOperation> {
  const parts = setups.map((_, of) => {
    const urls = operations.flatMap((operation) =>
      operation.type === 'read' && (operation.of ?? 0) === of ? [operation.url] : [],
    );
    return [...new Set(urls)].sort().map((url): ReaderOperation => ({ type: 'read', url, of }));
  });
  return {
    trials: parts.flat().map((read) => ({ setups, operations: [...operations, read] })),
    read: (last) => {
      const rest = [...last];
      return parts.map((reads): Held => {
        const notes = rest.splice(0, reads.length);
        const found = reads.flatMap((read, index) =>
          notes[index]?.note === 'cached' && read.type === 'read' ? [[read.url, ''] as const] : [],
        );
        return { entries: new Map(found), isWhole: true };
      });
    },
  };
}
