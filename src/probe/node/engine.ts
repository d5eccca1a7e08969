import { basename, dirname, sep } from 'node:path';
import type { Meter } from './meter.ts';
import { operations, type Operation } from './operations.ts';
import { findPlace, type IsOwn } from './place.ts';
import type { Report } from './report.ts';

/** Cachebook's engine, as a program may have a copy of it (`src/engine/announce.ts` and `types.ts`). */
interface Observed {
  readonly teller: Teller | undefined;
  observe(teller: Teller | undefined): void;
  totals(): { hits: number; misses: number; evictions: number; size: number };
}

interface Made {
  readonly by: string;
  readonly policy: string;
  readonly name?: string;
  readonly limit: number;
}

interface Entry {
  readonly key: unknown;
  readonly isList: boolean;
}

interface Teller {
  hit(slot: number): void;
  miss(key: unknown, isList: boolean, label: unknown): number;
  answered?(key: unknown, isList: boolean, label: unknown, where: string): void;
  entered(): void;
  left(): void;
  stored(slot: number, evicted: boolean, entry: Entry): void;
  replaced(slot: number, value: unknown): void;
  renewed(slot: number, entry: Entry): void;
  removed(slot: number, cause: string): void;
  cleared(slots: Iterable<number>, cause: string): void;
}

/** Hears every copy of the engine in this process: it says itself when it makes a cache. */
export function hearEngine(report: Report): void {
  const value = (cache: Observed, made: Made): void => {
    try {
      hearCache(cache, made, report);
    } catch {
      // Of another version.
    }
  };
  Object.defineProperty(globalThis, Symbol.for('cachebook.made'), {
    value,
    configurable: true,
    writable: true,
  });
}

function hearCache(cache: Observed, { by, policy, name, limit }: Made, report: Report): void {
  const facts = {
    ...findPlace(engineFiles()),
    name: name === undefined || name === '' ? by : name,
    kind: `cachebook ${by}`,
    policy,
  };
  const reading = {
    size: () => 0,
    limit: () => limit,
    poll(of: object, meter: Meter): void {
      const { hits, misses, evictions, size } = (of as Observed).totals();
      Object.assign(meter, { hits, misses, evictions, size });
    },
  };
  const meter = report.open(cache, facts, reading);
  if (meter && report.records) cache.observe(new Recording(meter, report, cache.teller));
}

/** The first file is the engine's; where it is a module of its own, its folder is. */
function engineFiles(): IsOwn {
  let own: string | undefined;
  return (file) => {
    own ??= /^announce\.\w+$/.test(basename(file)) ? dirname(file) + sep : file;
    return file.startsWith(own);
  };
}

const causes: Readonly<Record<string, Operation>> = {
  evicted: operations.evicted,
  expired: operations.expired,
  deleted: operations.deleted,
  cleared: operations.deleted,
  invalidated: operations.deleted,
};

/** Tells the keys, and passes everything on to whom the program told it before. */
class Recording implements Teller {
  /** What the entries in the slots are known by. */
  private readonly keys: (number | string)[] = [];

  constructor(
    private readonly meter: Meter,
    private readonly report: Report,
    private readonly before: Teller | undefined,
  ) {}

  hit(slot: number): void {
    this.tell(operations.hit, slot);
    this.before?.hit(slot);
  }

  miss(key: unknown, isList: boolean, label: unknown): number {
    this.report.tellDescribed(this.meter, operations.miss, this.describe(key, isList));
    return this.before?.miss(key, isList, label) ?? 0;
  }

  /** No look-up of an entry: what a shared cache has answered otherwise is in its counters. */
  answered(...told: Parameters<NonNullable<Teller['answered']>>): void {
    this.before?.answered?.(...told);
  }

  entered(): void {
    this.before?.entered();
  }

  left(): void {
    this.before?.left();
  }

  stored(slot: number, evicted: boolean, entry: Entry): void {
    const victim = this.keys[slot];
    this.keys[slot] = this.describe(entry.key, entry.isList);
    this.tell(operations.stored, slot);
    if (evicted && victim !== undefined) this.report.tellDescribed(this.meter, operations.evicted, victim);
    this.before?.stored(slot, evicted, entry);
  }

  replaced(slot: number, value: unknown): void {
    this.tell(operations.stored, slot);
    this.before?.replaced(slot, value);
  }

  renewed(slot: number, entry: Entry): void {
    this.tell(operations.stored, slot);
    this.before?.renewed(slot, entry);
  }

  removed(slot: number, cause: string): void {
    this.tell(causes[cause] ?? operations.deleted, slot);
    this.before?.removed(slot, cause);
  }

  cleared(slots: Iterable<number>, cause: string): void {
    this.report.tell(this.meter, operations.cleared, null);
    this.before?.cleared(slots, cause);
  }

  private tell(operation: Operation, slot: number): void {
    this.report.tellDescribed(this.meter, operation, this.keys[slot] ?? '');
  }

  private describe(key: unknown, isList: boolean): number | string {
    return isList ? this.report.describeKeys(key as unknown[]) : this.report.describeKeys([key]);
  }
}
