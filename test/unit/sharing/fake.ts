import type { SharedClient, Timers } from '../../../src/sharing/index.ts';
import * as scripts from '../../../src/sharing/scripts.ts';

/** A clock that goes on when it is told to, and what is to happen then. */
export class FakeTime implements Timers {
  ms = 0;
  private readonly due = new Set<{ at: number; task: () => void }>();

  now = (): number => this.ms;

  after(ms: number, task: () => void): () => void {
    const entry = { at: this.ms + ms, task };
    this.due.add(entry);
    return () => void this.due.delete(entry);
  }

  afterThisTurn(task: () => void): void {
    setImmediate(task);
  }

  get waiting(): number {
    return this.due.size;
  }

  /** Lets time pass, one timer after the other, with what follows of each. */
  async pass(ms: number): Promise<void> {
    const end = this.ms + ms;
    await settled();
    for (;;) {
      const [next] = [...this.due].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.due.delete(next);
      this.ms = Math.max(this.ms, next.at);
      next.task();
      await settled();
    }
    this.ms = end;
  }
}

/** Resolves when all that follows of what has happened has happened. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await new Promise((resolve) => setImmediate(resolve));
}

interface Stored {
  text: string;
  expiry: number;
}

/** What the scripts do, on a Map. Tells its clients what changes, as a Redis does. */
export class FakeServer {
  readonly entries = new Map<string, Stored>();
  readonly clients = new Set<FakeClient>();
  private readonly trackers = new Map<string, Set<FakeClient>>();

  constructor(readonly time: FakeTime) {}

  run(client: FakeClient, script: string, keys: readonly string[], args: readonly string[]): unknown {
    const [entry = '', lease = ''] = keys;
    switch (script) {
      case scripts.lookUp.text: {
        const found = this.get(client, entry);
        if (found && args[2] !== '1') return [found.text, Math.ceil(found.expiry - this.time.ms)];
        if (!this.peek(lease)) {
          this.set(lease, args[0]!, Number(args[1]));
          return 1;
        }
        return -1 - Math.max(0, Math.ceil(this.get(client, lease)!.expiry - this.time.ms));
      }
      case scripts.publish.text:
        if (this.get(client, lease)?.text !== args[0]) return 0;
        this.set(entry, args[1]!, Number(args[2]));
        this.delete(lease);
        return 1;
      case scripts.renew.text:
        if (this.get(client, lease)?.text !== args[0]) return 0;
        this.set(lease, args[0]!, Number(args[1]));
        return 1;
      case scripts.release.text:
        if (this.get(client, lease)?.text !== args[0]) return 0;
        this.delete(lease);
        return 1;
      case scripts.drop.text:
        this.delete(lease);
        this.entries.delete(entry);
        this.changed(entry);
        return 1;
      case scripts.sweep.text:
        for (const key of [...this.entries.keys()]) this.delete(key);
        return '0';
      default:
        return 1;
    }
  }

  set(key: string, text: string, ms: number): void {
    this.entries.set(key, { text, expiry: this.time.ms + ms });
    this.changed(key);
  }

  delete(key: string): void {
    if (this.entries.delete(key)) this.changed(key);
  }

  flush(): void {
    this.entries.clear();
    this.trackers.clear();
    for (const client of this.clients) client.push(null);
  }

  forget(client: FakeClient): void {
    for (const each of this.trackers.values()) each.delete(client);
  }

  private peek(key: string): Stored | undefined {
    const found = this.entries.get(key);
    return found && found.expiry > this.time.ms ? found : undefined;
  }

  private get(client: FakeClient, key: string): Stored | undefined {
    const known = this.trackers.get(key) ?? new Set();
    this.trackers.set(key, known.add(client));
    return this.peek(key);
  }

  private changed(key: string): void {
    const told = this.trackers.get(key);
    this.trackers.delete(key);
    for (const client of told ?? []) client.push(key);
  }
}

interface Message {
  readonly deliver: () => void;
  readonly lose: () => void;
}

/** A line to it. What is sent to and fro waits until `step`, in the order in which it was sent. */
export class FakeClient implements SharedClient {
  readonly tracksKeys = true;
  isReady = true;
  isAutomatic = true;
  readonly toServer: Message[] = [];
  readonly toClient: Message[] = [];
  private readonly hearers: [string, (value: never) => void][] = [];

  constructor(readonly server: FakeServer) {
    server.clients.add(this);
  }

  eval(script: string, { keys, arguments: args }: { keys: string[]; arguments: string[] }): Promise<unknown> {
    if (!this.isReady) return Promise.reject(new Error('offline'));
    return new Promise((resolve, reject) => {
      const lose = (): void => reject(new Error('closed'));
      const deliver = (): void => {
        const answer = this.server.run(this, script, keys, args);
        this.toClient.push({ deliver: () => resolve(answer), lose });
        this.flow();
      };
      this.toServer.push({ deliver, lose });
      this.flow();
    });
  }

  on(event: string, hear: (value: never) => void): this {
    this.hearers.push([event, hear]);
    return this;
  }

  push(key: string | null): void {
    this.toClient.push({ deliver: () => this.emit('invalidate', key), lose: () => undefined });
    this.flow();
  }

  /** Delivers what has waited longest in one direction. */
  step(isToServer: boolean): void {
    (isToServer ? this.toServer : this.toClient).shift()?.deliver();
  }

  disconnect(): void {
    this.isReady = false;
    this.server.forget(this);
    const lost = [...this.toServer.splice(0), ...this.toClient.splice(0)];
    for (const message of lost) message.lose();
    this.emit('error', new Error('closed'));
  }

  reconnect(): void {
    if (this.isReady) return;
    this.isReady = true;
    this.emit('ready', undefined);
  }

  private emit(event: string, value: unknown): void {
    for (const [name, hear] of this.hearers) if (name === event) hear(value as never);
  }

  private flow(): void {
    if (!this.isAutomatic) return;
    queueMicrotask(() => {
      this.toServer.shift()?.deliver();
      this.toClient.shift()?.deliver();
    });
  }
}
