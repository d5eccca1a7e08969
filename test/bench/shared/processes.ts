/** What processes see of an invalidation, and of a server that fails. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Place, type Program, type TestServer } from '../../support/server.ts';
import type { Tally } from '../../support/sharing/worker.ts';
import { Workers, type Worker } from '../../support/sharing/workers.ts';

const PROCESSES = 4;
const ROUNDS = 1000;
const LEAST_READS = 10_000;

export interface Invalidations {
  /** Until a copy in another process was gone, from when `invalidate` was called, in ms. */
  readonly p50: number;
  readonly p99: number;
  /** Copies that were still there when `invalidate` had resolved. */
  readonly late: number;
  readonly copies: number;
  /** Until `invalidate` resolved. */
  readonly resolved: { readonly p50: number; readonly p99: number };
  /** Reads while another process wrote, and how many were older than what was acknowledged before they began. */
  readonly reads: number;
  readonly stale: number;
}

export interface Fault {
  readonly what: string;
  readonly calls: number;
  readonly failed: number;
  readonly wrong: number;
  readonly stale: number;
  /** In ms. */
  readonly oldest: number;
  readonly slowest: number;
  readonly unhandled: number;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

/** Four processes and their server. */
export class Bench {
  private readonly workers = new Workers();
  private all: Worker[] = [];

  private constructor(
    private readonly program: Program,
    private readonly place: Place,
    private server: TestServer,
  ) {}

  static async open(program: Program): Promise<Bench> {
    const place = new Place();
    const bench = new Bench(program, place, await place.start(program));
    await bench.workers.prepare();
    bench.all = bench.workers.start(PROCESSES);
    return bench;
  }

  async close(): Promise<void> {
    await this.workers.end();
    await this.server.stop();
    this.place.remove();
  }

  async invalidations(): Promise<Invalidations> {
    await this.openAll({ name: 'told', origin: 0 });
    const [writer, ...readers] = this.all;
    const gone: number[] = [];
    const resolved: number[] = [];
    let late = 0;
    for (let version = 1; version <= ROUNDS; version++) {
      for (const each of readers) while (!(await this.hasCopy(each))) continue;
      const { isAcknowledged, began, ended } = await writer!.write('k1', version);
      if (!isAcknowledged) throw new Error('The server has not acknowledged an invalidation.');
      const times = await Promise.all(readers.map((each) => each.gone()));
      gone.push(...times.map((time) => time - began));
      resolved.push(ended - began);
      late += times.filter((time) => time > ended).length;
    }
    return {
      p50: percentile(gone, 0.5),
      p99: percentile(gone, 0.99),
      late,
      copies: gone.length,
      resolved: { p50: percentile(resolved, 0.5), p99: percentile(resolved, 0.99) },
      ...(await this.staleReads()),
    };
  }

  /** A copy is made of what the server gives, so at the second call. */
  private async hasCopy(worker: Worker): Promise<boolean> {
    await worker.call('k1');
    return (await worker.state()).cache.currsize === 1;
  }

  private async staleReads(): Promise<{ reads: number; stale: number }> {
    const [writer, ...readers] = this.all;
    const count = { reads: 0, stale: 0 };
    for (let round = 0; count.reads < LEAST_READS; round++) {
      await this.openAll({ name: `calm${round}`, origin: 2 });
      const [, ...tallies] = await Promise.all([
        writer!.tally({ ask: 'fire', ms: 2000, keys: 8, pause: 5 }),
        ...readers.map((each) => each.tally({ ask: 'read', ms: 2000, keys: 8, pause: 0 })),
      ]);
      count.reads += 2 * sum(tallies.map(({ calls }) => calls));
      count.stale += sum(tallies.map(({ tooOld }) => tooOld));
    }
    return count;
  }

  async faults(): Promise<Fault[]> {
    return [
      await this.underFire('SIGSTOP for 2 s', 6000, async () => {
        this.server.hands.pause();
        await sleep(2000);
        this.server.hands.goOn();
      }),
      await this.underFire('SIGKILL, an empty server after 1 s', 6000, async () => {
        this.server.hands.kill();
        await this.server.ended;
        await sleep(1000);
        this.server = await this.place.start(this.program);
      }),
      await this.leaderKilled(),
      await this.underFire('gone for good', 4000, async () => {
        this.server.hands.kill();
        await this.server.ended;
      }),
    ];
  }

  /** One process writes and the others read, while something happens to the server. */
  private async underFire(what: string, ms: number, fault: () => Promise<void>): Promise<Fault> {
    await this.openAll({ name: what.replace(/\W/g, ''), origin: 10 });
    const [writer, ...readers] = this.all;
    const reading = Promise.all([
      writer!.tally({ ask: 'fire', ms, keys: 8, pause: 10 }),
      ...readers.map((each) => each.tally({ ask: 'read', ms, keys: 8, pause: 2 })),
    ]);
    await sleep(1000);
    await fault();
    return { what, ...this.of(await reading), unhandled: await this.unhandled() };
  }

  private of([writing, ...reading]: readonly Tally[]): Omit<Fault, 'what' | 'unhandled'> {
    const total = (field: keyof Tally): number => sum(reading.map((tally) => tally[field]));
    return {
      calls: 2 * total('calls'),
      failed: total('failed') + (writing?.failed ?? 0),
      wrong: total('wrong'),
      stale: total('tooOld'),
      oldest: Math.max(...reading.map(({ oldest }) => oldest)),
      slowest: Math.max(...reading.map(({ slowest }) => slowest)),
    };
  }

  private async leaderKilled(): Promise<Fault> {
    const times: number[] = [];
    const rounds = 10;
    for (let round = 0; round < rounds; round++) {
      const [dying] = this.workers.start(1);
      await this.openAll({ name: `killed${round}`, origin: 200 }, [dying!, ...this.all]);
      dying!.call('slow').catch(() => undefined);
      while ((await dying!.state()).fetches === 0) continue;
      const calls = this.all.map(async (each) => {
        const began = performance.now();
        await each.call('slow');
        times.push(performance.now() - began);
      });
      dying!.child.kill('SIGKILL');
      await Promise.all(calls);
    }
    return {
      what: `the leader SIGKILLed, ${rounds} times`,
      calls: times.length,
      failed: rounds * PROCESSES - times.length,
      wrong: 0,
      stale: 0,
      oldest: 0,
      slowest: Math.max(...times),
      unhandled: await this.unhandled(),
    };
  }

  private async unhandled(): Promise<number> {
    return sum((await Promise.all(this.all.map((each) => each.state()))).map((state) => state.unhandled));
  }

  private openAll(options: { name: string; origin: number }, workers = this.all): Promise<void> {
    return this.workers.open(workers, this.server.url, options);
  }
}
