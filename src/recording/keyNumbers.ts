import { ArgumentIndex } from '../engine/argumentIndex.ts';
import { fingerprint } from '../engine/fingerprint.ts';

/** After so many keys it begins anew, with the next multiple: a key that comes again then has another number. */
export const KEYS = 131072;

/** How many keys all caches of a recorder know at most. A cache of its own would cost its kernel less than its keys. */
const MOST_KEYS = 4 * KEYS;

/** A text that is longer is known by its fingerprint, so that a cache of whole pages is not kept alive. */
const LONGEST = 1024;

/** Told of a key that was met for the first time, before its number is used. */
export type OnNewKey = (number: number, key: unknown, isList: boolean, label: unknown) => void;

/** The keys that the caches of one recorder know: where they are too many, the cache that knows most begins anew. */
export class KeyRoom {
  private count = 0;
  private members: WeakRef<KeyNumbers>[] = [];

  join(member: KeyNumbers): void {
    this.members.push(new WeakRef(member));
  }

  take(): void {
    if (this.count >= MOST_KEYS) this.makeRoom();
    this.count++;
  }

  /** Counts anew, because some caches may be gone with their keys. */
  private makeRoom(): void {
    const living = this.members.flatMap((member) => member.deref() ?? []);
    if (living.length < this.members.length) this.members = living.map((member) => new WeakRef(member));
    this.count = living.reduce((sum, { count }) => sum + count, 0);
    if (this.count < MOST_KEYS) return;
    const largest = living.reduce((most, each) => (each.count > most.count ? each : most));
    this.count -= largest.count;
    largest.beginAnew();
  }
}

/**
 * Numbers the keys of one cache from 1, equal keys (as the cache compares them) the same. It is an index like the
 * cache's own that never forgets, so that a key is known again after its entry has left. Objects are held weakly.
 */
export class KeyNumbers {
  private index = new ArgumentIndex(Infinity, 2);
  private objects = new WeakMap<object, symbol>();
  /** How many keys it knows. */
  count = 0;
  /** No number up to this is given any more. */
  private base = 0;

  constructor(
    private readonly onNew: OnNewKey,
    private readonly room = new KeyRoom(),
  ) {
    room.join(this);
  }

  /** The number of a key, or where `isList` of a list of parts. `label` is what people know it by. */
  of(key: unknown, isList: boolean, label: unknown): number {
    const known = isList ? this.index.findList(this.parts(key)) : this.index.find(this.part(key));
    return known === 0 ? this.add(key, isList, label) : this.base + known;
  }

  private add(key: unknown, isList: boolean, label: unknown): number {
    if (this.count === KEYS) this.beginAnew();
    this.room.take();
    const place = ++this.count;
    const number = this.base + place;
    this.onNew(number, key, isList, label);
    if (isList) this.index.addList(this.parts(key), place);
    else this.index.add(this.part(key), place);
    return number;
  }

  beginAnew(): void {
    this.base += KEYS;
    this.count = 0;
    this.index = new ArgumentIndex(Infinity, 2);
    this.objects = new WeakMap();
  }

  private parts(list: unknown): readonly unknown[] {
    const parts = list as readonly unknown[];
    for (const part of parts) if (!isPlain(part)) return parts.map((each) => this.part(each));
    return parts;
  }

  /** What stands for a part: itself, a symbol of its own for an object, or a short text for a long one. */
  private part(value: unknown): unknown {
    if (isPlain(value)) return value;
    if (typeof value === 'string') return `\0${fingerprint(value)} ${value.length}`;
    let symbol = this.objects.get(value as object);
    if (symbol === undefined) this.objects.set(value as object, (symbol = Symbol()));
    return symbol;
  }
}

/** Whether a value may be held as it is. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= LONGEST;
  return typeof value === 'object' ? value === null : typeof value !== 'function';
}
