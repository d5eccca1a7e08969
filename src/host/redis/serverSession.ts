import { l10n } from 'vscode';
import { beginSession, emptyDelta } from '../../protocol/fold.ts';
import type { ServerFigures } from '../../protocol/redisInfo.ts';
import { readInfo } from '../../protocol/redisInfo.ts';
import type { Disposable } from '../lifecycle.ts';
import type { RedisLine } from '../platform.ts';
import type { SessionStore } from '../sessions/store.ts';

/** How often the figures are asked for, in ms. */
const EVERY_MS = 1000;

/** A person's own server on the dashboard. It is only asked what it says of itself. */
export class ServerSession implements Disposable {
  readonly id = crypto.randomUUID();
  private figures: ServerFigures | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private hasEnded = false;

  constructor(
    private readonly store: SessionStore,
    readonly address: string,
    private readonly line: RedisLine,
    private readonly onEnd: () => void,
  ) {
    const title = l10n.t('Server {0}', address);
    const session = beginSession(this.id, sourceOf(address), title);
    store.start({ ...session, status: 'idle' }, { stop: () => this.end(), clearCache: () => undefined });
    void this.look();
  }

  /** Says what is wrong with the line, or that all is well again. */
  tell(problem: string | undefined): void {
    this.store.say(this.id, {
      ...emptyDelta(),
      output: [{ text: problem ?? l10n.t('The server answers.'), after: 0 }],
    });
  }

  /** Ends the line; the last figures stay on the dashboard. */
  end(): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    clearTimeout(this.timer);
    void this.line.close();
    this.store.setStatus(this.id, 'stopped', l10n.t('Disconnected.'));
    this.onEnd();
  }

  dispose(): void {
    this.end();
  }

  private async look(): Promise<void> {
    const figures = await this.ask();
    if (this.hasEnded) return;
    const { figures: before } = this;
    this.figures = figures ?? (before && { ...before, isAnswering: false });
    const { figures: server } = this;
    if (server && JSON.stringify(server) !== JSON.stringify(before))
      this.store.say(this.id, { ...emptyDelta(), server });
    this.timer = setTimeout(() => void this.look(), EVERY_MS);
  }

  private async ask(): Promise<ServerFigures | undefined> {
    try {
      return readInfo(await this.line.info());
    } catch {
      return undefined; // Why is told by `tell`.
    }
  }
}

/** The source of its session. */
export function sourceOf(address: string): string {
  return `redis:${address}`;
}
