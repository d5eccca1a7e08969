/** What is said of a cache with `get` and `put` that goes wrong: one sentence about the cache. */
import * as l10n from '@vscode/l10n';
import { SILENT } from '../play/outcome.ts';
import type { Held, Wrong } from './held.ts';

export function tellWrongKeyed(wrong: Wrong): string {
  const { operation, expected, actual, held } = wrong;
  if (actual?.as === 'thrown') return l10n.t('{0} fails with {1}.', operation, actual.text);
  if (held) return tellHeld(operation, held.name, held.expected, held.actual);
  if (expected?.text === '-1')
    return l10n.t(
      '{0} should answer -1, as the key is not there; yours answers {1}.',
      operation,
      actual?.text ?? '',
    );
  const [should, does] = [expected?.text ?? '', actual?.text ?? SILENT.text];
  return l10n.t('{0} should answer {1}; yours answers {2}.', operation, should, does);
}

function tellHeld(operation: string, cache: string, expected: Held, actual: Held): string {
  const [should, does] = [[...expected.entries.keys()], [...actual.entries.keys()]];
  const isSameKeys = should.length === does.length && should.every((key) => actual.entries.has(key));
  if (isSameKeys || !expected.isWhole) return tellKey(operation, cache, expected, actual);
  const [wanted, got] = [listKeys(should), listKeys(does)];
  if (should.length === 0) {
    return cache === ''
      ? l10n.t('After {0} it should hold nothing; yours answers for {1}.', operation, got)
      : l10n.t('After {0} cache {1} should hold nothing; yours answers for {2}.', operation, cache, got);
  }
  if (does.length === 0) {
    return cache === ''
      ? l10n.t('After {0} it should hold {1}; yours answers for nothing.', operation, wanted)
      : l10n.t('After {0} cache {1} should hold {2}; yours answers for nothing.', operation, cache, wanted);
  }
  return cache === ''
    ? l10n.t('After {0} it should hold {1}; yours answers for {2}.', operation, wanted, got)
    : l10n.t('After {0} cache {1} should hold {2}; yours answers for {3}.', operation, cache, wanted, got);
}

/** The first key that tells them apart. */
function tellKey(operation: string, cache: string, expected: Held, actual: Held): string {
  const keys = [...new Set([...expected.entries.keys(), ...actual.entries.keys()])];
  const key = keys.find((each) => expected.entries.get(each) !== actual.entries.get(each)) ?? '';
  const get = cache === '' ? `get(${key})` : `${cache}.get(${key})`;
  const [should, does] = [expected.entries.get(key) ?? '-1', actual.entries.get(key) ?? '-1'];
  return l10n.t('After {0} {1} should answer {2}; yours would answer {3}.', operation, get, should, does);
}

/** 1; 1 and 2; 1, 2 and 3. */
function listKeys(keys: readonly string[]): string {
  const last = keys.at(-1) ?? '';
  const before = keys.slice(0, -1);
  return before.length === 0 ? last : l10n.t('{0} and {1}', before.join(', '), last);
}
