import { fingerprint, fingerprintOfList } from '../engine/fingerprint.ts';
import type { NewKeys } from './events.ts';

/** A text is cut here. */
const LONGEST_TEXT = 64;

/** How many keys that are no plain values are described with one tick: each may run a person's code. */
const TEXTS_PER_TICK = 2000;

/** How many keys wait at most for a later tick. Beyond that they are never described. */
const MOST_WAITING = 50000;

/** A key that was met for the first time. */
export interface NewKey {
  readonly cache: number;
  readonly number: number;
  readonly key: unknown;
  readonly isList: boolean;
  readonly label: unknown;
}

/** Keys that were met for the first time, until they are told. Only so long are they held. */
export class KeysToTell {
  private fresh: NewKey[] = [];
  private waiting: NewKey[] = [];
  private left = 0;

  constructor(private readonly describe: (label: unknown) => string) {}

  /** Whether keys that were told wait for their texts. */
  get haveWaiting(): boolean {
    return this.waiting.length > 0;
  }

  add(key: NewKey): void {
    this.fresh.push(key);
  }

  /** The new keys so far. */
  take(): readonly NewKey[] {
    const { fresh } = this;
    this.fresh = [];
    return fresh;
  }

  /** What is told of new keys, with texts of some that had to wait. */
  tell(fresh: readonly NewKey[]): NewKeys {
    const keys = [...this.waiting.splice(0, TEXTS_PER_TICK), ...fresh];
    const { length } = keys;
    const [caches, numbers, prints] = [
      new Int32Array(length),
      new Int32Array(length),
      new Float64Array(length),
    ];
    const texts: (string | null)[] = [];
    this.left = TEXTS_PER_TICK;
    for (let i = 0; i < length; i++) {
      const key = keys[i]!;
      caches[i] = key.cache;
      numbers[i] = key.number;
      prints[i] = printOf(key);
      texts.push(this.textOf(key));
    }
    return { caches, numbers, prints, texts };
  }

  private textOf(key: NewKey): string | null {
    const { label } = key;
    const isCostly = (typeof label === 'object' && label !== null) || typeof label === 'function';
    if (isCostly && this.left === 0) {
      if (this.waiting.length < MOST_WAITING) this.waiting.push(key);
      return null;
    }
    if (isCostly) this.left--;
    return this.describeSafely(label);
  }

  private describeSafely(label: unknown): string | null {
    try {
      const text = this.describe(label);
      if (text.length <= LONGEST_TEXT) return text;
      return `${text.slice(0, LONGEST_TEXT - 1).replace(/[\ud800-\udbff]$/, '')}…`;
    } catch {
      return null;
    }
  }
}

const printOf = ({ key, isList }: NewKey): number =>
  isList ? fingerprintOfList(key as readonly unknown[]) : fingerprint(key);
