import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { SessionState } from '../../protocol/session.ts';
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
  const { id, title, status, message, progress, caches, counts, output } = session;
  const running = status === 'running';
  return (
    <Disclosure
      class={`session ${status}`}
      title={title}
      aside={
        <>
          <StatusMark status={status} />
          {running && (
            <Button onClick={() => send({ type: 'stop', session: id })} label={l10n.t('Stop {0}', title)}>
              {l10n.t('Stop')}
            </Button>
          )}
        </>
      }
    >
      {running && <ProgressLine title={title} progress={progress} />}
      {message && <p class={`message ${status}`}>{message}</p>}
      {caches.length > 0 && (
        <div class="caches">
          {caches.map((cache) => (
            <CacheCard
              key={cache.cache}
              cache={cache}
              onClear={() => send({ type: 'clear', session: id, cache: cache.cache })}
            />
          ))}
        </div>
      )}
      {Object.keys(counts).length > 0 && (
        <NumberList
          label={l10n.t('Counts of {0}', title)}
          numbers={Object.entries(counts).map(([name, count]) => [name, formatCount(count)])}
        />
      )}
      {output.length > 0 && <OutputLog title={title} lines={output} />}
    </Disclosure>
  );
}
