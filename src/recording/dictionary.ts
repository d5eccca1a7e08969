import { KEYS } from './keyNumbers.ts';
import type { EventLog } from './log.ts';
import type { NewKeys } from './events.ts';

/** How many keys are let go at once, or not at all. */
const PAGE = 4096;

/** Numbers may be missing where the stack of the recorded code ended; more than so many are made up. */
const MOST_MISSING = 64;

interface Page {
  /** Plain arrays: they are as long as they must be, and most caches have few keys. */
  readonly prints: number[];
  readonly texts: (string | undefined)[];
}

/** The keys of one cache. */
class Keys {
  readonly pages: (Page | undefined)[] = [];
  /** The greatest number that was told. */
  count = 0;
  /** Fingerprint → number, as far as it was asked for. */
  private readonly numbers = new Map<number, number>();
  private numbered = 0;

  page(number: number): Page | undefined {
    return this.pages[Math.floor(number / PAGE)];
  }

  add(number: number, print: number, text: string | null): void {
    if (number < 1 || number > this.count + MOST_MISSING) return;
    this.count = Math.max(this.count, number);
    const page = (this.pages[Math.floor(number / PAGE)] ??= { prints: [], texts: [] });
    page.prints[number % PAGE] = Number.isSafeInteger(print) ? print : 0;
    if (text !== null) page.texts[number % PAGE] = text;
  }

  /** The number of the key with this fingerprint, 0 where there is none. */
  withPrint(print: number): number {
    while (this.numbered < this.count) {
      const number = ++this.numbered;
      const known = this.page(number)?.prints[number % PAGE];
      if (known !== undefined) this.numbers.set(known, number);
    }
    return this.numbers.get(print) ?? 0;
  }

  letGo(isNamed: (page: number) => boolean): void {
    const current = Math.floor((Math.ceil(this.count / KEYS) - 1) * (KEYS / PAGE));
    for (let page = 0; page < current; page++) if (!isNamed(page)) this.pages[page] = undefined;
  }
}

/** What is known of keys by their number in their cache: fingerprint and text. */
export class Dictionary {
  private readonly caches = new Map<number, Keys>();

  /** Takes in new keys, and texts that come late. What cannot be is left out. */
  add({ caches, numbers, prints, texts }: NewKeys, isCache: (cache: number) => boolean): void {
    for (let i = 0; i < texts.length; i++) {
      const cache = caches[i]!;
      let keys = this.caches.get(cache);
      if (!keys && isCache(cache)) this.caches.set(cache, (keys = new Keys()));
      keys?.add(numbers[i]!, prints[i]!, texts[i]!);
    }
  }

  /** The greatest number of a key of this cache. */
  count(cache: number): number {
    return this.caches.get(cache)?.count ?? 0;
  }

  /** How many keys of all caches were told. */
  get size(): number {
    let size = 0;
    for (const { count } of this.caches.values()) size += count;
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
    return {
      caches: Int32Array.from(keys, ({ cache }) => cache),
      numbers: Int32Array.from(keys, ({ number }) => number),
      prints: Float64Array.from(keys, ({ cache, number }) => this.print(cache, number)),
      texts: keys.map(({ cache, number }) => this.text(cache, number) ?? null),
    };
  }

  /** Lets go the keys that no event names any more, and that can come no more because numbering has begun anew. */
  sweep(log: EventLog): void {
    const named = new Map<number, Uint8Array>();
    for (const [cache, { count, pages }] of this.caches)
      if (count > KEYS) named.set(cache, new Uint8Array(pages.length));
    if (named.size === 0) return;
    for (const { cache, key, size } of log.chunks)
      for (let at = 0; at < size; at++) mark(named.get(cache[at]!), key[at]!);
    for (const [cache, pages] of named) {
      log.bases.get(cache)?.keyOfSlot.forEach((key) => mark(pages, key));
      this.caches.get(cache)!.letGo((page) => pages[page] === 1);
    }
  }
}

function mark(pages: Uint8Array | undefined, key: number): void {
  if (pages) pages[Math.floor(key / PAGE)] = 1;
}
