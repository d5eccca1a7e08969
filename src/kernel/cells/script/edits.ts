const LINE_BREAKS = /[^\n\r\u2028\u2029]/g;

interface Replacement {
  readonly end: number;
  readonly text: string;
}

/**
 * Changes to a text, given in places of the original, from the outside in: of what is wrapped at one place, the part
 * that is wrapped later stands inside. No change can reach into a replaced part, and lines keep their numbers.
 */
export class Edits {
  private readonly opening = new Map<number, string>();
  private readonly closing = new Map<number, string>();
  private readonly replacements = new Map<number, Replacement>();

  constructor(readonly text: string) {}

  /** Puts `text` before what starts at `start`. */
  open(start: number, text: string): void {
    this.opening.set(start, (this.opening.get(start) ?? '') + text);
  }

  /** Puts `text` behind what ends at `end`. */
  close(end: number, text: string): void {
    this.closing.set(end, text + (this.closing.get(end) ?? ''));
  }

  wrap(start: number, end: number, before: string, after: string): void {
    this.open(start, before);
    this.close(end, after);
  }

  /** Puts `text` in the place of what is there, followed by its line breaks; those before `tail`. */
  replace(start: number, end: number, text: string, tail = ''): void {
    const known = this.replacements.get(start);
    if (known && known.end >= end) return;
    this.replacements.set(start, { end, text: text + this.breaksIn(start, end) + tail });
  }

  erase(start: number, end: number): void {
    this.replace(start, end, '');
  }

  /** The changed text. */
  render(): string {
    const places = [...this.opening.keys(), ...this.closing.keys(), ...this.replacements.keys()];
    let at = 0;
    let result = '';
    for (const place of [...new Set(places)].sort((a, b) => a - b)) {
      if (place < at) continue;
      result += this.text.slice(at, place);
      at = place;
      result += (this.closing.get(place) ?? '') + (this.opening.get(place) ?? '');
      const replaced = this.replacements.get(place);
      if (!replaced) continue;
      result += replaced.text;
      at = replaced.end;
    }
    return result + this.text.slice(at);
  }

  private breaksIn(start: number, end: number): string {
    return this.text.slice(start, end).replace(LINE_BREAKS, '');
  }
}
