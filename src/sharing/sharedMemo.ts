import * as l10n from '@vscode/l10n';
import type { AnyFunction, CacheInfo } from '../engine/index.ts';
import { Debts } from './debts.ts';
import { readEntry } from './entry.ts';
import { Flight, Flights } from './flights.ts';
import { createSharedInfo, noCounters, type Counters } from './info.ts';
import { prefixOf, SharedKey, textOfArguments, textOfKey } from './keys.ts';
import { Link, type Listener } from './link.ts';
import { NearCopies, type Life } from './near.ts';
import type { CheckedShared } from './options.ts';
import { codeOf, Problems } from './problems.ts';
import * as scripts from './scripts.ts';
import type { SharedInfo } from './types.ts';
import { LeasedWork } from './work.ts';

/** How long is waited at most until it is asked again whether another process is done, in ms. */
const POLL_MS = 250;

/** The least time between two such questions, in ms. */
const LEAST_POLL_MS = 5;

/** −ln of the smallest chance there is: XFetch never decides earlier than so many times as long as the function took. */
const MOST_LUCK = 37;

type Run = () => unknown;

/** One function whose results are shared: the way of its calls between copies, server and function. */
export class SharedMemo implements Listener {
  readonly near: NearCopies;
  readonly link: Link;
  readonly debts: Debts;
  readonly flights = new Flights();
  private counts: Counters = noCounters();
  private readonly prefix: string;
  /** Texts of keys whose entries are computed anew behind the callers. */
  private readonly refreshing = new Set<string>();
  private readonly problems: Problems;
  private readonly work: LeasedWork;

  constructor(
    private readonly fn: AnyFunction,
    private readonly options: CheckedShared,
  ) {
    const { client, clock, timers, near, name, version, observer } = options;
    this.prefix = prefixOf(name, version);
    this.link = Link.of(client, clock, timers);
    const isTold = this.link.tracksKeys;
    this.near = new NearCopies({ ...near, limit: isTold ? near.limit : 0 }, name, observer);
    this.debts = new Debts(this.link, this.prefix, options.timeout);
    this.problems = new Problems(options.onProblem);
    this.work = new LeasedWork(this.link, options, this.problems, () => this.counts.refused++);
    this.link.listen(this.prefix, this);
    if (!isTold && near.limit > 0) this.problems.tell(untold(name));
  }

  /** Rejects on arguments that are no key, as it does with what the function throws. */
  call(self: unknown, args: readonly unknown[]): Promise<unknown> {
    try {
      return this.answer(this.keyOf(args), self, args);
    } catch (error) {
      const reason = error as Error; // Whatever a key function has thrown.
      return Promise.reject(reason);
    }
  }

  async invalidate(args: readonly unknown[]): Promise<boolean> {
    const { remote } = this.keyOf(args);
    this.changed(remote);
    if (!this.link.client.isReady || !(await this.debts.pay(remote))) {
      this.debts.add(remote);
      this.near.dropAll();
      return false;
    }
    // The server answers each round at its end. So when it answers the next one, all have been told.
    await this.link.run(scripts.settle, [remote], [], this.options.timeout);
    await this.link.untilRead();
    return true;
  }

  changed(remote: string): void {
    this.near.drop(remote);
    this.flights.changed(remote);
  }

  leaseChanged(remote: string): void {
    this.flights.wake(remote);
  }

  lost(): void {
    this.near.dropAll();
    this.flights.allChanged();
  }

  found(): void {
    void this.debts.payAll();
  }

  info(): SharedInfo {
    const { store, invalidated } = this.near;
    const { counts, debts, link } = this;
    return createSharedInfo({
      ...counts,
      near: store.hits - counts.remote,
      misses: store.misses,
      invalidated,
      owed: debts.count,
      state: link.state,
    });
  }

  cacheInfo(): CacheInfo {
    return this.near.info(this.options.clock.now());
  }

  clear(): void {
    this.counts = noCounters();
    this.near.clear();
  }

  private keyOf(args: readonly unknown[]): SharedKey {
    const { key, name } = this.options;
    const text = key
      ? textOfKey(Reflect.apply(key, undefined, args as never[]), name)
      : textOfArguments(args, name);
    return new SharedKey(text, this.prefix);
  }

  /** `isFresh`: all has been read that was told before it was called. */
  private answer(key: SharedKey, self: unknown, args: readonly unknown[], isFresh = false): Promise<unknown> {
    const { near, link, options } = this;
    const now = options.clock.now();
    const slot = near.find(key.near, now);
    const began = slot === 0 ? (this.flights.get(key.near)?.began ?? now) : -Infinity;
    if (!isFresh && link.isBehind(now, began))
      return link.catchUp(now).then(() => this.answer(key, self, args, true));
    if (slot === 0) return this.join(key, self, args, now);
    const value = near.store.hit(slot);
    this.refreshEarly(key, near.life(slot), now, () => this.apply(self, args));
    return Promise.resolve(value);
  }

  private join(key: SharedKey, self: unknown, args: readonly unknown[], now: number): Promise<unknown> {
    const label = args.length === 1 ? args[0] : args;
    const flight = this.flights.get(key.near);
    if (!flight) return this.start(new Flight(key, label, now), () => this.apply(self, args));
    if (!flight.isBypass) return this.joined(flight.promise, key, label);
    if (flight.next) return this.joined(flight.next, key, label);
    const again = (): Promise<unknown> => this.answer(key, self, args);
    flight.next = flight.promise.then(again, again);
    return flight.next;
  }

  private joined(promise: Promise<unknown>, key: SharedKey, label: unknown): Promise<unknown> {
    this.near.store.answered(key.near, false, label, 'near');
    return promise;
  }

  private apply(self: unknown, args: readonly unknown[]): unknown {
    return Reflect.apply(this.fn, self, args as never[]);
  }

  private start(flight: Flight, run: Run): Promise<unknown> {
    this.flights.add(flight);
    const land = (): void => this.flights.remove(flight);
    // In a turn of its own, so that whoever is told of it and asks for the same finds it.
    flight.promise = Promise.resolve()
      .then(() => this.fly(flight, run))
      .finally(() => {
        // Before its callers go on, and before those who came meanwhile begin.
        if (flight.landing) void flight.landing.then(land);
        else land();
      });
    return flight.promise;
  }

  private async fly(flight: Flight, run: Run): Promise<unknown> {
    const { link, options, counts } = this;
    const { remote, lease } = flight.key;
    let force = false;
    while (!this.debts.concern(remote) && link.mayAsk()) {
      const token = this.work.newToken();
      const sent = options.clock.now();
      const words = [token, String(Math.ceil(options.lease)), force ? '1' : '0'];
      const reply = await link.run(scripts.lookUp, [remote, lease], words, options.timeout);
      const isOther = !reply.isAnswer && codeOf(reply.error) === 'WRONGTYPE';
      if (!reply.isAnswer && !isOther) this.problems.tellAnswer(reply.error);
      if (!reply.isAnswer && !isOther) break;
      const found = reply.isAnswer ? reply.value : [];
      if (found === 1) return this.lead(flight, token, run);
      if (!Array.isArray(found)) {
        await this.wait(flight, -1 - Number(found));
        force = false;
        continue;
      }
      const entry = readEntry(options.codec, found[0]);
      if (entry) return this.take(flight, entry.value, this.lifeOf(entry.took, Number(found[1]), sent), run);
      if (!force) counts.unreadable++;
      force = true;
    }
    return this.bypass(flight, run);
  }

  /** Answers with what the server has. */
  private take(flight: Flight, value: unknown, life: Life, run: Run): unknown {
    const { key, label } = flight;
    this.counts.remote++;
    if (flight.hasWaited) this.counts.waited++;
    this.near.store.answered(key.near, false, label, 'remote');
    if (!flight.isDetached && this.debts.count === 0) this.near.put(key, value, life, label);
    this.refreshEarly(key, life, this.options.clock.now(), run);
    return value;
  }

  private lifeOf(took: number, left: number, sent: number): Life {
    const expiry = left < 0 ? Infinity : sent + left;
    return { took, expiry, deadline: Math.min(expiry, sent + this.options.near.ttl) };
  }

  /** Waits until another process has done its work, or can no longer do it. */
  private wait(flight: Flight, leaseLeft: number): Promise<void> {
    const { flights, options } = this;
    flight.isWaiting = flight.hasWaited = true;
    return new Promise((resolve) => {
      const wake = (): void => {
        cancel();
        forget();
        flight.isWaiting = false;
        resolve();
      };
      const forget = flights.onWake(flight.key.remote, wake);
      const ms = Math.max(LEAST_POLL_MS, Math.min(POLL_MS, leaseLeft + 1));
      const cancel = options.timers.after(ms, wake, false);
    });
  }

  private async bypass(flight: Flight, run: Run): Promise<unknown> {
    const { link, options } = this;
    flight.isBypass = true;
    // Who asks again and again would otherwise never hear that the server is back.
    const now = options.clock.now();
    if (link.isBehind(now, -Infinity)) await link.catchUp(now);
    this.counts.bypassed++;
    return this.compute(flight, run);
  }

  /** Runs the function for a caller. */
  private compute({ key, label, hasWaited }: Flight, run: Run): unknown {
    const { store } = this.near;
    if (hasWaited) this.counts.waited++;
    store.miss(key.near, false, label);
    store.teller?.entered();
    try {
      return run();
    } finally {
      store.teller?.left();
    }
  }

  private async lead(flight: Flight, token: string, run: Run): Promise<unknown> {
    const done = await this.work.run(flight.key, token, () => this.compute(flight, run));
    flight.landing = done.landing;
    return done.value;
  }

  /**
   * Computes anew behind the callers what is about to expire: the earlier the longer it takes, and by chance, so that
   * not all do it (Vattani, Chierichetti, Lowenstein, Optimal Probabilistic Cache Stampede Prevention, 2015).
   */
  private refreshEarly(key: SharedKey, { took, expiry }: Life, now: number, run: Run): void {
    const { early, random } = this.options;
    const scale = took * early;
    if (scale <= 0 || now + MOST_LUCK * scale < expiry) return;
    if (now - scale * Math.log(random()) < expiry || this.refreshing.has(key.near)) return;
    this.refreshing.add(key.near);
    void this.refresh(key, run).then(() => this.refreshing.delete(key.near));
  }

  private async refresh(key: SharedKey, run: Run): Promise<void> {
    const { link, options } = this;
    if (this.debts.concern(key.remote) || !link.mayAsk()) return;
    const token = this.work.newToken();
    const words = [token, String(Math.ceil(options.lease)), '1'];
    const reply = await link.run(scripts.lookUp, [key.remote, key.lease], words, options.timeout);
    if (!reply.isAnswer || reply.value !== 1) return;
    this.counts.refreshed++;
    try {
      const { landing } = await this.work.run(key, token, run);
      await landing;
    } catch {
      // Nobody has asked for it: who does when it has expired is told.
    }
  }
}

const untold = (name: string): string =>
  l10n.t(
    '{0} keeps no copies in this process, because its client is not told what changes. Use connectShared, or give createClient the option emitInvalidate: true.',
    name,
  );
