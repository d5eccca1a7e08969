import * as l10n from '@vscode/l10n';
import { Tree } from '../views/tree.tsx';
import type { ValueView } from './valueView.ts';

/** Any other value. */
export const tree: ValueView<'tree'> = ({ value: { root } }) => (
  <Tree label={l10n.t('Value {0}', root.label)} root={root} />
);
