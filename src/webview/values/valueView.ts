import type { ComponentType } from 'preact';
import type { RichValue } from '../../protocol/values.ts';

/** A value of one kind. */
export type ValueOf<K extends RichValue['kind']> = Extract<RichValue, { readonly kind: K }>;

/** Draws the values of one kind. One file each, one line in `index.ts`. */
export type ValueView<K extends RichValue['kind']> = ComponentType<{ readonly value: ValueOf<K> }>;
