import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';

/** First in, first out; for LFU there are then only ties. */
export const nothingIsAUse: KeyedMistake = {
  rule: () =>
    l10n.t(
      'Uses decide who leaves, not arrival: a get and a put of a present key are uses. Yours is first in, first out: a use changes nothing, or the old place of the entry still decides, or a clock gives one time to several uses.',
    ),
  models: (Base) => [
    each(
      class extends Base {
        protected override use(): void {
          // Forgotten.
        }
      },
    ),
  ],
};
