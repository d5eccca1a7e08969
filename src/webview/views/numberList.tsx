import type { VNode } from 'preact';

interface NumberListProps {
  readonly label: string;
  /** Pairs of a name and the number as text. */
  readonly numbers: readonly (readonly [name: string, text: string])[];
}

/** Small labelled numbers in a row. */
export function NumberList({ label, numbers }: NumberListProps): VNode {
  return (
    <dl class="numbers" aria-label={label}>
      {numbers.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
