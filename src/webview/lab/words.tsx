import type { VNode } from 'preact';
import type { Wording } from '../../lab/index.ts';

interface WordsProps {
  readonly words: Wording;
  /** How deep its heading is. */
  readonly Heading?: 'h2' | 'h3';
}

/** Advice with its reason, and how it was reckoned. */
export function Words({ words: { text, reason, formula }, Heading = 'h2' }: WordsProps): VNode {
  return (
    <div class="words">
      <Heading>{text}</Heading>
      <p>{reason}</p>
      {formula !== undefined && <p class="formula">{formula}</p>}
    </div>
  );
}
