import { rmSync } from 'node:fs';
import net from 'node:net';

/** Stands between clients and a server, and can hold or lose what goes to and fro. */
export class Proxy {
  private readonly pairs = new Set<readonly [net.Socket, net.Socket]>();
  private isHolding = false;
  private isDropping = false;
  private readonly waiting: (readonly [net.Socket, Buffer])[] = [];
  private heldText = '';
  private look: () => void = () => undefined;

  private constructor(
    private readonly server: net.Server,
    readonly path: string,
  ) {}

  get url(): string {
    return `unix://${this.path}`;
  }

  /** Before a server whose address is that of a socket. */
  static async open(url: string): Promise<Proxy> {
    const target = url.slice('unix://'.length);
    const path = `${target}.proxy${++Proxy.count}`;
    const server = net.createServer((client) => proxy.join(client, net.connect(target)));
    const proxy = new Proxy(server, path);
    await new Promise<void>((resolve) => server.listen(path, resolve));
    return proxy;
  }

  private static count = 0;

  /** Holds what the server says. */
  hold(): void {
    this.isHolding = true;
  }

  /** Resolves when a text is among what is held. */
  held(text: string): Promise<void> {
    return new Promise((resolve) => {
      this.look = () => this.heldText.includes(text) && resolve();
      this.look();
    });
  }

  /** Passes on what was held, in one piece for each client. */
  release(): void {
    this.isHolding = false;
    const parts = new Map<net.Socket, Buffer[]>();
    for (const [to, data] of this.waiting.splice(0)) parts.set(to, [...(parts.get(to) ?? []), data]);
    for (const [to, data] of parts) to.write(Buffer.concat(data));
  }

  /** Loses everything, without a word. */
  drop(): void {
    this.isDropping = true;
  }

  /** Passes things on again; the lines that have lost something are dead. */
  heal(): void {
    this.isDropping = false;
  }

  close(): void {
    this.server.close();
    for (const pair of this.pairs) for (const socket of pair) socket.destroy();
    rmSync(this.path, { force: true });
  }

  private join(client: net.Socket, server: net.Socket): void {
    const pair = [client, server] as const;
    this.pairs.add(pair);
    let isDead = false;
    client.on('data', (data) => {
      isDead ||= this.isDropping;
      if (!isDead) server.write(data);
    });
    server.on('data', (data) => {
      isDead ||= this.isDropping;
      if (isDead) return;
      if (!this.isHolding) client.write(data);
      else {
        this.waiting.push([client, data]);
        this.heldText += data.toString();
        this.look();
      }
    });
    for (const socket of pair) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        for (const each of pair) each.destroy();
        this.pairs.delete(pair);
      });
    }
  }
}
