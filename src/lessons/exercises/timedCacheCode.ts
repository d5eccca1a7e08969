/** The code of the exercise on the timed cache: what the person begins with, and an answer. */

const types = `type Page = { status: number; body: string };
type Fetch = (url: string, options: { timeoutMs?: number; rejectUnauthorized?: boolean }) => Page;
/** now(): ms that never run backwards. wallTime(): the date of the machine in ms, which a person can change. */
type Clock = { now(): number; wallTime(): number };
`;

export const starter = `${types}
function createReader(fetch: Fetch, seconds: number, maxsize: number, clock: Clock) {
  const lengths = new Map<string, number>();
  let expiration = clock.wallTime() + seconds * 1000;

  return {
    /** The length of an article. Throws when the server answers with an error. */
    read(url: string): number {
      if (clock.wallTime() >= expiration) {
        lengths.clear();
        expiration = clock.wallTime() + seconds * 1000;
      }
      const known = lengths.get(url);
      if (known !== undefined) return known;
      if (lengths.size >= maxsize) lengths.delete([...lengths.keys()][0]!);
      const page = fetch(url, { rejectUnauthorized: false });
      lengths.set(url, page.body.length);
      return page.body.length;
    },
    // To come: info() with { hits, misses }, where a failed fetch is a miss; clear(), which empties and zeroes both.
  };
}`;

export const solution = `${types}
function createReader(fetch: Fetch, seconds: number, maxsize: number, clock: Clock) {
  if (!(seconds > 0 && seconds < Infinity)) throw new RangeError('seconds has to be a number above 0');
  const entries = new Map<string, { length: number; expires: number }>();
  let hits = 0;
  let misses = 0;

  function fetchLength(url: string): number {
    const page = fetch(url, { timeoutMs: 10_000 });
    if (page.status !== 200) throw new Error(\`\${url}: the server answered \${page.status}\`);
    return [...page.body].length;
  }

  return {
    read(url: string): number {
      const known = entries.get(url);
      if (known && clock.now() < known.expires) {
        hits++;
        entries.delete(url);
        entries.set(url, known);
        return known.length;
      }
      misses++;
      const length = fetchLength(url);
      entries.delete(url);
      if (entries.size >= maxsize) entries.delete([...entries.keys()][0]!);
      entries.set(url, { length, expires: clock.now() + seconds * 1000 });
      return length;
    },
    info: () => ({ hits, misses }),
    clear(): void {
      entries.clear();
      hits = misses = 0;
    },
  };
}`;
