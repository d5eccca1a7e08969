import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { ServerFigures } from '../../protocol/redisInfo.ts';
import { formatCount, formatHitRatio, formatShare } from '../format.ts';
import { NumberList } from './numberList.tsx';

interface ServerCardProps {
  readonly server: ServerFigures;
  /** Whether what looks at it has ended: nothing is asked any more. */
  readonly isOver: boolean;
}

/** A Redis or Valkey server, by what it says of itself. */
export function ServerCard({ server, isOver }: ServerCardProps): VNode {
  const { title, policy } = server;
  return (
    <article class="cache" aria-label={l10n.t('Server {0}', title)}>
      <header>
        <h3>{title}</h3>
        {policy !== '' && <vscode-badge title={l10n.t('Eviction policy')}>{policy}</vscode-badge>}
      </header>
      <p class="muted" role="status">
        {server.isAnswering || isOver
          ? l10n.t('The server’s own figures. A look-up that waits for another process is a miss for it.')
          : l10n.t('The server does not answer. These are the figures of its last answer.')}
      </p>
      <NumberList label={l10n.t('Figures of {0}', title)} numbers={figuresOf(server)} />
      <Memory server={server} />
    </article>
  );
}

function figuresOf(server: ServerFigures): (readonly [string, string])[] {
  return [
    [l10n.t('Hits'), formatCount(server.hits)],
    [l10n.t('Misses'), formatCount(server.misses)],
    [l10n.t('Hit ratio'), formatHitRatio(server)],
    [l10n.t('Evicted'), formatCount(server.evicted)],
    [l10n.t('Expired'), formatCount(server.expired)],
    [l10n.t('Keys'), formatCount(server.keys)],
    [l10n.t('Clients'), formatCount(server.clients)],
  ];
}

/** How much of its memory is used, or said plainly that it has no limit. */
function Memory({ server: { title, memory, maxMemory } }: { readonly server: ServerFigures }): VNode {
  return (
    <div class="fill">
      <span class="muted">{l10n.t('Memory')}</span>
      {maxMemory > 0 ? (
        <meter aria-label={l10n.t('Memory of {0}', title)} min={0} max={maxMemory} value={memory} />
      ) : (
        <span class="fill-space" />
      )}
      <span>
        {maxMemory > 0
          ? l10n.t(
              '{0} of {1} MiB ({2})',
              mebibytes(memory),
              mebibytes(maxMemory),
              formatShare(memory, maxMemory),
            )
          : l10n.t('{0} MiB, no limit', mebibytes(memory))}
      </span>
    </div>
  );
}

function mebibytes(bytes: number): string {
  return formatCount(Math.round((bytes / 2 ** 20) * 10) / 10);
}
