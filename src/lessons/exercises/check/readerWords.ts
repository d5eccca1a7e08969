/** Rules of the timed reader that name what the answer's language has for them. */
import * as l10n from '@vscode/l10n';

export function tellStatus(): string {
  return l10n.t('Every status but 200 is an error for the caller, and nothing of it is kept.');
}

export function tellLength(language?: string): string {
  return language === 'python'
    ? l10n.t('The length counts the characters of page.body, as len does: an emoji is one. Bytes are more.')
    : l10n.t('The length counts characters: an emoji is one. A string of JavaScript counts units of UTF-16.');
}

export function tellNumber(): string {
  return l10n.t('read answers with a number: the length of the article.');
}

export function tellInfo(language?: string): string {
  return language === 'python'
    ? l10n.t("info() is a method that returns {'hits': ..., 'misses': ...}, each a number under its name.")
    : l10n.t('info() is a method that returns { hits, misses }, each a number under its name.');
}

export function tellClear(): string {
  return l10n.t('clear() is a method that empties the cache and sets hits and misses to zero.');
}

export function tellReader(language?: string): string {
  return language === 'python'
    ? l10n.t('create_reader returns the reader: an object with the methods read, info and clear.')
    : l10n.t('createReader returns the reader: an object with the methods read, info and clear.');
}
