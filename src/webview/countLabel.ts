import * as l10n from '@vscode/l10n';

/** What scenarios count, in a person's words and with units. */
const labels: Readonly<Record<string, () => string>> = {
  calls: () => l10n.t('Calls'),
  requests: () => l10n.t('Requests'),
  fetches: () => l10n.t('Fetches'),
  fetchesAlone: () => l10n.t('Fetches without sharing'),
  failed: () => l10n.t('Failed calls'),
  stale: () => l10n.t('Stale answers'),
  nearHits: () => l10n.t('Hits of near copies'),
  remoteHits: () => l10n.t('Hits in the server'),
  entries: () => l10n.t('Entries'),
  bytes: () => l10n.t('Fetched, in bytes'),
  ratio: () => l10n.t('Cold cache, times as fast'),
  ratioWarm: () => l10n.t('Warm cache, times as fast'),
  passes: () => l10n.t('Checks of the feed'),
  matches: () => l10n.t('Matches'),
  saved: () => l10n.t('Fetches saved'),
  failures: () => l10n.t('Failures'),
};

/** The name of a count for people; what is not known keeps its own. */
export function countLabel(name: string): string {
  const label = Object.hasOwn(labels, name) ? labels[name] : undefined;
  return label ? label() : name;
}
