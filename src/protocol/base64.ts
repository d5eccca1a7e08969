const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

// Every platform has these; the language's own library does not declare them.
declare const atob: (text: string) => string;
declare const TextDecoder: new () => { decode(bytes: Uint8Array): string };

/** Bytes as text that JSON can carry. `btoa` wants a text to begin with, which takes ten times as long. */
export function toBase64(bytes: Uint8Array): string {
  const text = new Uint8Array(4 * Math.ceil(bytes.length / 3));
  const byte = (at: number): number => bytes[at] ?? 0;
  const digit = (value: number): number => DIGITS.charCodeAt(value & 63);
  for (let from = 0, at = 0; from < bytes.length; from += 3) {
    const three = (byte(from) << 16) | (byte(from + 1) << 8) | byte(from + 2);
    for (let shift = 18; shift >= 0; shift -= 6) text[at++] = digit(three >>> shift);
  }
  const missing = (3 - (bytes.length % 3)) % 3;
  text.fill('='.charCodeAt(0), text.length - missing);
  return new TextDecoder().decode(text);
}

/** The bytes again; `undefined` where it is not base 64. */
export function fromBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
