import type { CacheWriter, NewKeys, Tick } from '../recording/index.ts';
import { Recorder } from '../recording/index.ts';
import { Calls } from './calls.ts';
import type { Known, ProgramCache } from './knownCache.ts';
import {
  asTold,
  isAtOdds,
  isSameKind,
  kindOf,
  nameOf,
  placeIn,
  placeOf,
  take,
  unknown,
} from './knownCache.ts';
import type { Hello, ProbeCache, ProbeCounts, ProbeMessage } from './messages.ts';
import { PlayedCache } from './playedCache.ts';

/** How many caches of a program are shown at once: more than a person looks at, and what a page can draw. */
export const MOST_SHOWN = 1000;

/** How many entries are told anew at once, of all caches together: a host tells as many in some ms. */
const MOST_ENTRIES = 16_384;

/** A probe has a few things to note; a program that tells of more is believed to have more. */
const MOST_NOTES = 20;

/** How many are known. A program that tells of more is believed to have more. */
const MOST_KNOWN = 50_000;

const NO_EVENTS = new Uint8Array();
const NO_KEYS: NewKeys = {
  caches: new Int32Array(),
  numbers: new Int32Array(),
  prints: new Float64Array(),
  texts: [],
};

type Note = Extract<ProbeMessage, { type: 'note' }>;

/** What takes in what a program does. */
export interface Listener {
  /** A cache of the person's own has appeared for the first time: from now on ticks follow. */
  began(): void;
  record(tick: Tick): void;
}

/**
 * Folds what the probe of one process tells into a recording. Nothing is told before there is a cache of the person's own:
 * tools that run a program have caches, too. Where keys are recorded, its caches are played by those of the engine;
 * otherwise the counters are taken as they are.
 */
export class Program {
  /** How many operations were not heard. */
  dropped = 0;
  readonly notes: Note[] = [];
  /** Whether it has said that it ends. */
  saidBye = false;
  /** How many caches there are that are not known one by one. */
  uncounted = 0;
  private time = 0;
  private hasBegun = false;
  private readonly known = new Map<number, Known>();
  /** Those that are shown, of the person and of libraries, and those that wait for room. */
  private readonly shown = { own: new Set<Known>(), library: new Set<Known>() };
  private readonly waiting = { own: new Set<Known>(), library: new Set<Known>() };
  /** Those that are shown, by their numbers in the recording. */
  private readonly byShown = new Map<number, Known>();
  /** Of each place the cache that the program has let go of last: it is looked at until there is another. */
  private readonly gone = new Map<string, Known>();
  private readonly recorder: Recorder;
  private readonly calls: Calls;
  private readonly turns: (() => void)[] = [];

  constructor(
    readonly hello: Hello,
    private readonly listener: Listener,
  ) {
    this.recorder = new Recorder({
      now: () => this.time,
      afterThisTurn: (task) => this.turns.push(task),
      later: () => undefined, // Each message ends with a flush.
      describe: String,
      send: (tick) => listener.record(tick),
    });
    this.calls = new Calls({
      cache: (number) => this.playedOf(number),
      setDepth: (depth) => (this.recorder.depth = depth),
    });
  }

  get hasOwn(): boolean {
    return this.hasBegun;
  }

  /** All that are known, those of the person first. */
  caches(): ProgramCache[] {
    const all = Array.from(this.known.values(), asTold);
    const isOwn = ({ facts }: ProgramCache): boolean => !facts.isLibrary;
    return [...all.filter(isOwn), ...all.filter((cache) => !isOwn(cache))];
  }

  /** The one with this number in the recording. */
  cacheAt(shown: number): ProgramCache | undefined {
    const cache = this.byShown.get(shown);
    return cache && asTold(cache);
  }

  take(message: ProbeMessage): void {
    switch (message.type) {
      case 'cache':
        this.learn(message.cache, message.facts);
        break;
      case 'counts':
        this.passTo(message.time);
        this.count(message.counts);
        break;
      case 'calls':
        this.passTo(message.time);
        if (this.hasBegun) this.calls.play(message.calls);
        for (const { played } of this.allShown()) played?.settle();
        break;
      case 'dropped':
        this.lose(message.count);
        break;
      case 'gone':
        for (const id of message.caches) this.letGo(id);
        break;
      case 'note':
        this.note(message);
        break;
      case 'bye':
        this.saidBye = true;
        break;
      case 'beat':
        return;
      case 'hello':
        return; // It was the first, and another one says nothing.
    }
    this.flush();
  }

  /** Nothing more is heard of it: what it has counted last is right. */
  end(): void {
    this.calls.settle();
    const wrong = ({ played, told }: Known): boolean =>
      played !== undefined && told.requests > 0 && (played.isParted || isAtOdds(played.counts, told));
    this.goOnWith(this.allShown().filter(wrong));
    this.flush();
  }

  private note(note: Note): void {
    const isNew = this.notes.every((each) => each.note !== note.note || each.text !== note.text);
    if (isNew && this.notes.length < MOST_NOTES) this.notes.push(note);
  }

  private passTo(time: number): void {
    this.time = Math.max(this.time, time);
  }

  private flush(): void {
    for (const turn of this.turns.splice(0)) turn();
    this.recorder.flush();
  }

  private learn(id: number, facts: ProbeCache): void {
    const before = this.known.get(id);
    if (!before && this.known.size >= MOST_KNOWN) {
      this.uncounted++;
      return;
    }
    const cache = before ?? unknown(id, facts);
    if (!isSameKind(cache.facts, facts)) this.hide(cache);
    cache.facts = facts;
    this.known.set(id, cache);
    const ghost = this.gone.get(placeOf(facts));
    if (ghost && ghost !== cache) this.forget(ghost);
    if (!this.hasBegun && !facts.isLibrary) this.begin();
    const { writer } = cache;
    if (!writer) this.show(cache);
    else {
      this.recorder.rename(writer.cache, nameOf(facts));
      this.recorder.locate(writer.cache, placeIn(facts));
    }
  }

  private begin(): void {
    this.hasBegun = true;
    this.listener.began();
    for (const cache of this.known.values()) this.show(cache);
  }

  /** Gives a cache a place in the recording, as far as there is room: those of the person go before all others. */
  private show(cache: Known): void {
    if (!this.hasBegun || cache.writer) return;
    const kind = kindOf(cache);
    if (this.shown.own.size + this.shown.library.size >= MOST_SHOWN) this.makeRoom(kind);
    if (this.shown.own.size + this.shown.library.size >= MOST_SHOWN) {
      this.waiting[kind].add(cache);
      return;
    }
    this.waiting[kind].delete(cache);
    this.shown[kind].add(cache);
    const { facts } = cache;
    cache.writer = this.recorder.open({
      name: nameOf(facts),
      kind: facts.kind,
      policy: facts.policy,
      maxsize: facts.maxsize,
      place: placeIn(facts),
    });
    this.byShown.set(cache.writer.cache, cache);
    if (cache.told.requests > 0) this.tellCounts([cache]);
  }

  private makeRoom(kind: keyof Program['shown']): void {
    const [ghost] = this.gone.values();
    if (ghost) this.forget(ghost);
    else if (kind === 'own') {
      const [library] = this.shown.library;
      if (library) this.hide(library);
      if (library) this.waiting.library.add(library);
    }
  }

  private hide(cache: Known): void {
    if (cache.writer) {
      this.recorder.retire(cache.writer.cache);
      this.byShown.delete(cache.writer.cache);
    }
    cache.writer = undefined;
    cache.played = undefined;
    for (const lists of [this.shown, this.waiting])
      for (const list of [lists.own, lists.library]) list.delete(cache);
  }

  private forget(cache: Known): void {
    this.hide(cache);
    this.known.delete(cache.id);
    const place = placeOf(cache.facts);
    if (this.gone.get(place) === cache) this.gone.delete(place);
    const [own] = this.waiting.own;
    const [library] = this.waiting.library;
    const next = own ?? library;
    if (next) this.show(next);
  }

  private letGo(id: number): void {
    const cache = this.known.get(id);
    if (!cache || cache.isGone) return;
    const place = placeOf(cache.facts);
    const before = this.gone.get(place);
    if (before) this.forget(before);
    cache.isGone = true;
    this.gone.set(place, cache);
  }

  private lose(count: number): void {
    this.dropped += count;
    for (const { played } of this.allShown()) {
      played?.part();
      played?.usage.lose();
    }
  }

  /** Takes in what caches have counted. */
  private count(rows: readonly ProbeCounts[]): void {
    const [plain, parted]: [Known[], Known[]] = [[], []];
    const waiting = this.calls.waiting();
    for (const row of rows) {
      const cache = this.known.get(row[0]);
      if (!cache) continue;
      if (cache.facts.maxsize !== row[5]) this.learn(cache.id, { ...cache.facts, maxsize: row[5] });
      const wasCleared = take(cache, row);
      const { played, writer } = cache;
      if (!writer) continue;
      if (!played) plain.push(cache);
      else if (this.hasParted(cache, played, wasCleared, waiting.get(cache.id) ?? 0)) parted.push(cache);
    }
    this.tellCounts(plain);
    this.goOnWith(parted, (played) => played.isWorthTelling);
  }

  /**
   * Whether what was played is not what was counted. A program may have counted more than was told of by now, but not
   * less; where it has, it has cleared the cache.
   */
  private hasParted({ told }: Known, played: PlayedCache, wasCleared: boolean, waiting: number): boolean {
    const { counts } = played;
    const areHits = told.misses === counts.misses && told.hits === counts.hits + waiting;
    if (waiting > 0 && areHits) this.calls.settle();
    const isAhead = counts.hits > told.hits || counts.misses > told.misses;
    if (wasCleared && isAhead) played.clear();
    if (isAhead && isAtOdds(played.counts, told)) played.part();
    return played.isParted;
  }

  /** Tells counters without events. */
  private tellCounts(caches: readonly Known[]): void {
    const counts = caches.flatMap(({ writer, told }) => (writer ? [{ ...told, cache: writer.cache }] : []));
    if (counts.length === 0) return;
    this.flush();
    const first = this.recorder.last + 1;
    this.listener.record({ first, events: NO_EVENTS, caches: [], keys: NO_KEYS, counts, time: this.time });
  }

  /**
   * Goes on with caches of which not all was heard: with their entries where that is worth it and they are few, and
   * otherwise with their counters alone.
   */
  private goOnWith(caches: readonly Known[], isWorth: (played: PlayedCache) => boolean = () => true): void {
    let room = MOST_ENTRIES;
    const [whole, counted]: [ReturnType<PlayedCache['resume']>[], Known[]] = [[], []];
    for (const cache of caches) {
      const { played, told } = cache;
      if (played && isWorth(played) && played.size <= room) {
        room -= played.size;
        whole.push(played.resume(told));
      } else counted.push(cache);
    }
    this.tellCounts(counted);
    if (whole.length === 0) return;
    this.recorder.depth = 0;
    this.recorder.resume(whole);
  }

  private playedOf(id: number): PlayedCache | undefined {
    const cache = this.known.get(id);
    if (!cache?.writer) return undefined;
    cache.played ??= this.play(cache, cache.writer);
    return cache.played;
  }

  private play({ facts, told }: Known, writer: CacheWriter): PlayedCache {
    const played = new PlayedCache(writer, facts.policy, facts.maxsize);
    if (told.requests === 0) return played;
    played.part(); // It was used before its calls were heard.
    played.usage.lose();
    return played;
  }

  private allShown(): Known[] {
    return [...this.shown.own, ...this.shown.library];
  }
}
