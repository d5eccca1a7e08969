import { l10n } from 'vscode';
import type { Figure, ShownLine } from './figures.ts';
import { sumOf } from './figures.ts';
import { adviceText, figuresText, reasonText } from './words.ts';

/** What stands above a line: a list of short facts, the newest figures first. */
export function lensText({ figures: { figures, isLive }, hasChanged }: ShownLine): string {
  const advice = adviceOf(figures);
  const facts = [
    figuresText(sumOf(figures)),
    figures.length > 1 && l10n.t('{0} caches', figures.length),
    advice && adviceText(advice),
    !isLive && l10n.t('last run'),
    isBusy(figures) && l10n.t('busy'),
    hasChanged && l10n.t('the file has changed since'),
  ];
  return facts.filter((fact) => typeof fact === 'string').join(' · ');
}

/** All of it, as Markdown. What a program says of itself is text. */
export function hoverText({ figures: { figures, isLive }, hasChanged }: ShownLine): string {
  const advice = adviceOf(figures);
  const [{ cache, session }] = figures;
  const facts = [
    `**${escaped(cache.name)}**`,
    l10n.t('{0}. Who leaves first: {1}.', escaped(cache.policy), policyOf(figures[0])),
    ...figures.slice(0, MOST_LISTED).map((figure) => lineOf(figure, figures.length > 1)),
    figures.length > MOST_LISTED && l10n.t('And {0} more.', figures.length - MOST_LISTED),
    advice && `**${adviceText(advice)}** — ${reasonText(advice, cache.info.maxsize)}`,
    isBusy(figures)
      ? l10n.t(
          '{0} is busy: its figures stand still until it lets Cachebook look again.',
          escaped(session.title),
        )
      : isLive
        ? l10n.t('{0} is running.', escaped(session.title))
        : l10n.t('This is what the last run of {0} has counted.', escaped(session.title)),
    hasChanged && l10n.t('The file has changed since. Run it again for new figures.'),
  ];
  return facts.filter((fact) => typeof fact === 'string').join('\n\n');
}

const MOST_LISTED = 8;

const isBusy = (figures: readonly Figure[]): boolean =>
  figures.some(({ session }) => session.isBusy === true);

/** Of a line that has made several caches nothing is said: each is another one. */
export function adviceOf(figures: readonly Figure[]): NonNullable<Figure['known']>['advice'] {
  return figures.length === 1 ? figures[0]?.known?.advice : undefined;
}

function policyOf({ known }: Figure): string {
  const policy = known?.facts.policy;
  return policy === undefined || policy === '' ? l10n.t('not known') : escaped(policy.toUpperCase());
}

function lineOf({ session, cache, known }: Figure, isOneOfMany: boolean): string {
  const figures = figuresText(cache.info);
  const distinct = known?.distinct;
  const line = isOneOfMany ? l10n.t('{0}: {1}', escaped(session.title), figures) : figures;
  return distinct === undefined ? `- ${line}` : `- ${l10n.t('{0}, {1} different keys', line, distinct)}`;
}

/** Nothing of it is markup. */
const escaped = (text: string): string => text.replaceAll(/[\\`*_{}[\]()#+\-.!<>|~&]/g, String.raw`\$&`);
