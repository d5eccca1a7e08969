import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';

export const answersOther: KeyedMistake = {
  rule: () =>
    l10n.t(
      'A get answers with the value that was put last under its key. Yours answers with something else.',
    ),
  models: (Base) => [
    each(
      class extends Base {
        override get(key: number) {
          return super.get(key) === -1 ? -1 : key;
        }
      },
    ),
    ...[0, 1].map((before) =>
      each(
        class extends Base {
          override get(key: number) {
            const uses = this.entries.get(key)?.uses ?? 0;
            return super.get(key) === -1 ? -1 : uses + before;
          }
        },
      ),
    ),
  ],
};
