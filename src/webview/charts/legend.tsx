import type { ComponentType } from 'preact';

/** What signs stand for: each has a class of its own, and a text. Asked anew whenever it is drawn, for the language. */
export function legend(signs: () => readonly (readonly [sign: string, text: string])[]): ComponentType {
  return function Legend() {
    return (
      <ul class="legend">
        {signs().map(([sign, text]) => (
          <li key={sign}>
            <span class={sign} />
            {text}
          </li>
        ))}
      </ul>
    );
  };
}
