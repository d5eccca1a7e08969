import type { VNode } from 'preact';
import type { Wording } from '../../lab/index.ts';

/** Advice with its reason, and how it was reckoned. */
export function Words({ words: { text, reason, formula } }: { readonly words: Wording }): VNode {
  return (
    <div class="words">
      <h3>{text}</h3>
      <p>{reason}</p>
      {formula !== undefined && <p class="formula">{formula}</p>}
    </div>
  );
}
