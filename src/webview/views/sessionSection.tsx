import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { Kept, SessionState } from '../../protocol/session.ts';
import { formatCount } from '../format.ts';
import type { Send } from '../vscodeApi.ts';
import { Button } from './button.tsx';
import { CacheCard } from './cacheCard.tsx';
import { Disclosure } from './disclosure.tsx';
import { NumberList } from './numberList.tsx';
import { OutputLog } from './outputLog.tsx';
import { ProgressLine, StatusMark } from './sessionStatus.tsx';

interface SessionSectionProps {
  readonly session: SessionState;
  readonly send: Send;
}

/** One session: how it stands, its caches, its counts and the end of its output. */
export function SessionSection({ session, send }: SessionSectionProps): VNode {
  const { id, title, status, message, progress, caches, kept } = session;
  const running = status === 'running';
  return (
    <Disclosure
      class={`session ${status}`}
      title={title}
      status={<StatusMark status={status} />}
      actions={
        running && (
          <Button onClick={() => send({ type: 'stop', session: id })} label={l10n.t('Stop {0}', title)}>
            {l10n.t('Stop')}
          </Button>
        )
      }
    >
      {running && <ProgressLine title={title} progress={progress} />}
      {message && <p class={`message ${status}`}>{message}</p>}
      {kept && <p class="muted">{keptText(kept)}</p>}
      <div class="tiles">
        {caches.map((cache) => (
          <CacheCard
            key={cache.cache}
            cache={cache}
            onClear={() => send({ type: 'clear', session: id, cache: cache.cache })}
          />
        ))}
        <Notes session={session} />
      </div>
    </Disclosure>
  );
}

function keptText({ events, kept }: Kept): string {
  return l10n.t(
    'Of {0} events {1} are kept. The counters tell of all of them.',
    formatCount(events),
    formatCount(kept),
  );
}

/** What a session counted and printed, side by side with its caches where there is room. */
function Notes({ session: { title, counts, output } }: { readonly session: SessionState }): VNode | null {
  const numbers = Object.entries(counts).map(([name, count]) => [name, formatCount(count)] as const);
  if (numbers.length + output.length === 0) return null;
  return (
    <div class="notes">
      {numbers.length > 0 && <NumberList label={l10n.t('Counts of {0}', title)} numbers={numbers} />}
      {output.length > 0 && <OutputLog title={title} lines={output} />}
    </div>
  );
}
