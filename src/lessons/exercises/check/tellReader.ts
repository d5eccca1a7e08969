/** What is said of a timed reader that goes wrong: one sentence. */
import * as l10n from '@vscode/l10n';
import { describeOutcome } from './game.ts';
import type { Wrong } from './held.ts';

export function tellWrongReader({ operation, expected, actual, held }: Wrong, entry: string): string {
  if (expected?.note === 'refused') {
    return l10n.t('{0} should refuse this lifetime at once, with an error; yours makes a reader.', entry);
  }
  if (actual?.note === 'refused') {
    return l10n.t('{0} should make a reader with this lifetime; yours fails with {1}.', entry, actual.text);
  }
  if (actual?.note === 'uncertified')
    return l10n.t('{0} fetches without checking the certificate.', operation);
  if (actual?.note === 'unlimited') return l10n.t('{0} fetches without a time limit.', operation);
  const does = describeOutcome(actual);
  if (expected?.as === 'thrown' && actual?.as !== 'thrown') {
    return l10n.t(
      '{0} should fail with an error, as the server has no article; yours answers {1}.',
      operation,
      does,
    );
  }
  if (actual?.as === 'thrown' && expected?.as !== 'thrown') {
    return l10n.t(
      '{0} should answer {1}; yours fails with {2}.',
      operation,
      describeOutcome(expected),
      actual.text,
    );
  }
  if (expected?.note === 'fetched' && actual?.note === 'cached') {
    return l10n.t('{0} should fetch the article anew; yours answers from the cache.', operation);
  }
  if (expected?.note === 'cached' && actual?.note === 'fetched') {
    return l10n.t('{0} should find the article in the cache; yours fetches it again.', operation);
  }
  if (held)
    return tellHeld(operation, held.name, [...held.expected.entries.keys()], [...held.actual.entries.keys()]);
  return l10n.t('{0} should answer {1}; yours answers {2}.', operation, describeOutcome(expected), does);
}

function tellHeld(
  operation: string,
  reader: string,
  should: readonly string[],
  does: readonly string[],
): string {
  const wanted = should.length === 0 ? l10n.t('nothing') : should.join(', ');
  const got = does.length === 0 ? l10n.t('nothing') : does.join(', ');
  return reader === ''
    ? l10n.t('After the step "{0}" the cache should hold {1}; yours holds {2}.', operation, wanted, got)
    : l10n.t(
        'After the step "{0}" reader {1} should hold {2}; yours holds {3}.',
        operation,
        reader,
        wanted,
        got,
      );
}
