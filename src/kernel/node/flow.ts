import type { Tick } from '../../recording/index.ts';

/** How many bytes of events may be on their way to the host. They are copied on it: a kernel holds several times as much. */
const MOST_UNDER_WAY = 16 * 2 ** 20;

/** How many bytes of events are sent in a second at most: the host has other things to do. */
const MOST_A_SECOND = 64 * 2 ** 20;

/** How long a program waits for its host in a second at most, in ms. */
const WAITS_MS = 100;

/** How long what must be told in any case waits for a host that is behind, in ms: then the host is stuck. */
const PATIENCE_MS = 1000;

/** About how many bytes a key takes on its way, and what is told of a cache. */
const [KEY_BYTES, CACHE_BYTES] = [64, 128];

/** About how many bytes a tick takes on its way to the host. */
export const weightOf = ({ events, keys, caches, counts = [] }: Tick): number =>
  events.length + keys.texts.length * KEY_BYTES + (caches.length + counts.length) * CACHE_BYTES;

/**
 * Keeps a program that does much from filling the memory of its kernel, or the time of its host. The bytes that are under
 * way are counted in memory that is shared with the supervising thread: the program is too busy to get messages.
 */
export class Flow {
  private second = -Infinity;
  private sent = 0;
  private left = WAITS_MS;

  constructor(
    private readonly underWay: Int32Array,
    private readonly now: () => number,
  ) {}

  /** Whether these bytes may be sent. They are under way then. */
  admits(bytes: number): boolean {
    this.look();
    if (this.sent + bytes > MOST_A_SECOND || !this.hasRoom(bytes)) return false;
    this.sent += bytes;
    Atomics.add(this.underWay, 0, bytes);
    return true;
  }

  /** For bytes that are sent in any case. They are under way then; waits for a host that is far behind. */
  press(bytes: number): void {
    Atomics.add(this.underWay, 0, bytes);
    const until = this.now() + PATIENCE_MS;
    for (;;) {
      const before = Atomics.load(this.underWay, 0);
      const left = until - this.now();
      if (before <= MOST_UNDER_WAY || left <= 0) return;
      Atomics.wait(this.underWay, 0, before, left);
    }
  }

  private look(): void {
    const now = this.now();
    if (now - this.second < 1000) return;
    this.second = now;
    this.sent = 0;
    this.left = WAITS_MS;
  }

  /** Waits for room as long as there is time left. */
  private hasRoom(bytes: number): boolean {
    for (;;) {
      const before = Atomics.load(this.underWay, 0);
      if (before + bytes <= MOST_UNDER_WAY) return true;
      if (this.left <= 0) return false;
      const started = this.now();
      Atomics.wait(this.underWay, 0, before, this.left);
      this.left -= this.now() - started;
    }
  }
}

/** To be called when bytes have arrived. */
export function land(underWay: Int32Array, bytes: number): void {
  Atomics.sub(underWay, 0, bytes);
  Atomics.notify(underWay, 0);
}
