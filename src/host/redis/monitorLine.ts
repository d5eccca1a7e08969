/** What `MONITOR` tells: time, database, client, and a command with its arguments in quotes, with escapes as in C. */

/** Commands that look one key up. Their first argument is the key. */
const LOOK_UPS = new Set(
  (
    'get getex getrange strlen bitcount bitpos getbit hget hgetall hmget hexists hkeys hvals hlen hstrlen hscan ' +
    'lindex llen lpos lrange scard sismember smembers smismember srandmember sscan zcard zcount zlexcount zmscore ' +
    'zrange zrangebylex zrangebyscore zrank zrevrange zrevrangebyscore zrevrank zscore zscan xlen xrange xrevrange ' +
    'geodist geohash geopos geosearch ttl pttl type json.get'
  ).split(' '),
);

/** Commands that look up all keys that they are given. */
const LOOK_UPS_OF_ALL = new Set(['mget', 'exists', 'touch', 'sinter', 'sunion', 'sdiff', 'pfcount']);

const LINE = /^\d+\.\d+ \[\d+ [^"]*\] (".*")$/s;

/** A text in quotes, with what is escaped in it. */
const TEXT = /"((?:[^"\\]|\\.)*)"(?: |$)/gsy;

/**
 * The keys that a line of `MONITOR` looks up, in order; nothing where it is no look-up. What is written is no request of
 * a cache: it follows one that missed. Values are looked at by nobody.
 */
export function keysLookedUp(line: string): string[] {
  const [, texts = ''] = LINE.exec(line) ?? [];
  TEXT.lastIndex = 0;
  const command = nextText(texts)?.toLowerCase() ?? '';
  const isOne = LOOK_UPS.has(command);
  if (!isOne && !LOOK_UPS_OF_ALL.has(command)) return [];
  const keys: string[] = [];
  for (let text = nextText(texts); text !== undefined; text = isOne ? undefined : nextText(texts))
    keys.push(plain(text));
  return keys;
}

function nextText(texts: string): string | undefined {
  return TEXT.exec(texts)?.[1];
}

const LETTERS: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, a: 7, b: 8 };

/** The key as it is, where it is text of one line; else as the server wrote it. */
function plain(escaped: string): string {
  if (!escaped.includes('\\')) return escaped;
  const bytes: number[] = [];
  for (const [, hex, other, text = ''] of escaped.matchAll(/\\x([\da-f]{2})|\\(.)|([^\\]+)/gis)) {
    if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    else if (other !== undefined) bytes.push(LETTERS[other] ?? other.charCodeAt(0));
    else bytes.push(...new TextEncoder().encode(text));
  }
  try {
    const key = new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(bytes));
    return /[\p{Cc}\u2028\u2029]/u.test(key) ? escaped : key;
  } catch {
    return escaped;
  }
}
