interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Changes to a text, given in places of the original. They may nest by insertion, never overlap. */
export class Edits {
  private readonly edits: Edit[] = [];

  constructor(readonly text: string) {}

  /** Puts `text` at `place`, behind what was inserted there before. */
  insert(place: number, text: string): void {
    this.replace(place, place, text);
  }

  /** Puts `text` in the place of what is there, and keeps the line breaks: lines after it keep their numbers. */
  replace(start: number, end: number, text: string): void {
    const breaks = this.text.slice(start, end).replace(/[^\n]/g, '');
    this.edits.push({ start, end, text: text + breaks });
  }

  toString(): string {
    let place = 0;
    let result = '';
    for (const { start, end, text } of this.edits.sort((a, b) => a.start - b.start || a.end - b.end)) {
      result += this.text.slice(place, start) + text;
      place = end;
    }
    return result + this.text.slice(place);
  }
}
