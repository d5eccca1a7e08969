import type { ComponentType } from 'preact';

/** What a sign stands for: the sign's class, a text, and whether the picture has it now. */
export type Sign = readonly [sign: string, text: string, isThere: boolean];

/** The signs that a picture has. Asked anew whenever it is drawn, for the language and what is there. */
export function legend<Data>(signs: (data: Data) => readonly Sign[]): ComponentType<{ readonly data: Data }> {
  return function Legend({ data }) {
    const shown = signs(data).filter(([, , isThere]) => isThere);
    if (shown.length === 0) return null;
    return (
      <ul class="legend">
        {shown.map(([sign, text]) => (
          <li key={sign}>
            <span class={sign} />
            {text}
          </li>
        ))}
      </ul>
    );
  };
}
