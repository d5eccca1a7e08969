import * as l10n from '@vscode/l10n';
import type { CacheEvent, KeyedCache, Observer, Teller } from '../../engine/index.ts';
import { createCache } from '../../engine/index.ts';
import { integer, maxsize, seconds } from '../paramKinds.ts';
import { alignColumns } from '../requests.ts';
import type { FleetServer, Reader, ReaderCache, Reading, ScenarioContext } from '../scenario.ts';
import { defineScenario } from '../scenario.ts';
import { formatCount } from '../units.ts';

/** Several processes read the same articles: each with a cache of its own, and all through one that they share. */
export const shared = defineScenario({
  id: 'shared',
  title: () => l10n.t('Run a Cache Shared by Processes'),
  summary: () =>
    l10n.t(
      'Real processes read the same articles, alone and through a Redis or Valkey that they share; one of them dies, and the server stops for a while.',
    ),
  isRepeatable: false,
  params: {
    processes: integer(() => l10n.t('Number of processes'), 4, 2, 16),
    articles: integer(() => l10n.t('Number of different articles'), 20, 1, 500),
    ttl: seconds(() => l10n.t('Lifetime in seconds'), 60),
    maxsize: maxsize(() => l10n.t('Largest number of copies in a process'), 128),
  },
  async run({ processes, articles, ttl, maxsize }, context) {
    const { fleet, progress, print } = context;
    progress(null, l10n.t('Looking for a Redis or Valkey server …'));
    const { title, hands } = await fleet.server((text) => progress(null, text));
    print(l10n.t('Processes: {0}. Articles: {1}. Server: {2}.', processes, articles, title || 'Redis'));
    const room = new ReadingRoom(context, { ttl, maxsize });
    progress(null, l10n.t('Starting {0} processes …', processes));
    await Promise.all(Array.from({ length: processes }, () => room.enter()));
    const parts = [
      () => readCold(room, articles),
      () => readAgain(room, articles),
      () => loseLeader(room, articles),
      () => welcome(room, articles),
      () => standStill(room, articles, hands),
      () => change(room),
    ];
    for (const [done, part] of parts.entries()) {
      progress(done / parts.length, l10n.t('Part {0} of {1}', done + 1, parts.length));
      await part();
    }
    progress(1, l10n.t('Part {0} of {1}', parts.length, parts.length));
    for (const line of room.summary()) print(line);
    return undefined;
  },
});

/** A process, and its copies of shared articles as they are seen from here. */
interface Seat {
  readonly number: number;
  readonly reader: Reader;
}

/** What one round of reading has come to. */
interface Round {
  readonly readings: readonly Reading[];
  readonly fetches: number;
  /** How many of them are older than what the origin has. */
  readonly old: number;
}

/** All processes, their origin, and what is counted. */
class ReadingRoom {
  readonly seats: Seat[] = [];
  private readonly fetches: Record<ReaderCache, number> = { own: 0, shared: 0 };
  /** Articles that have changed, and how often. */
  private readonly changes = new Map<number, number>();
  private readonly totals = { calls: 0, failed: 0, stale: 0 };
  private readonly hits = { near: 0, remote: 0 };
  /** What each process has counted, also one that is gone. */
  private readonly lastHits = new Map<number, { readonly near: number; readonly remote: number }>();
  /** Asked before an article is given out. */
  private onFetch: ((seat: Seat, cache: ReaderCache) => Promise<void> | undefined) | undefined;
  private entered = 0;

  constructor(
    readonly context: ScenarioContext,
    private readonly plan: { readonly ttl: number; readonly maxsize: number | null },
  ) {}

  /** Starts a process. The picture of its copies does what they do. */
  async enter(): Promise<Seat> {
    const number = ++this.entered;
    const name = l10n.t('process {0}', number);
    let picture: Observer | Teller | undefined;
    const copies = this.context.watch(name, 'lru', (observer) => {
      picture = observer;
      return createCache<number, true>('lru', this.plan.maxsize, { observer });
    });
    let seat: Seat | undefined;
    const reader = await this.context.fleet.start({
      ...this.plan,
      fetch: async (cache, article) => {
        this.fetches[cache]++;
        this.tell();
        if (seat) await this.onFetch?.(seat, cache);
        return this.textOf(article);
      },
      observer: (event) => repeat(copies, event, picture),
    });
    this.seats.push((seat = { number, reader }));
    this.seats.sort((a, b) => a.number - b.number);
    return seat;
  }

  /** All processes, or some, read the same articles at once. */
  async read(cache: ReaderCache, articles: readonly number[], seats = this.seats): Promise<Round> {
    const before = this.fetches[cache];
    const wanted = new Map(articles.map((article) => [article, this.lineOf(article)]));
    const rounds = await Promise.all(seats.map(({ reader }) => reader.read(cache, articles)));
    const readings = rounds.flat();
    const isOld = ({ article, line }: Reading): boolean => line !== undefined && line !== wanted.get(article);
    const old = readings.filter(isOld).length;
    if (cache === 'shared') {
      this.totals.calls += readings.length;
      this.totals.failed += readings.filter(({ line }) => line === undefined).length;
      this.totals.stale += old;
    }
    await this.askHits();
    return { readings, fetches: this.fetches[cache] - before, old };
  }

  /** Reads an article through the shared cache; whoever fetches it first is killed while it does. */
  async readAndKill(article: number): Promise<{ readonly lost: Seat; readonly round: Round }> {
    let lost: Seat | undefined;
    await this.askHits();
    const before = this.fetches.shared;
    this.onFetch = (seat, cache) => {
      if (lost || cache !== 'shared') return undefined;
      lost = seat;
      this.seats.splice(this.seats.indexOf(seat), 1);
      return seat.reader.kill();
    };
    const everyone = [...this.seats];
    const rounds = await Promise.all(
      everyone.map(async ({ reader }) => {
        // Of a process that is killed nobody waits for an answer.
        return reader.read('shared', [article]).catch(() => []);
      }),
    );
    this.onFetch = undefined;
    const readings = rounds.flat();
    this.totals.calls += readings.length;
    this.totals.failed += readings.filter(({ line }) => line === undefined).length;
    await this.askHits();
    if (!lost) throw new Error('Nobody has fetched the article.');
    return { lost, round: { readings, fetches: this.fetches.shared - before, old: 0 } };
  }

  /** From now on the origin has another text of it. */
  change(article: number): void {
    this.changes.set(article, (this.changes.get(article) ?? 0) + 1);
  }

  summary(): string[] {
    const { own, shared } = this.fetches;
    return alignColumns([
      [l10n.t('own caches'), l10n.t('fetches {0}', formatCount(own))],
      [
        l10n.t('shared cache'),
        l10n.t('fetches {0}', formatCount(shared)),
        l10n.t('failed {0}', this.totals.failed),
      ],
    ]);
  }

  private async askHits(): Promise<void> {
    const asked = this.seats.map(async ({ number, reader }) => {
      this.lastHits.set(number, await reader.hits());
    });
    await Promise.all(asked);
    const all = [...this.lastHits.values()];
    this.hits.near = all.reduce((sum, { near }) => sum + near, 0);
    this.hits.remote = all.reduce((sum, { remote }) => sum + remote, 0);
    this.tell();
  }

  private tell(): void {
    const { count } = this.context;
    count('fetches', this.fetches.shared);
    count('fetchesAlone', this.fetches.own);
    for (const [name, value] of Object.entries(this.totals)) count(name, value);
    count('nearHits', this.hits.near);
    count('remoteHits', this.hits.remote);
  }

  private lineOf(article: number): string {
    return `Article ${article}, version ${this.changes.get(article) ?? 0}`;
  }

  private async textOf(article: number): Promise<string> {
    const line = this.lineOf(article);
    const { web } = this.context;
    const { articleUrl } = await web.serve();
    return `${line}\n${await web.get(articleUrl(article))}`;
  }
}

/** Does to the picture of a cache what was done to the cache. An answer from elsewhere is told past it. */
function repeat(
  copies: KeyedCache<number, true>,
  event: CacheEvent,
  picture: Observer | Teller | undefined,
): void {
  const key = event.key as number;
  const isElsewhere = event.type === 'hit' && event.where !== undefined && !copies.has(key);
  if (isElsewhere && typeof picture === 'object') {
    picture.answered?.(key, false, key, event.where ?? 'remote');
    return;
  }
  if (event.type === 'hit' || event.type === 'miss') copies.get(key);
  else if (event.type === 'stored') copies.set(key, true);
  else if (event.type === 'removed' && event.cause !== 'evicted' && event.cause !== 'replaced')
    copies.delete(key);
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, article) => article);

async function readCold(room: ReadingRoom, articles: number): Promise<void> {
  const { print } = room.context;
  const own = await room.read('own', upTo(articles));
  print(l10n.t('All read all articles, each with a cache of its own. Fetches: {0}.', own.fetches));
  const shared = await room.read('shared', upTo(articles));
  print(l10n.t('The same again, with one cache for all. Fetches: {0}.', shared.fetches));
}

async function readAgain(room: ReadingRoom, articles: number): Promise<void> {
  const own = await room.read('own', upTo(articles));
  const shared = await room.read('shared', upTo(articles));
  room.context.print(l10n.t('And once more. Fetches: {0} alone, {1} shared.', own.fetches, shared.fetches));
}

async function loseLeader(room: ReadingRoom, articles: number): Promise<void> {
  const { print, printMeasured } = room.context;
  await room.read('own', [articles]);
  const { lost, round } = await room.readAndKill(articles);
  print(l10n.t('Process {0} was killed while it fetched an article for all.', lost.number));
  print(l10n.t('The others have it. Fetches: {0}. Failed calls: {1}.', round.fetches, failedOf(round)));
  printMeasured(slowest(round));
}

async function welcome(room: ReadingRoom, articles: number): Promise<void> {
  const newcomer = await room.enter();
  const own = await room.read('own', upTo(articles), [newcomer]);
  const shared = await room.read('shared', upTo(articles), [newcomer]);
  const { number } = newcomer;
  room.context.print(
    l10n.t('Process {0} is new. Fetches: {1} alone, {2} shared.', number, own.fetches, shared.fetches),
  );
}

async function standStill(room: ReadingRoom, articles: number, hands: FleetServer['hands']): Promise<void> {
  const { print, printMeasured } = room.context;
  if (!hands) {
    print(l10n.t('This server cannot be stopped from here, so that part is left out.'));
    return;
  }
  const wanted = [0, articles + 1];
  await room.read('own', wanted);
  hands.pause();
  const round = await room.read('shared', wanted);
  const [calls, failed] = [round.readings.length, failedOf(round)];
  print(
    l10n.t(
      'The server stands still. Calls: {0}. Fetches: {1}. Failed calls: {2}.',
      calls,
      round.fetches,
      failed,
    ),
  );
  printMeasured(slowest(round));
  hands.goOn();
  await Promise.all(room.seats.map(({ reader }) => reader.connected()));
  print(l10n.t('It goes on, and all processes use it again.'));
}

async function change(room: ReadingRoom): Promise<void> {
  const { print } = room.context;
  room.change(0);
  print(l10n.t('An article changes.'));
  const own = await room.read('own', [0]);
  print(l10n.t('Old texts read with caches of their own: {0}.', own.old));
  const isAcknowledged = await room.seats[0]?.reader.invalidate(0);
  if (!isAcknowledged) print(l10n.t('The server has not acknowledged yet that it has changed.'));
  const shared = await room.read('shared', [0]);
  print(
    l10n.t(
      'Old texts read with the shared one, once a process has said so: {0}. Fetches: {1}.',
      shared.old,
      shared.fetches,
    ),
  );
}

function failedOf({ readings }: Round): number {
  return readings.filter(({ line }) => line === undefined).length;
}

function slowest({ readings }: Round): string {
  const most = Math.max(0, ...readings.map(({ seconds }) => seconds));
  return l10n.t('  the slowest call took {0} s', most.toFixed(2));
}
