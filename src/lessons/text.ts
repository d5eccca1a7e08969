/** Lengths of texts, in the units that a person or a server would count. */

/** The number of code points, as Python's `len` counts; JavaScript's `length` counts UTF-16 units. */
export function countCodePoints(text: string): number {
  return Array.from(text).length;
}

/** The number of bytes of the text in UTF-8. */
export function countBytes(text: string): number {
  let count = 0;
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0;
    count += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x1_0000 ? 3 : 4;
  }
  return count;
}

/** The text, or its first `most` code points and "..." when it is longer. */
export function cut(text: string, most: number): string {
  const codePoints = Array.from(text);
  return codePoints.length > most ? `${codePoints.slice(0, most).join('')}...` : text;
}
