/** What was seen of something that was done to an answer or to its model: text and words, never a value. */
export interface Outcome {
  /** `value`: the text says which value it is. `object`: it does not, so it equals nothing. */
  readonly as: 'value' | 'object' | 'thrown';
  readonly text: string;
  /** What else was seen. */
  readonly note?: Note | undefined;
}

export type Note = 'fetched' | 'cached' | 'uncertified' | 'unlimited' | 'refused' | 'tooManyCalls';

/** Something without a result that matters. */
export const SILENT: Outcome = { as: 'value', text: 'undefined' };

/** Whether an answer did what its model does. Which error it throws does not matter. */
export function isSame(expected: Outcome | undefined, actual: Outcome | undefined): boolean {
  if (!expected || expected.as !== actual?.as || expected.note !== actual.note) return false;
  return expected.as === 'thrown' || (expected.as === 'value' && expected.text === actual.text);
}

const MOST_CHARACTERS = 200;

/** A value that is no object and no function, as a person writes it. */
export function primitiveText(value: unknown): string {
  if (typeof value === 'string') return cutText(JSON.stringify(value.slice(0, MOST_CHARACTERS)));
  return cutText(typeof value === 'bigint' ? `${value}n` : String(value));
}

/** A copy: a part of a long text would keep all of it in memory. */
export function cutText(text: string, most = MOST_CHARACTERS): string {
  if (text.length <= most) return text;
  return JSON.parse(JSON.stringify(`${text.slice(0, most)}...`)) as string;
}
