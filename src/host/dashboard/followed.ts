import type { HostToDashboard } from '../../protocol/dashboard.ts';
import type { Follower } from '../../recording/index.ts';
import { Disposables } from '../lifecycle.ts';
import type { SessionStore } from '../sessions/store.ts';

/** The least time between two batches to the webview, in ms. */
export const FRAME_MS = 33;

/** The session whose events a page has: gives it what has come since, once for each time it asks. */
export class FollowedSession extends Disposables {
  private session: string | null = null;
  private follower: Follower | undefined;
  private isAsked = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: SessionStore,
    private readonly post: (message: HostToDashboard) => void,
  ) {
    super();
    this.add(store.onDidRecord((session) => session === this.session && this.answerSoon()));
    this.add({ dispose: () => clearTimeout(this.timer) });
  }

  /** The page asks for what comes after what it has; it has nothing yet where `isFirst`. */
  ask(session: string | null, isFirst: boolean): void {
    if (isFirst || session !== this.session) this.follower = undefined;
    this.session = session;
    this.isAsked = session !== null;
    this.answer();
  }

  private answerSoon(): void {
    this.timer ??= setTimeout(() => this.answer(), FRAME_MS);
  }

  private answer(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const { session } = this;
    if (!this.isAsked || session === null) return;
    this.follower ??= this.store.recordingOf(session)?.follow();
    const tick = this.follower?.next();
    if (!tick) return;
    this.isAsked = false;
    this.post({ type: 'recorded', session, tick });
  }
}
