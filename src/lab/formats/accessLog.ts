import { BACKSLASH, dayOf, find, QUOTE, SPACE, wholeNumber, zone } from '../reading/bytes.ts';
import type { Intake } from '../reading/intake.ts';
import type { Format } from './format.ts';
import { LineScanner, MOST, shareOf } from './lines.ts';

const OPEN = 91;
const CLOSE = 93;

/**
 * The access log of a web server, common or combined: `host - user [date] "GET /path HTTP/1.1" 200 512 …`. The key is
 * the path with what is asked for after it; the size is that of the answer.
 */
export const accessLog: Format = {
  id: 'access-log',
  aliases: ['accesslog', 'log', 'common', 'combined', 'commonlog', 'combinedlog', 'clf', 'apache', 'nginx'],
  sniff: ({ lines }) =>
    shareOf(lines, (line) => new Line(line, 0, line.length).isRequest) >= MOST ? { settings: {} } : undefined,
  open: (intake) => {
    const line = new Line(new Uint8Array(), 0, 0);
    return new LineScanner(intake, (bytes, from, to) => {
      line.read(bytes, from, to);
      return line.isRequest && take(line, bytes, intake);
    });
  },
};

function take(line: Line, bytes: Uint8Array, intake: Intake): boolean {
  intake.time = line.time();
  intake.size = line.size();
  intake.add(bytes, line.path, line.pathEnd);
  return true;
}

/** Where the parts of a line are. One is used for all lines. */
class Line {
  isRequest = false;
  path = 0;
  pathEnd = 0;
  private date = 0;
  private sizeAt = 0;
  private bytes: Uint8Array;
  private end = 0;
  /** The day that was read last, as its text is the same for many lines. */
  private day = { text: new Uint8Array(11), ms: NaN };

  constructor(bytes: Uint8Array, from: number, to: number) {
    this.bytes = bytes;
    this.read(bytes, from, to);
  }

  read(bytes: Uint8Array, from: number, to: number): void {
    this.bytes = bytes;
    this.end = to;
    this.isRequest = this.parts(from, to);
  }

  private parts(from: number, to: number): boolean {
    const { bytes } = this;
    this.date = find(bytes, OPEN, from, to) + 1;
    const dateEnd = find(bytes, CLOSE, this.date, to);
    if (this.date === from + 1 || dateEnd + 3 >= to || bytes[dateEnd + 2] !== QUOTE) return false;
    this.path = find(bytes, SPACE, dateEnd + 3, to) + 1;
    const requestEnd = closing(bytes, dateEnd + 3, to);
    if (this.path >= requestEnd || bytes[requestEnd + 1] !== SPACE) return false;
    this.pathEnd = Math.min(find(bytes, SPACE, this.path, to), requestEnd);
    const status = wholeNumber(bytes, requestEnd + 2, requestEnd + 5);
    this.sizeAt = requestEnd + 6;
    return this.pathEnd > this.path && status >= 100 && requestEnd + 5 <= to;
  }

  /** NaN where there is a dash, as where nothing was sent. */
  size(): number {
    return wholeNumber(this.bytes, this.sizeAt, find(this.bytes, SPACE, this.sizeAt, this.end));
  }

  /** `10/Oct/2026:13:55:36 -0700` in ms. */
  time(): number {
    const { bytes, date } = this;
    const part = (at: number): number => wholeNumber(bytes, date + at, date + at + 2);
    const seconds = part(12) * 3600 + part(15) * 60 + part(18);
    return this.dayMs() + (seconds - zone(bytes, date + 21, date + 26)) * 1000;
  }

  private dayMs(): number {
    const { bytes, date, day } = this;
    let same = 0;
    while (same < 11 && bytes[date + same] === day.text[same]) same++;
    if (same === 11) return day.ms;
    day.text.set(bytes.subarray(date, date + 11));
    const month = MONTHS.indexOf(String.fromCharCode(...day.text.subarray(3, 6)).toLowerCase()) / 3;
    day.ms =
      Number.isInteger(month) && month >= 0
        ? dayOf(wholeNumber(day.text, 7, 11), month + 1, wholeNumber(day.text, 0, 2)) * 86_400_000
        : NaN;
    return day.ms;
  }
}

const MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';

/** The quote that closes, before which no backslash stands; `to` where there is none. */
function closing(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return Math.min(at, to);
}
