import * as l10n from '@vscode/l10n';
import { each, type KeyedMistake } from './mistake.ts';

/** What languages say where there is nothing. */
const NOTHING = ['undefined', 'null', 'None', 'NaN', 'false', 'False', '0', '""', "''"];

export const missingIsNotMinusOne: KeyedMistake = {
  rule: () => l10n.t('A get of a missing key answers -1.'),
  models: (Base) =>
    NOTHING.map((nothing) =>
      each(
        class extends Base {
          protected override missing() {
            return nothing;
          }
        },
      ),
    ),
};
