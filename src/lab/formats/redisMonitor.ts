import { BACKSLASH, decimalNumber, find, QUOTE, SPACE } from '../reading/bytes.ts';
import type { Intake } from '../reading/intake.ts';
import type { Format } from './format.ts';
import { hexNumber } from './json.ts';
import { LineScanner, MOST, shareOf } from './lines.ts';

const OPEN = 91;
const CLOSE = 93;

/** Commands that ask for no key. Scripts name theirs themselves, on lines of their own. */
const WITHOUT_KEY = new Set(
  (
    'acl auth bgrewriteaof bgsave client cluster command config dbsize debug discard echo eval evalsha evalsha_ro ' +
    'eval_ro exec failover fcall fcall_ro flushall flushdb function hello info keys lastsave latency lolwut memory ' +
    'module monitor multi object ping psubscribe psync publish pubsub punsubscribe quit randomkey readonly readwrite ' +
    'replconf replicaof reset role save scan script select shutdown slaveof slowlog spublish ssubscribe subscribe ' +
    'sunsubscribe swapdb sync time unsubscribe unwatch wait waitaof hotkeys'
  ).split(' '),
);

/** Commands whose arguments are all keys, and those that have a value after each. */
const ALL_KEYS = new Set(
  'mget del unlink exists touch watch sinter sunion sdiff pfcount sinterstore sunionstore sdiffstore'.split(
    ' ',
  ),
);
const KEYS_AND_VALUES = new Set(['mset', 'msetnx']);

/** What Redis and Valkey tell a client that has sent `MONITOR`: `1795705143.811443 [0 127.0.0.1:6379] "GET" "user:1"`. */
export const redisMonitor: Format = {
  id: 'redis-monitor',
  aliases: ['redismonitor', 'monitor', 'redis', 'valkey', 'valkeymonitor'],
  sniff: ({ lines }) => {
    const line = new Command();
    return shareOf(lines, (each) => isOk(each, 0, each.length) || line.read(each, 0, each.length)) >= MOST &&
      lines.some((each) => line.read(each, 0, each.length))
      ? { settings: {} }
      : undefined;
  },
  open: (intake) => {
    const command = new Command();
    return new LineScanner(intake, (bytes, from, to) => {
      if (isOk(bytes, from, to)) {
        intake.skipped++;
        return true;
      }
      return command.read(bytes, from, to) && take(command, intake);
    });
  },
};

/** The answer to `MONITOR` itself. */
function isOk(bytes: Uint8Array, from: number, to: number): boolean {
  return (to - from === 2 || to - from === 3) && bytes[to - 2] === 79 && bytes[to - 1] === 75;
}

function take(command: Command, intake: Intake): boolean {
  const { name, count } = command;
  if (WITHOUT_KEY.has(name) || count < 2) {
    intake.skipped++;
    return true;
  }
  intake.time = command.time;
  const step = KEYS_AND_VALUES.has(name) ? 2 : 1;
  const last = step === 2 || ALL_KEYS.has(name) ? count - 1 : 1;
  for (let at = 1; at <= last; at += step) command.addTo(intake, at);
  return true;
}

/** One line, taken apart. One is used for all lines. */
class Command {
  time = NaN;
  /** In small letters. */
  name = '';
  /** How many texts it has, with its name. */
  count = 0;
  private database = 0;
  private starts: number[] = [];
  private ends: number[] = [];
  /** The texts of the line, one after another, without escapes. */
  private plain = new Uint8Array(1024);

  /** Whether the line is a command. */
  read(bytes: Uint8Array, from: number, to: number): boolean {
    const timeEnd = find(bytes, SPACE, from, to);
    this.time = decimalNumber(bytes, from, timeEnd) * 1000;
    if (Number.isNaN(this.time) || bytes[timeEnd + 1] !== OPEN || timeEnd + 1 >= to) return false;
    const databaseEnd = find(bytes, SPACE, timeEnd + 2, to);
    this.database = decimalNumber(bytes, timeEnd + 2, databaseEnd);
    // A client's name may hold brackets; commands come after the one before a blank and a quote.
    let at = find(bytes, CLOSE, databaseEnd, to);
    while (at < to && !(bytes[at] === CLOSE && bytes[at + 1] === SPACE && bytes[at + 2] === QUOTE)) at++;
    if (at + 2 >= to || Number.isNaN(this.database)) return false;
    return this.texts(bytes, at + 2, to);
  }

  addTo(intake: Intake, place: number): void {
    const [from, to] = [this.starts[place] ?? 0, this.ends[place] ?? 0];
    intake.add(this.plain, from, to);
  }

  private texts(bytes: Uint8Array, from: number, to: number): boolean {
    // Each text may get the number of its database before it.
    if (this.plain.length < 4 * (to - from)) this.plain = new Uint8Array(8 * (to - from));
    this.count = 0;
    let used = 0;
    for (let at = from; at < to; at++) {
      if (bytes[at] !== QUOTE) return false;
      this.starts[this.count] = used;
      used = this.count > 0 ? this.putDatabase(used) : used;
      at++;
      while (at < to && bytes[at] !== QUOTE) {
        const length = bytes[at] === BACKSLASH ? escapeLength(bytes, at, to) : 1;
        if (length === 0) return false;
        this.plain[used++] = length === 1 ? bytes[at]! : plainByte(bytes, at, length);
        at += length;
      }
      if (at >= to) return false;
      this.ends[this.count++] = used;
      at++;
      if (at < to && bytes[at] !== SPACE) return false;
    }
    this.name = String.fromCharCode(...this.plain.subarray(0, Math.min(24, this.ends[0] ?? 0))).toLowerCase();
    return this.count > 0;
  }

  /** The same text is another key in another database. */
  private putDatabase(used: number): number {
    if (this.database === 0) return used;
    let at = used;
    for (const letter of `db${this.database}:`) this.plain[at++] = letter.charCodeAt(0);
    return at;
  }
}

/** How many bytes an escape has; 0 where it is cut. */
function escapeLength(bytes: Uint8Array, at: number, to: number): number {
  if (at + 1 >= to) return 0;
  if (bytes[at + 1] !== 120) return 2;
  return at + 4 <= to && !Number.isNaN(hexNumber(bytes, at + 2, at + 4)) ? 4 : 0;
}

/** n, r, t, a and b stand for what they stand for in C. */
const LETTERS: Readonly<Record<number, number>> = { 110: 10, 114: 13, 116: 9, 97: 7, 98: 8 };

function plainByte(bytes: Uint8Array, at: number, length: number): number {
  const letter = bytes[at + 1]!;
  return length === 4 ? hexNumber(bytes, at + 2, at + 4) : (LETTERS[letter] ?? letter);
}
