/** Cannot be seen, and may stand in a name: so nobody else can have written it. */
const INVISIBLE = '\u200c';
const INVISIBLE_TOO = '\u200d';

/** The name under which compiled code finds its helper. */
export const HELPER = `$cell${INVISIBLE}`;

/** The name under which it finds its `Turn`: a variable of its own, which is reached fastest. */
export const TURN = `$turn${INVISIBLE}`;

/** A member of a class with a name that nothing else in it can have. */
export function hiddenMember(name: string): string {
  return `#${name}${INVISIBLE}`;
}

/** A name beside `name` in the compiled cell alone. */
export function localName(name: string): string {
  return name + INVISIBLE_TOO;
}

/** A name beside `name` on the global object. */
export function globalName(name: string): string {
  return name + INVISIBLE;
}

/** A name as the cell has it. */
export function visible(name: string): string {
  return name.replaceAll(INVISIBLE, '').replaceAll(INVISIBLE_TOO, '');
}

/** What an engine says, with names as the cell has them. In other scripts and in emoji the same signs are letters. */
export function withVisibleNames(message: string): string {
  return message.replace(/([A-Za-z_$][\w$]*)\u200c/g, '$1');
}
