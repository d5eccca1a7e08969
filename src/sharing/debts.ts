import type { Link } from './link.ts';
import { LEASE } from './keys.ts';
import * as scripts from './scripts.ts';

/** The most entries that are owed one by one. */
const MOST = 10_000;

/** How many are paid at once. */
const AT_ONCE = 100;

/**
 * Invalidations that the server has not acknowledged. Until it has, this process does not ask it for what they concern,
 * and keeps no copies.
 */
export class Debts {
  private readonly owed = new Set<string>();
  /** Whether there were too many to know which. */
  private owesAll = false;
  private isPaying = false;

  constructor(
    private readonly link: Link,
    private readonly prefix: string,
    private readonly timeout: number,
  ) {}

  get count(): number {
    return this.owesAll ? MOST : this.owed.size;
  }

  concern(remote: string): boolean {
    return this.owesAll || this.owed.has(remote);
  }

  add(remote: string): void {
    if (!this.owesAll) this.owed.add(remote);
    if (this.owed.size > MOST) {
      this.owesAll = true;
      this.owed.clear();
    }
    this.link.tryLater();
  }

  /** Pays one now. Returns whether the server has acknowledged it. */
  async pay(remote: string): Promise<boolean> {
    const reply = await this.link.run(scripts.drop, [remote, remote + LEASE], [], this.timeout);
    if (reply.isAnswer) this.owed.delete(remote);
    return reply.isAnswer;
  }

  /** Pays all there is, as far as the server answers. */
  async payAll(): Promise<void> {
    if (this.isPaying || this.count === 0 || !this.link.client.isReady) return;
    this.isPaying = true;
    const isPaid = this.owesAll ? await this.sweep() : await this.payOwed();
    this.isPaying = false;
    if (!isPaid) this.link.tryLater();
  }

  private async payOwed(): Promise<boolean> {
    while (this.owed.size > 0) {
      const some = [...this.owed].slice(0, AT_ONCE);
      const paid = await Promise.all(some.map((remote) => this.pay(remote)));
      if (paid.includes(false)) return false;
    }
    return true;
  }

  /** Takes away all that the function has in the server. */
  private async sweep(): Promise<boolean> {
    const pattern = `${this.prefix.replace(/[\\*?[\]^]/g, '\\$&')}*`;
    for (let cursor = '0'; ;) {
      const reply = await this.link.run(scripts.sweep, [], [cursor, pattern], this.timeout);
      if (!reply.isAnswer) return false;
      cursor = String(reply.value);
      if (cursor !== '0') continue;
      this.owesAll = false;
      return true;
    }
  }
}
