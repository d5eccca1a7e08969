import { PairTable } from './pairTable.ts';
import { SlotList } from './slotList.ts';

const TWO_32 = 2 ** 32;

/** The 32 lower bits of a safe integer. */
const low = (fingerprint: number): number => fingerprint | 0;
/** The bits above, with the sign. */
const high = (fingerprint: number): number => Math.floor(fingerprint / TWO_32);

/** Fingerprints of keys that have left, oldest first: their ghosts. Nothing of the entries but that they were there. */
export class Ghosts {
  private readonly places = new PairTable(Infinity);
  private readonly order = new SlotList(Infinity);
  private readonly free: number[] = [];
  private top = 0;

  get size(): number {
    return this.order.size;
  }

  /** Adds a ghost; beyond `limit`, the oldest is forgotten. */
  push(fingerprint: number, limit: number): void {
    if (this.find(fingerprint) === 0) this.add(fingerprint);
    if (this.order.size > limit) this.shift();
  }

  /** Takes a ghost out. Returns whether it was there. */
  delete(fingerprint: number): boolean {
    const place = this.find(fingerprint);
    if (place !== 0) this.remove(place);
    return place !== 0;
  }

  /** Forgets the oldest ghost, if there is one. */
  shift(): void {
    if (this.order.size > 0) this.remove(this.order.oldest);
  }

  clear(): void {
    this.places.clear();
    this.order.clear();
    this.free.length = this.top = 0;
  }

  /** Becomes these, of which no two are alike, oldest first: all others go, their room does not. */
  become(fingerprints: Iterable<number>): void {
    this.places.empty();
    this.order.clear();
    this.free.length = this.top = 0;
    for (const fingerprint of fingerprints) this.add(fingerprint);
  }

  /** The fingerprints, oldest first: quicker than one by one. */
  list(): number[] {
    const { order } = this;
    const found: number[] = [];
    for (let place = order.oldest; place !== 0; place = order.after(place)) found.push(this.at(place));
    return found;
  }

  /** The fingerprints, oldest first. */
  *[Symbol.iterator](): Generator<number> {
    for (const place of this.order) yield this.at(place);
  }

  /** The fingerprints, newest first. */
  *backwards(): Generator<number> {
    for (const place of this.order.backwards()) yield this.at(place);
  }

  private at(place: number): number {
    return this.places.second(place) * TWO_32 + (this.places.first(place) >>> 0);
  }

  private find(fingerprint: number): number {
    return this.places.find(low(fingerprint), high(fingerprint));
  }

  private add(fingerprint: number): void {
    const place = this.free.pop() ?? ++this.top;
    this.places.add(low(fingerprint), high(fingerprint), place);
    this.order.push(place);
  }

  private remove(place: number): void {
    this.places.remove(place);
    this.order.remove(place);
    this.free.push(place);
  }
}
