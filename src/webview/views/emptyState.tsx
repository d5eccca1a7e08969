import * as l10n from '@vscode/l10n';
import type { VNode } from 'preact';
import type { ScenarioChoice } from '../../protocol/dashboard.ts';
import type { Send } from '../vscodeApi.ts';
import { Button } from './button.tsx';

interface EmptyStateProps {
  readonly scenarios: readonly ScenarioChoice[];
  readonly send: Send;
}

/** What to do while nothing has run yet. */
export function EmptyState({ scenarios, send }: EmptyStateProps): VNode {
  return (
    <section class="empty">
      <h2>{l10n.t('No caches yet')}</h2>
      <p>
        {l10n.t('Run a scenario to watch its caches here: their hits, misses and evictions while they work.')}
      </p>
      <ul class="choices">
        {scenarios.map(({ id, title }) => (
          <li key={id}>
            <Button onClick={() => send({ type: 'run', scenario: id })}>{title}</Button>
          </li>
        ))}
      </ul>
      <p class="muted">{l10n.t('Each is also in the Command Palette, under "Cachebook".')}</p>
    </section>
  );
}
