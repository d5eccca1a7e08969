import * as l10n from '@vscode/l10n';
import type { Attention, ReaderOperation, ReaderSetup, ReaderTrial } from '../play/reader.ts';
import type { Game, Probe } from './game.ts';
import { makeModel } from './readerModel.ts';

/** The person's reader against the model. */
export function createReaderGame(attention?: Attention): Game<ReaderSetup, ReaderOperation> {
  return {
    question: (trials) => ({ game: 'reader', trials, ...(attention && { attention }) }),
    makeModel,
    simpler,
    describeSetups: (setups) =>
      setups
        .map(
          ({ seconds }, of) =>
            `${setups.length > 1 ? `${nameOf(of)} = ` : ''}createReader(fetch, ${seconds}, ...)`,
        )
        .join(', '),
    describeOperation: (operation, setups) => {
      const owner = 'of' in operation && setups.length > 1 ? `${nameOf(operation.of ?? 0)}.` : '';
      return describeOperation(operation, owner);
    },
    weigh: () => 1,
    probes: ({ setups, operations }) => setups.map((_, of) => probesOf(operations, of)),
  };
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

/** Which articles a read would find in the cache now. */
function probesOf(operations: readonly ReaderOperation[], of: number): Probe<ReaderOperation>[] {
  const urls = new Set(
    operations.flatMap((operation) =>
      operation.type === 'read' && (operation.of ?? 0) === of ? [operation.url] : [],
    ),
  );
  return [...urls].sort().map((url) => ({
    operation: { type: 'read', url, of },
    tell: ({ note }) => (note === 'cached' ? url : undefined),
  }));
}
