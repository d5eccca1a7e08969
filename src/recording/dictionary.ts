import { KEYS } from './keyNumbers.ts';
import { placeOf, type EventLog } from './log.ts';
import type { NewKeys } from './events.ts';

/** How many keys are let go at once, or not at all. */
const PAGE = 4096;

/** Numbers may be missing where the stack of the recorded code ended; more than so many are made up. */
const MOST_MISSING = 64;

/** How many chunks are looked through at once for the keys that they name. */
const CHUNKS_AT_ONCE = 4;

interface Page {
  /** The last sweep that found it named, or in which it was begun. */
  seen: number;
  /** Plain arrays: they are as long as they must be, and most caches have few keys. */
  readonly prints: number[];
  readonly texts: (string | undefined)[];
}

/** The keys of one cache. */
class Keys {
  readonly pages = new Map<number, Page>();
  /** The greatest number that was told. */
  count = 0;
  /** How many were told. */
  size = 0;
  /** Fingerprint → number, as far as it was asked for. */
  private readonly numbers = new Map<number, number>();
  private numbered = 0;

  page(number: number): Page | undefined {
    return this.pages.get(Math.floor(number / PAGE));
  }

  add(number: number, print: number, text: string | null, sweep: number): void {
    const isNext = number <= this.count + MOST_MISSING;
    const isAnew = number > this.begun && number <= this.begun + MOST_MISSING;
    if (number < 1 || !(isNext || isAnew)) return;
    if (number > this.count) this.size++;
    this.count = Math.max(this.count, number);
    const page = this.page(number) ?? this.begin(number, sweep);
    page.prints[number % PAGE] = Number.isSafeInteger(print) ? print : 0;
    if (text !== null) page.texts[number % PAGE] = text;
  }

  /** The number of the key with this fingerprint, 0 where there is none. */
  withPrint(print: number): number {
    while (this.numbered < this.count) {
      const number = ++this.numbered;
      const page = this.page(number);
      if (!page) this.numbered = (Math.floor(number / PAGE) + 1) * PAGE - 1; // Nothing is known up to there.
      const known = page?.prints[number % PAGE];
      if (known !== undefined) this.numbers.set(known, number);
    }
    return this.numbers.get(print) ?? 0;
  }

  /** The number after which numbering begins anew next. */
  private get begun(): number {
    return Math.ceil(this.count / KEYS) * KEYS;
  }

  /** The first page with keys that may still be told. */
  get current(): number {
    return Math.max(0, (this.begun - KEYS) / PAGE);
  }

  /** Lets go the pages that nothing has named in this sweep, and whose keys can come no more. */
  letGo(sweep: number): void {
    for (const [place, { seen }] of this.pages)
      if (place < this.current && seen < sweep) this.pages.delete(place);
  }

  private begin(number: number, sweep: number): Page {
    const page = { seen: sweep, prints: [], texts: [] };
    this.pages.set(Math.floor(number / PAGE), page);
    return page;
  }
}

/** What is known of keys by their number in their cache: fingerprint and text. */
export class Dictionary {
  private readonly caches = new Map<number, Keys>();
  /** How many times all that names keys was looked through, the time that goes on included. */
  private sweeps = 1;
  /** The number of the event at which that goes on. */
  private next = 0;

  /** Takes in new keys, and texts that come late. What cannot be is left out. */
  add({ caches, numbers, prints, texts }: NewKeys, isCache: (cache: number) => boolean): void {
    for (let i = 0; i < texts.length; i++) {
      const cache = caches[i]!;
      let keys = this.caches.get(cache);
      if (!keys && isCache(cache)) this.caches.set(cache, (keys = new Keys()));
      keys?.add(numbers[i]!, prints[i]!, texts[i]!, this.sweeps);
    }
  }

  /** The greatest number of a key of this cache. */
  count(cache: number): number {
    return this.caches.get(cache)?.count ?? 0;
  }

  /** How many keys of all caches were told. */
  get size(): number {
    let size = 0;
    for (const keys of this.caches.values()) size += keys.size;
    return size;
  }

  /** The text of a key, `undefined` where it was not told, or has been let go. */
  text(cache: number, key: number): string | undefined {
    return this.caches.get(cache)?.page(key)?.texts[key % PAGE];
  }

  print(cache: number, key: number): number {
    return this.caches.get(cache)?.page(key)?.prints[key % PAGE] ?? 0;
  }

  /** The number of the key with this fingerprint, 0 where there is none. */
  withPrint(cache: number, print: number): number {
    return this.caches.get(cache)?.withPrint(print) ?? 0;
  }

  forget(cache: number): void {
    this.caches.delete(cache);
  }

  /** What is known of some keys, as it is told. */
  tell(keys: readonly { readonly cache: number; readonly number: number }[]): NewKeys {
    const { length } = keys;
    const [caches, numbers] = [new Int32Array(length), new Int32Array(length)];
    const prints = new Float64Array(length);
    const texts = keys.map(({ cache, number }, at) => {
      caches[at] = cache;
      numbers[at] = number;
      prints[at] = this.print(cache, number);
      return this.text(cache, number) ?? null;
    });
    return { caches, numbers, prints, texts };
  }

  /**
   * Lets go the keys that no event names any more, and that can come no more because numbering has begun anew. Looks at
   * a few chunks at each call, from the oldest to the newest: what is cut meanwhile has led to the states before it.
   */
  sweep(log: EventLog): void {
    const all = [...this.caches.values()];
    if (!all.some(({ current }) => current > 0) || !this.lookOn(log)) return;
    for (const [cache, { keyOfSlot }] of log.bases) for (const key of keyOfSlot) this.mark(cache, key);
    for (const keys of all) keys.letGo(this.sweeps);
    this.sweeps++;
    this.next = 0;
  }

  /** Returns whether all events were looked at. */
  private lookOn({ chunks }: EventLog): boolean {
    const start = placeOf(chunks, this.next);
    for (const { first, cache, key, size } of chunks.slice(start, start + CHUNKS_AT_ONCE)) {
      for (let at = 0; at < size; at++) this.mark(cache[at]!, key[at]!);
      this.next = first + size;
    }
    return start + CHUNKS_AT_ONCE >= chunks.length;
  }

  private mark(cache: number, key: number): void {
    const page = this.caches.get(cache)?.page(key);
    if (page) page.seen = this.sweeps;
  }
}
