import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';
import { PlainLfu } from './plainCache.ts';

export const isLfu: KeyedMistake = {
  of: 'lru',
  rule: () =>
    l10n.t(
      'The last use decides, not how many uses there were. Yours evicts the least frequently used entry.',
    ),
  models: () => [each(PlainLfu)],
};
