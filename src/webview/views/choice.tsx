import type { VNode } from 'preact';

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [value: string, text: string])[];
  readonly onChoose: (value: string) => void;
}

/** A labelled list to choose one of. */
export function Choice({ label, value, options, onChoose }: ChoiceProps): VNode {
  const choices = options.map(([each, text]) => (
    <option key={each} value={each}>
      {text}
    </option>
  ));
  return (
    <label class="choice">
      <span class="muted">{label}</span>
      <select value={value} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
        {choices}
      </select>
    </label>
  );
}
