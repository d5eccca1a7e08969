import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { CacheState } from '../../protocol/session.ts';
import { formatCount } from '../format.ts';

/** How full a cache is: entries of its largest number, or said plainly that there is none. */
export function FillMeter({
  cache: { name, info },
}: {
  readonly cache: Pick<CacheState, 'name' | 'info'>;
}): VNode {
  const { currsize, maxsize } = info;
  return (
    <div class="fill">
      <span class="muted">{l10n.t('Fill')}</span>
      {maxsize ? (
        <meter aria-label={l10n.t('Fill of {0}', name)} min={0} max={maxsize} value={currsize} />
      ) : (
        <span class="fill-space" />
      )}
      <span>{fillText(currsize, maxsize)}</span>
    </div>
  );
}

function fillText(currsize: number, maxsize: number | null): string {
  if (maxsize === null) return l10n.t('{0} entries, unbounded', formatCount(currsize));
  if (maxsize === 0) return l10n.t('keeps nothing (maxsize 0)');
  return l10n.t('{0} of {1}', formatCount(currsize), formatCount(maxsize));
}
