import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';
import { PlainCache } from './plainCache.ts';

export const isLru: KeyedMistake = {
  of: 'lfu',
  rule: () =>
    l10n.t(
      'The number of uses decides first, and recency only among equals. Yours looks at recency alone: it is LRU.',
    ),
  models: () => [each(PlainCache)],
};
