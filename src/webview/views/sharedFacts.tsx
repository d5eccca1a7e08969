import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { CacheLine, CacheState } from '../../protocol/session.ts';
import { formatCount } from '../format.ts';
import { NumberList } from './numberList.tsx';

interface SharedFactsProps {
  readonly cache: Pick<CacheState, 'name' | 'info' | 'remoteHits'>;
  readonly line: CacheLine | undefined;
}

/** Who has answered the requests of a shared cache, and how it stands with its server. */
export function SharedFacts({ cache: { name, info, remoteHits = 0 }, line }: SharedFactsProps): VNode {
  const numbers = [
    [l10n.t('Near'), formatCount(info.hits - remoteHits)],
    [l10n.t('Remote'), formatCount(remoteHits)],
    [l10n.t('Origin'), formatCount(info.misses)],
  ] as const;
  return (
    <>
      <NumberList label={l10n.t('Who answered {0}', name)} numbers={numbers} />
      {line && (
        <p class="muted" role="status">
          {stateText(line)}
        </p>
      )}
    </>
  );
}

function stateText({ state, owed }: CacheLine): string {
  if (owed > 0)
    return l10n.t(
      'The server is owed {0} invalidations; they are told as soon as it answers.',
      formatCount(owed),
    );
  const texts = {
    connecting: l10n.t('Connecting to the server …'),
    connected: l10n.t('Connected to the server.'),
    bypassed: l10n.t('The server does not answer: the origin is asked instead.'),
    closed: l10n.t('The line to the server was closed: the origin is asked instead.'),
  };
  return texts[state];
}
