import * as l10n from '@vscode/l10n';
import type { ComponentType, VNode } from 'preact';
import * as v from 'valibot';
import { RichValue } from '../../protocol/values.ts';
import { valueViews } from '../values/index.ts';

/** Draws what a cell has shown. What is no such value is said to be none: an output can come from anywhere. */
export function ShownValue({ data }: { readonly data: unknown }): VNode {
  const value = read(data);
  if (!value) return <p class="muted">{unreadable()}</p>;
  // Each kind of value goes to the view of its own kind, which the compiler does not see.
  const View = valueViews[value.kind] as ComponentType<{ readonly value: RichValue }>;
  return <View value={value} />;
}

function read(data: unknown): RichValue | undefined {
  try {
    const parsed = v.safeParse(RichValue, data);
    return parsed.success ? parsed.output : undefined;
  } catch {
    return undefined; // It is nested deeper than the stack.
  }
}

function unreadable(): string {
  return l10n.t(
    'This output cannot be drawn. Its text is there: choose "Change Presentation" beside the output, then text/plain.',
  );
}
