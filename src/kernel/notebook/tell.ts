import * as l10n from '@vscode/l10n';

/** The longest text that is made of one value, in characters. */
const MAX_TEXT = 256 * 1024;

/** Calls what may be a cell's own code, as a getter, a proxy or `toString`; gives `otherwise` where that throws. */
export function guarded<T, O>(ask: () => T, otherwise: O): T | O {
  try {
    return ask();
  } catch {
    return otherwise;
  }
}

/** Makes a function of `inspect` that has a text for every value, of a length that can be sent. */
export function createTeller(inspect: (value: unknown) => string): (value: unknown) => string {
  return (value) => cutText(guarded(() => textOr(inspect(value)), undefined) ?? plainText(value));
}

/** A text of a length that can be sent; what is left out is counted. */
export function cutText(text: string, length = MAX_TEXT): string {
  if (text.length <= length) return text;
  return `${text.slice(0, length)}\n${omittedText(text.length - length)}`;
}

/** Stands for so many characters. */
export function omittedText(count: number): string {
  return l10n.t('... {0} more characters', count);
}

/** What replaced parts of the language give may be anything. */
function textOr(text: unknown): string | undefined {
  return typeof text === 'string' ? text : undefined;
}

/** Of a value that throws when it is looked at. */
function plainText(value: unknown): string {
  const kind = typeof value === 'function' ? 'function' : guarded(() => classNameOf(value), undefined);
  return l10n.t('[{0} that cannot be shown]', kind ?? 'object');
}

/** The name of an object's class. None of its own code is called, except where it is a proxy. */
export function classNameOf(value: unknown): string {
  for (let holder = value; isObject(holder); holder = Object.getPrototypeOf(holder) as unknown) {
    const maker: unknown = Object.getOwnPropertyDescriptor(holder, 'constructor')?.value;
    const name: unknown =
      typeof maker === 'function' ? Object.getOwnPropertyDescriptor(maker, 'name')?.value : undefined;
    if (typeof name === 'string' && name !== '') return name;
  }
  return 'Object';
}

export function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
