/** The timed reader as it should be: every entry with its own lifetime, on the clock that does not jump. */
import { countCodePoints } from '../../text.ts';
import { type Outcome, SILENT } from '../play/outcome.ts';
import {
  inhabit,
  REFUSED,
  type ReaderOperation,
  type ReaderSetup,
  type ReaderUse,
  secondsOf,
} from '../play/reader.ts';
import type { MakeSubject } from '../play/trial.ts';
import { type Clock, createWorld, type World } from '../play/world.ts';

export interface ReaderEntry {
  readonly url: string;
  readonly length: number;
  expires: number;
}

/** One reader, for a mistake to change one thing of it. What may be changed is a method. */
export class PlainReader {
  /** Who leaves first stands first. */
  entries: ReaderEntry[] = [];
  protected hits = 0;
  protected misses = 0;
  protected readonly clock: Clock;

  constructor(
    protected readonly world: World,
    protected readonly seconds: number,
    protected readonly maxsize: number,
  ) {
    this.clock = world.createClock();
  }

  read(url: string): Outcome {
    const found = this.entries.find((entry) => entry.url === url && this.isAlive(entry));
    if (found) {
      this.hits++;
      this.use(found);
      return { as: 'value', text: String(found.length), note: 'cached' };
    }
    this.miss();
    const page = this.world.fetch(url, { timeoutMs: 1 });
    if (!this.isWell(page.status)) return this.fail();
    const length = this.lengthOf(page.body);
    this.store({ url, length, expires: this.time() + this.seconds * 1000 });
    return { as: 'value', text: String(length), note: 'fetched' };
  }

  info(): Outcome {
    return { as: 'value', text: `hits=${this.hits}, misses=${this.misses}` };
  }

  clear(): void {
    [this.entries, this.hits, this.misses] = [[], 0, 0];
  }

  protected time(): number {
    return this.clock.now();
  }

  protected isAlive(entry: ReaderEntry): boolean {
    return this.time() < entry.expires;
  }

  protected use(entry: ReaderEntry): void {
    this.entries = [...this.entries.filter((other) => other !== entry), entry];
  }

  protected miss(): void {
    this.misses++;
  }

  protected isWell(status: number): boolean {
    return status === 200;
  }

  protected fail(): Outcome {
    return { as: 'thrown', text: '', note: 'fetched' };
  }

  protected lengthOf(body: string): number {
    return countCodePoints(body);
  }

  protected store(entry: ReaderEntry): void {
    this.entries = [...this.entries.filter(({ url }) => url !== entry.url), entry].slice(-this.room());
  }

  protected room(): number {
    return this.maxsize;
  }
}

/** Makes readers in a world; undefined stands for one that refuses to be made. */
export type MakeReaders = (
  setups: readonly ReaderSetup[],
  world: World,
) => readonly (Pick<PlainReader, 'read' | 'info' | 'clear'> | undefined)[];

export const makePlain =
  (Reader: typeof PlainReader): MakeReaders =>
  (setups, world) =>
    setups.map(({ seconds: text, maxsize }) => {
      const seconds = secondsOf(text);
      return seconds > 0 && seconds < Infinity ? new Reader(world, seconds, maxsize) : undefined;
    });

export function readersSubject(makeReaders: MakeReaders): MakeSubject<ReaderSetup, ReaderOperation> {
  return (setups) => {
    const world = createWorld();
    const readers = makeReaders(setups, world);
    const refusal = readers.includes(undefined) ? REFUSED : undefined;
    return inhabit(world, refusal, (operation) => use(readers[operation.of ?? 0], operation));
  };
}

export const makeModel = readersSubject(makePlain(PlainReader));

/** What readers hold that has not expired, after a sequence: names of articles, who leaves first at the beginning. */
export function heldByModel(
  setups: readonly ReaderSetup[],
  operations: readonly ReaderOperation[],
): string[][] {
  const readers: (PlainReader | undefined)[] = [];
  class Watched extends PlainReader {
    living(): string[] {
      return this.entries.filter((entry) => this.isAlive(entry)).map(({ url }) => url);
    }
  }
  const make = readersSubject((all, world) => {
    readers.push(...(makePlain(Watched)(all, world) as (Watched | undefined)[]));
    return readers;
  });
  const subject = make(setups);
  for (const operation of operations) subject.apply(operation);
  return readers.map((reader) => (reader as Watched | undefined)?.living() ?? []);
}

function use(reader: ReturnType<MakeReaders>[number], operation: ReaderUse): Outcome {
  if (!reader) return REFUSED;
  if (operation.type === 'read') return reader.read(operation.url);
  if (operation.type === 'info') return reader.info();
  reader.clear();
  return SILENT;
}
