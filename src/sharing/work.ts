import * as l10n from '@vscode/l10n';
import { writeEntry } from './entry.ts';
import { messageOf, type SharedKey } from './keys.ts';
import type { Link } from './link.ts';
import type { CheckedShared } from './options.ts';
import type { Problems } from './problems.ts';
import * as scripts from './scripts.ts';

type Run = () => unknown;

/** Work that one process does for all: under a lease that it keeps while it works, and with a result that it publishes. */
export class LeasedWork {
  private readonly id: string;
  private tokens = 0;

  constructor(
    private readonly link: Link,
    private readonly options: CheckedShared,
    private readonly problems: Problems,
    private readonly onRefused: () => void,
  ) {
    const { random } = options;
    this.id = [random(), random()].map((part) => part.toString(36).slice(2)).join('');
  }

  /** What a lease is known by: no other process has it. */
  newToken(): string {
    return `${this.id}.${++this.tokens}`;
  }

  /** Runs the function under a lease, and publishes what it gives. */
  async run(
    key: SharedKey,
    token: string,
    run: Run,
  ): Promise<{ readonly value: unknown; readonly landing: Promise<void> }> {
    const { clock } = this.options;
    const stop = this.keepLease(key, token);
    const began = clock.now();
    try {
      const value = await run();
      return { value, landing: this.publish(key, token, value, clock.now() - began) };
    } catch (error) {
      void this.giveBack(key, token);
      throw error;
    } finally {
      stop();
    }
  }

  /** Makes the lease longer, as long as the work takes. Returns what ends that. */
  private keepLease({ remote, lease }: SharedKey, token: string): () => void {
    const { link, options } = this;
    let cancel: () => void;
    let isOver = false;
    const renew = async (): Promise<void> => {
      const words = [token, String(Math.ceil(options.lease))];
      const reply = await link.run(scripts.renew, [remote, lease], words, options.timeout);
      const isLost = reply.isAnswer && reply.value !== 1;
      if (!isOver && !isLost) begin();
    };
    const begin = (): void => {
      cancel = options.timers.after(options.lease / 3, () => void renew(), true);
    };
    begin();
    return () => {
      isOver = true;
      cancel();
    };
  }

  private async publish(key: SharedKey, token: string, value: unknown, took: number): Promise<void> {
    const { link, options } = this;
    const life = value === undefined || value === null ? options.negativeTtl : options.ttl;
    const ms = Math.round(life * (1 - options.jitter * options.random()));
    const text = ms > 0 ? this.write(value, took) : undefined;
    if (text === undefined) return this.giveBack(key, token);
    const words = [token, text, String(ms)];
    const reply = await link.run(scripts.publish, [key.remote, key.lease], words, options.timeout);
    if (!reply.isAnswer) this.problems.tellAnswer(reply.error);
  }

  private write(value: unknown, took: number): string | undefined {
    const { codec, name } = this.options;
    try {
      return writeEntry(codec, value, took);
    } catch (error) {
      this.onRefused();
      this.problems.tell(l10n.t('A result of {0} is not shared. {1}', name, messageOf(error)));
      return undefined;
    }
  }

  private async giveBack({ remote, lease }: SharedKey, token: string): Promise<void> {
    await this.link.run(scripts.release, [remote, lease], [token], this.options.timeout);
  }
}
