import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { isOver } from '../../protocol/fold.ts';
import type { CacheState, Kept, SessionState } from '../../protocol/session.ts';
import { cardId } from '../cardId.ts';
import { countLabel } from '../countLabel.ts';
import { formatCount } from '../format.ts';
import type { TimeMachine } from '../timeMachine/machine.ts';
import type { Send } from '../vscodeApi.ts';
import { Button } from './button.tsx';
import { CacheCard } from './cacheCard.tsx';
import { Disclosure } from './disclosure.tsx';
import { NumberList } from './numberList.tsx';
import { OutputLog } from './outputLog.tsx';
import { ServerCard } from './serverCard.tsx';
import { ProgressLine, StatusMark } from './sessionStatus.tsx';
import { Takeaway } from './takeaway.tsx';
import { TimeMachineView } from './timeMachine.tsx';

interface SessionSectionProps {
  readonly session: SessionState;
  readonly send: Send;
  readonly machine: TimeMachine;
  /** Whether it is one line until the person opens it. */
  readonly isFolded: boolean;
}

/** One session: how it stands, its caches, its counts and the end of its output. */
export function SessionSection({ session, send, machine, isFolded }: SessionSectionProps): VNode {
  const { id, title, status, message, progress, kept, isBusy } = session;
  const running = status === 'running';
  const shown = machine.asShown(session);
  return (
    <Disclosure
      class={`session ${status}`}
      title={title}
      status={<StatusMark {...session} />}
      summary={summaryOf(session)}
      isFolded={isFolded && machine.view.session !== id}
      actions={
        <>
          {session.caches.length > 0 && <OpenButton session={session} machine={machine} />}
          {running && (
            <Button onClick={() => send({ type: 'stop', session: id })} label={l10n.t('Stop {0}', title)}>
              {l10n.t('Stop')}
            </Button>
          )}
          {isOver(session) && (
            <Button
              onClick={() => send({ type: 'remove', session: id })}
              label={l10n.t('Remove {0} from the dashboard', title)}
            >
              {l10n.t('Remove')}
            </Button>
          )}
        </>
      }
    >
      {running && <ProgressLine title={title} progress={progress} />}
      {message && <p class={`message ${status}`}>{message}</p>}
      {isBusy && (
        <p class="muted">
          {l10n.t('The program is busy: these figures stand still until it lets Cachebook look again.')}
        </p>
      )}
      {kept && <p class="muted">{keptText(kept)}</p>}
      {machine.view.session === id && (
        <TimeMachineView
          machine={machine}
          title={title}
          after={(look) => <Takeaway {...{ machine, look, send }} session={shown} />}
        />
      )}
      <div class="tiles">
        {session.server && <ServerCard server={session.server} isOver={isOver(session)} />}
        <Cards session={shown} caches={shown.caches.filter(isOwn)} send={send} />
        <Notes session={shown} />
      </div>
      <Libraries session={shown} caches={shown.caches.filter((cache) => !isOwn(cache))} send={send} />
    </Disclosure>
  );
}

const isOwn = ({ place }: CacheState): boolean => place?.isLibrary !== true;

interface CardsProps {
  readonly session: SessionState;
  readonly caches: readonly CacheState[];
  readonly send: Send;
}

function Cards({ session: { id, program, lines }, caches, send }: CardsProps): VNode {
  return (
    <>
      {caches.map((cache) => (
        <CacheCard
          key={cache.cache}
          id={cardId({ session: id, cache: cache.cache })}
          cache={cache}
          line={lines?.[cache.cache]}
          onAnalyze={() => send({ type: 'analyze', session: id, cache: cache.cache })}
          onClear={program ? undefined : () => send({ type: 'clear', session: id, cache: cache.cache })}
        />
      ))}
    </>
  );
}

/** The caches that libraries of the program have made for themselves: folded, because a person looks for their own. */
function Libraries(props: CardsProps): VNode | null {
  const [isOpen, setOpen] = useState(false);
  const { length } = props.caches;
  if (length === 0) return null;
  return (
    <details class="libraries" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{l10n.t('In libraries ({0})', formatCount(length))}</summary>
      {isOpen && (
        <div class="tiles">
          <Cards {...props} />
        </div>
      )}
    </details>
  );
}

/** Opens the time machine of a session, or closes it again. */
function OpenButton({
  session: { id, title },
  machine,
}: Pick<SessionSectionProps, 'session' | 'machine'>): VNode {
  const isOpen = machine.view.session === id;
  const text = isOpen ? l10n.t('Close Time Machine') : l10n.t('Step Through');
  return (
    <Button onClick={() => (isOpen ? machine.close() : machine.open(id))} label={`${text}: ${title}`}>
      {text}
    </Button>
  );
}

/** What its caches have counted, in a line. */
function summaryOf({ caches, server }: SessionState): string {
  if (caches.length === 0 && server)
    return l10n.t(
      'keys {0}, hits {1}, misses {2}',
      ...[server.keys, server.hits, server.misses].map(formatCount),
    );
  if (caches.length === 0) return l10n.t('no caches');
  const sum = (what: 'hits' | 'misses'): string =>
    formatCount(caches.reduce((total, { info }) => total + info[what], 0));
  return l10n.t('caches {0}, hits {1}, misses {2}', formatCount(caches.length), sum('hits'), sum('misses'));
}

function keptText({ events, kept }: Kept): string {
  return l10n.t(
    'Of {0} events {1} are kept. The counters tell of all of them.',
    formatCount(events),
    formatCount(kept),
  );
}

/** What a session counted and printed, side by side with its caches where there is room. */
function Notes({ session }: { readonly session: SessionState }): VNode | null {
  const { title, counts, output, program, unkeptLines = 0 } = session;
  // What a program prints stands in its terminal; here is what was noticed when it was watched.
  const heading = program && l10n.t('Notes');
  const numbers = Object.entries(counts).map(
    ([name, count]) => [countLabel(name), formatCount(count)] as const,
  );
  const hasPrinted = output.length + unkeptLines > 0;
  if (numbers.length === 0 && !hasPrinted) return null;
  return (
    <div class="notes">
      {numbers.length > 0 && <NumberList label={l10n.t('Counts of {0}', title)} numbers={numbers} />}
      {hasPrinted && <OutputLog {...{ title, heading }} lines={output} unkept={unkeptLines} />}
    </div>
  );
}
