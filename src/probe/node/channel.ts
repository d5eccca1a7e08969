import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { limitOf, prototypeOf, reader } from './reading.ts';
import type { Meter, Reading } from './meter.ts';
import { meterOf } from './meter.ts';
import { nameOf } from './keys.ts';
import { operations } from './operations.ts';
import { findPlace, type IsOwn } from './place.ts';
import type { Report } from './report.ts';

/** On which lru-cache tells what it does, from 11.3 on, also from within a bundle. */
const CHANNEL = 'lru-cache:metrics';

/** A message. It has the value, too, which is not taken. */
interface Metric {
  readonly op?: string;
  readonly key?: unknown;
  readonly get?: string;
  readonly memo?: string;
  readonly returnedStale?: boolean;
  readonly set?: string;
  readonly delete?: string;
  /** From 11.4 on. */
  readonly cache?: object;
}

/** Between the caller and a message there is one method of the library, whatever file it is in. */
function firstOnly(): IsOwn {
  let isFirst = true;
  return () => {
    const wasFirst = isFirst;
    isFirst = false;
    return wasFirst;
  };
}

/**
 * Hears what is heard nowhere else: lru-cache in a bundle, or loaded past Node as by Jest. To be listened to costs every
 * lru-cache of the process, so `stop` is called where one is heard by its methods, and nothing was heard here before.
 */
export class Channel {
  private hasHeard = false;
  private readonly listener = (message: unknown) => this.hear(message as Metric);
  private nameless: Meter | undefined;
  /** Stands for the caches of a version that does not say which it is. */
  private readonly anyCache = {};

  constructor(private readonly report: Report) {
    subscribe(CHANNEL, this.listener);
  }

  stop(): void {
    if (!this.hasHeard) unsubscribe(CHANNEL, this.listener);
  }

  private hear(metric: Metric): void {
    const { cache } = metric;
    const isKnown = cache !== undefined && meterOf(cache) !== undefined;
    const meter = this.meterFor(cache);
    // One that is heard by its methods, too, was counted there.
    if (meter === undefined || (isKnown && !this.heard.has(meter))) return;
    this.hasHeard = true;
    this.count(meter, metric);
  }

  private readonly heard = new WeakSet<Meter>();

  private meterFor(cache: object | undefined): Meter | undefined {
    if (cache === undefined) return (this.nameless ??= this.openNameless());
    const present = meterOf(cache);
    if (present !== undefined) return present;
    const facts = () => ({
      ...findPlace(firstOnly()),
      name: classNameOf(cache),
      kind: 'lru-cache',
      policy: 'lru',
    });
    const meter = this.report.mark(cache, facts, readingOf(cache));
    if (meter) this.heard.add(meter);
    return meter;
  }

  private openNameless(): Meter | undefined {
    this.report.note('partly-heard', 'lru-cache 11.3');
    const facts = { name: 'lru-cache 11.3', kind: 'lru-cache 11.3', policy: 'lru', isLibrary: false };
    const unknown = { size: () => 0, limit: () => null, evictions: () => null };
    return this.report.open(this.anyCache, facts, unknown);
  }

  private count(meter: Meter, { op, key, get, memo, returnedStale, set, delete: reason }: Metric): void {
    const { report } = this;
    const found = op === 'get' ? get : op === 'memo' ? memo : undefined;
    if (found !== undefined) {
      if (found === 'hit' || returnedStale === true) report.hit(meter, key);
      else report.miss(meter, key);
    } else if (op === 'set' && set !== 'miss' && set !== 'deleted') {
      report.tell(meter, operations.stored, key);
    } else if (op === 'delete' && (reason === 'delete' || reason === 'expire')) {
      report.tell(meter, reason === 'delete' ? operations.deleted : operations.expired, key);
    }
  }
}

/** The prototype nearest to Object's: of the library, where the program has a class of its own in front. */
function libraryPrototype(cache: object): object {
  let prototype = prototypeOf(cache);
  for (;;) {
    const next = Reflect.getPrototypeOf(prototype);
    if (next === null || Reflect.getPrototypeOf(next) === null) return prototype;
    prototype = next;
  }
}

/** In a bundle the library's own class may be called anything. */
function classNameOf(cache: object): string {
  const prototype = prototypeOf(cache);
  const made: unknown = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  return (prototype === libraryPrototype(cache) ? undefined : nameOf(made)) ?? 'LRUCache';
}

function readingOf(cache: object): Reading {
  const prototype = libraryPrototype(cache);
  const max = reader(prototype, 'max');
  return { size: reader(prototype, 'size'), limit: (of) => limitOf(max(of)), evictions: () => null };
}
