import { LEASE } from './keys.ts';
import { codeOf, isAway } from './problems.ts';
import type { Script } from './scripts.ts';
import type { SharedClient, SharedState, Timers } from './types.ts';

/** What a server has answered; `error` where it has not, or has refused. */
export type Reply =
  | { readonly isAnswer: true; readonly value: unknown }
  | { readonly isAnswer: false; readonly error: unknown };

/** Who is told what happens to the line. */
export interface Listener {
  /** An entry has changed. */
  changed(remote: string): void;
  /** A lease has changed. */
  leaseChanged(remote: string): void;
  /** Nobody has told of changes for a while: nothing that was read before is known to be good. */
  lost(): void;
  /** The server answers again. */
  found(): void;
}

/** How many commands in a row go unanswered until nobody is asked for a while. */
const FAILURES = 2;

/** How long nobody is asked then, in ms. One command a time tries whether the server is back. */
const PAUSE_MS = 500;

/** How long a look at what the server has told is good for, in ms. */
const LOOK_MS = 1;

/**
 * How long an invalidation waits when all have been told, in ms: longer than a look is good for, so that whoever is asked
 * afterwards has looked in between.
 */
const TELL_MS = 2;

/** What a megabyte may add to the time of a command, in ms. */
const MS_PER_MEGABYTE = 20;

const links = new WeakMap<SharedClient, Link>();

interface Clock {
  now(): number;
}

/** The line to one server, for all functions that use it: times out, rests, and passes on what the server tells. */
export class Link {
  private readonly listeners = new Map<string, Set<WeakRef<Listener>>>();
  private failures = 0;
  private restsUntil = -Infinity;
  /** When the last look began that has come to its end. */
  private lookedAt = -Infinity;
  private look: { readonly began: number; readonly ended: Promise<void> } | undefined;
  /** Without its text, so that a call carries it. */
  private knowsScripts: boolean;

  private constructor(
    readonly client: SharedClient,
    private readonly clock: Clock,
    private readonly timers: Timers,
  ) {
    this.knowsScripts = client.evalSha !== undefined;
    const lost = (): void => this.lose();
    for (const event of ['error', 'reconnecting', 'end'] as const) client.on(event, lost);
    client.on('ready', () => this.recover(true));
    client.on('invalidate', (key) => this.hear(key));
  }

  /** The one of a client. */
  static of(client: SharedClient, clock: Clock, timers: Timers): Link {
    const link = links.get(client) ?? new Link(client, clock, timers);
    links.set(client, link);
    return link;
  }

  /** Whether it is told what changes, so that copies can be kept. */
  get tracksKeys(): boolean {
    const { options } = this.client as { readonly options?: { readonly emitInvalidate?: boolean } };
    return this.client.tracksKeys ?? options?.emitInvalidate === true;
  }

  get state(): SharedState {
    const { state } = this.client as { readonly state?: SharedState };
    if (state !== undefined && state !== 'connected') return state;
    return this.client.isReady && this.failures < FAILURES ? 'connected' : 'bypassed';
  }

  /** Whether the server is to be asked now. While it does not answer, one call after each pause asks. */
  mayAsk(): boolean {
    if (!this.client.isReady) return false;
    if (this.failures < FAILURES) return true;
    const now = this.clock.now();
    if (now < this.restsUntil) return false;
    this.restsUntil = now + PAUSE_MS;
    return true;
  }

  /** Tells a listener of all entries whose keys begin with a text. It is held weakly. */
  listen(prefix: string, listener: Listener): void {
    const known = this.listeners.get(prefix) ?? new Set();
    for (const each of known) if (each.deref() === undefined) known.delete(each);
    known.add(new WeakRef(listener));
    this.listeners.set(prefix, known);
  }

  /**
   * Whether the server may have told something long ago that waits unread: a process that was busy, or got no processor,
   * would be answered from old copies. What was begun at `since` knows what was told before. Times are of the clock.
   */
  isBehind(now: number, since: number): boolean {
    return now - Math.max(since, this.lookedAt) > LOOK_MS;
  }

  /** Resolves when what the server had told by `now` has been read. */
  catchUp(now: number): Promise<void> {
    if (this.look && now - this.look.began <= LOOK_MS) return this.look.ended;
    const ended = new Promise<void>((resolve) => {
      this.timers.afterThisTurn(() => {
        this.lookedAt = Math.max(this.lookedAt, now);
        if (this.look?.ended === ended) this.look = undefined;
        resolve();
      });
    });
    this.look = { began: now, ended };
    return ended;
  }

  /** Resolves when whoever is asked from now on has read what the server has told by now. */
  async untilRead(): Promise<void> {
    const { clock, timers } = this;
    const end = clock.now() + TELL_MS;
    // The time of a timer begins with the turn in which it is set, which may be a while ago.
    for (let left = TELL_MS; left > 0; left = end - clock.now())
      await new Promise<void>((resolve) => void timers.after(left, resolve, false));
  }

  /** Runs a script within `ms`. Never rejects. */
  run(script: Script, keys: string[], args: string[], ms: number): Promise<Reply> {
    const size = args.reduce((sum, { length }) => sum + length, 0);
    return new Promise((resolve) => {
      let isOpen = true;
      const end = (reply: Reply): void => {
        if (!isOpen) return;
        isOpen = false;
        cancel();
        resolve(reply);
      };
      // A process that was busy looks first whether the answer is there.
      const timeUp = (): void => this.timers.afterThisTurn(() => isOpen && end(this.fail(timedOut())));
      const cancel = this.timers.after(ms + (size / 2 ** 20) * MS_PER_MEGABYTE, timeUp, false);
      this.send(script, keys, args).then(
        (value) => {
          if (!isOpen) return;
          this.failures = 0;
          end({ isAnswer: true, value });
        },
        (error: unknown) => isOpen && end(this.fail(error)),
      );
    });
  }

  private async send(script: Script, keys: string[], args: string[]): Promise<unknown> {
    const { client } = this;
    const call = { keys, arguments: args };
    if (!this.knowsScripts || client.evalSha === undefined) return client.eval(script.text, call);
    try {
      return await client.evalSha(script.sha1, call);
    } catch (error) {
      if (codeOf(error) === 'NOSCRIPT') return client.eval(script.text, call);
      throw error;
    }
  }

  /** What a server refuses is its answer; what it does not answer counts, and ends the trust in copies. */
  private fail(error: unknown): Reply {
    const code = codeOf(error);
    if (code === undefined || isAway(code)) {
      if (++this.failures >= FAILURES) this.restsUntil = this.clock.now() + PAUSE_MS;
      this.lose();
      this.tryLater();
    }
    return { isAnswer: false, error };
  }

  private lose(): void {
    this.tell((listener) => listener.lost());
  }

  private recover(isNew: boolean): void {
    if (isNew) this.failures = 0;
    this.tell((listener) => listener.found());
  }

  private isWaiting = false;

  /** Where nobody calls, what is owed is paid all the same. */
  tryLater(): void {
    if (this.isWaiting) return;
    this.isWaiting = true;
    this.timers.after(
      PAUSE_MS,
      () => {
        this.isWaiting = false;
        if (this.client.isReady) this.recover(false);
      },
      true,
    );
  }

  private hear(key: string | { toString(): string } | null): void {
    if (key === null) {
      this.lose();
      this.recover(false);
      return;
    }
    const name = String(key);
    const isLease = name.endsWith(LEASE);
    const remote = isLease ? name.slice(0, -LEASE.length) : name;
    const known = this.listeners.get(name.slice(0, name.indexOf('{')));
    for (const each of known ?? []) {
      const listener = each.deref();
      if (isLease) listener?.leaseChanged(remote);
      else listener?.changed(remote);
    }
  }

  private tell(what: (listener: Listener) => void): void {
    for (const known of this.listeners.values())
      for (const each of known) {
        const listener = each.deref();
        if (listener) what(listener);
        else known.delete(each);
      }
  }
}

const timedOut = (): Error => new Error('The server has not answered in time.');
