import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { Progress, SessionState, SessionStatus } from '../../protocol/session.ts';

/** A shape for each status, so that colour is not the only sign. */
const marks: Record<SessionStatus, string> = {
  running: 'M5 3.5v9l7.5-4.5z',
  idle: 'M5.5 4v8M10.5 4v8',
  finished: 'M3 8.5 6.5 12 13 4.5',
  failed: 'M4 4l8 8M12 4l-8 8',
  stopped: 'M4.5 4.5h7v7h-7z',
};

/** The status of a session in one word. */
export function StatusMark({ status, isBusy }: Pick<SessionState, 'status' | 'isBusy'>): VNode {
  return (
    <span class={`status ${status}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={marks[status]} />
      </svg>
      {isBusy ? l10n.t('Busy') : statusText(status)}
    </span>
  );
}

/** How far a running session is. */
export function ProgressLine({ title, progress }: { title: string; progress: Progress | undefined }): VNode {
  const fraction = progress?.fraction ?? null;
  return (
    <div class="progress">
      <vscode-progress-bar
        aria-label={l10n.t('Progress of {0}', title)}
        indeterminate={fraction === null}
        value={(fraction ?? 0) * 100}
        max={100}
      />
      {progress && <span class="muted">{progress.text}</span>}
    </div>
  );
}

function statusText(status: SessionStatus): string {
  const texts: Record<SessionStatus, () => string> = {
    running: () => l10n.t('Running'),
    idle: () => l10n.t('Waiting'),
    finished: () => l10n.t('Finished'),
    failed: () => l10n.t('Failed'),
    stopped: () => l10n.t('Stopped'),
  };
  return texts[status]();
}
