import { EventTeller } from '../engine/eventTeller.ts';
import type { Entry, Observed, Observer, RemovalCause, Teller, Where } from '../engine/index.ts';

/** A teller for two, as a recording and a person's own observer beside it. */
export const both = (first: Teller, second: Teller | Observer): Teller =>
  new Both(first, typeof second === 'function' ? new EventTeller(second) : second);

/** Who is still told while nothing is recorded: a person's own observer, if there is one. */
export const ownOf = (teller: Teller | undefined): Teller | undefined =>
  teller instanceof Both ? teller.own : undefined;

/**
 * The first is to be the one that only records: an observer may use the cache when it is told, and the entry is another
 * one then. The number of a key is that of the one who has one.
 */
class Both implements Teller {
  constructor(
    private readonly writer: Teller,
    readonly own: Teller,
  ) {}

  opened(cache: Observed): void {
    this.writer.opened?.(cache);
    this.own.opened?.(cache);
  }

  hit(slot: number): void {
    this.writer.hit(slot);
    this.own.hit(slot);
  }

  miss(key: unknown, isList: boolean, label: unknown): number {
    const number = this.writer.miss(key, isList, label);
    return this.own.miss(key, isList, label) || number;
  }

  answered(key: unknown, isList: boolean, label: unknown, where: Where): void {
    this.writer.answered?.(key, isList, label, where);
    this.own.answered?.(key, isList, label, where);
  }

  entered(): void {
    this.writer.entered();
    this.own.entered();
  }

  left(): void {
    this.writer.left();
    this.own.left();
  }

  stored(slot: number, evicted: boolean, entry: Entry): void {
    this.writer.stored(slot, evicted, entry);
    this.own.stored(slot, evicted, entry);
  }

  replaced(slot: number, value: unknown): void {
    this.writer.replaced(slot, value);
    this.own.replaced(slot, value);
  }

  renewed(slot: number, entry: Entry): void {
    this.writer.renewed(slot, entry);
    this.own.renewed(slot, entry);
  }

  removed(slot: number, cause: RemovalCause): void {
    this.writer.removed(slot, cause);
    this.own.removed(slot, cause);
  }

  cleared(slots: Iterable<number>, cause: RemovalCause): void {
    this.writer.cleared(slots, cause);
    this.own.cleared(slots, cause);
  }
}
