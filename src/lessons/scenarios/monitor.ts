import * as l10n from '@vscode/l10n';
import { monitorParams, runMonitor } from '../monitor.ts';
import { defineScenario } from '../scenario.ts';

/** The monitor without a cache: every pass fetches every matching article again. */
export const monitor = defineScenario({
  id: 'monitor',
  title: () => l10n.t('Start Feed Monitor'),
  summary: () => l10n.t('Watches a feed and fetches each article about Python again with every check.'),
  isRepeatable: false,
  params: monitorParams,
  run: (params, context) => runMonitor(params, context),
});
