import type { NotebookDocument } from 'vscode';
import { beginSession } from '../../protocol/fold.ts';
import type { SessionDelta, SessionStatus } from '../../protocol/session.ts';
import type { SessionControls, SessionStore } from '../sessions/store.ts';

/** The session of one kernel of a notebook. Others see it from the first cache on that a cell has made. */
export class CacheSession {
  private readonly id = crypto.randomUUID();
  private status: SessionStatus = 'idle';

  constructor(
    private readonly store: SessionStore,
    private readonly notebook: NotebookDocument,
    private readonly controls: SessionControls,
  ) {}

  apply(delta: SessionDelta): void {
    if (!this.store.find(this.id)) this.begin();
    this.store.apply(this.id, delta);
  }

  setStatus(status: SessionStatus, message?: string): void {
    this.status = status;
    this.store.setStatus(this.id, status, message);
  }

  private begin(): void {
    const { uri } = this.notebook;
    const session = beginSession(this.id, `notebook:${uri.toString()}`, nameOf(this.notebook));
    this.store.start({ ...session, status: this.status }, this.controls);
  }
}

/** The name of the file, without what all notebooks are called. */
export function nameOf({ uri }: NotebookDocument): string {
  const file = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  return file.replace(/\.cachebook\.md$/i, '');
}
