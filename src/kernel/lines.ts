import { omittedText } from './notebook/tell.ts';

/** The longest line that is kept, in characters. */
const LONGEST = 2000;

/** What makes letters coloured or bold where a terminal shows them. */
const STYLE = /\u001B\[[\d;]*m/g;

/** Makes lines of text that comes in pieces. */
export class Lines {
  private rest = '';
  private length = 0;

  constructor(private readonly tell: (line: string) => void) {}

  write(text: string): void {
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      this.append(text, from, end);
      this.tellLine();
      from = end + 1;
    }
    this.append(text, from, text.length);
  }

  /** Nothing more may come: what has no end is a line, too. */
  end(): void {
    if (this.length > 0) this.tellLine();
  }

  private append(text: string, from: number, to: number): void {
    this.length += to - from;
    const room = LONGEST - this.rest.length;
    if (room > 0) this.rest += text.slice(from, Math.min(to, from + room));
  }

  private tellLine(): void {
    const omitted = this.length - this.rest.length;
    const line = this.rest.replace(/\r$/, '').replace(STYLE, '');
    this.rest = '';
    this.length = 0;
    this.tell(omitted > 0 ? `${line} ${omittedText(omitted)}` : line);
  }
}
