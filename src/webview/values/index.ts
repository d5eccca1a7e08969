import type { RichValue } from '../../protocol/values.ts';
import { cache } from './cache.tsx';
import { curves } from './curves.tsx';
import { check } from './check.tsx';
import { numbers } from './numbers.tsx';
import { table } from './table.tsx';
import { timings } from './timings.tsx';
import { tree } from './tree.tsx';
import type { ValueView } from './valueView.ts';

/** How each kind of value is drawn. */
export const valueViews: { readonly [K in RichValue['kind']]: ValueView<K> } = {
  cache,
  curves,
  check,
  numbers,
  table,
  timings,
  tree,
};
