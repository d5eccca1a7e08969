import type { SharedKey } from './keys.ts';

/** A call that is under way, for all who ask for the same. */
export class Flight {
  promise: Promise<unknown> = Promise.resolve();
  /** Where it has a result to publish: when that has reached the server, or has not. */
  landing: Promise<unknown> | undefined;
  /** What it reads is for those who have asked before: nobody joins any more, and it leaves no copy. */
  isDetached = false;
  /** Whether it waits for another process and has read nothing yet. */
  isWaiting = false;
  hasWaited = false;
  /** Whether the function runs past the server. Nobody tells then what changes, so that nobody may join. */
  isBypass = false;
  /** The call for those who came meanwhile: it begins when this one ends. */
  next: Promise<unknown> | undefined;

  constructor(
    readonly key: SharedKey,
    /** What people know the arguments by. */
    readonly label: unknown,
    /** When, by the clock of this process. */
    readonly began: number,
  ) {}
}

/** The calls of one function that are under way, and who waits for other processes. */
export class Flights {
  private readonly byKey = new Map<string, Flight>();
  private readonly byRemote = new Map<string, Flight>();
  private readonly waiting = new Map<string, Set<() => void>>();

  get size(): number {
    return this.byKey.size + this.byRemote.size + this.waiting.size;
  }

  get(key: string): Flight | undefined {
    return this.byKey.get(key);
  }

  add(flight: Flight): void {
    this.byKey.set(flight.key.near, flight);
    this.byRemote.set(flight.key.remote, flight);
  }

  /** Nobody finds it any more. */
  remove(flight: Flight): void {
    const { key } = flight;
    if (this.byKey.get(key.near) === flight) this.byKey.delete(key.near);
    if (this.byRemote.get(key.remote) === flight) this.byRemote.delete(key.remote);
  }

  /** The entry has changed: what was read before is no answer for those who ask from now on. */
  changed(remote: string): void {
    const flight = this.byRemote.get(remote);
    if (flight && !flight.isWaiting && !flight.isBypass) this.detach(flight);
    this.wake(remote);
  }

  /** Anything may have changed. */
  allChanged(): void {
    for (const remote of [...this.byRemote.keys(), ...this.waiting.keys()]) this.changed(remote);
  }

  detach(flight: Flight): void {
    flight.isDetached = true;
    this.remove(flight);
  }

  /** Ends the waiting for a lease. */
  wake(remote: string): void {
    const waiting = this.waiting.get(remote);
    this.waiting.delete(remote);
    for (const wake of waiting ?? []) wake();
  }

  /** Calls `wake` when the entry or its lease changes. Returns what takes that back. */
  onWake(remote: string, wake: () => void): () => void {
    const waiting = this.waiting.get(remote) ?? new Set();
    this.waiting.set(remote, waiting.add(wake));
    return () => {
      waiting.delete(wake);
      if (waiting.size === 0 && this.waiting.get(remote) === waiting) this.waiting.delete(remote);
    };
  }
}
