import * as l10n from '@vscode/l10n';

let taken: l10n.l10nJsonFormat | undefined;

/** Takes the sentences of a person's language, as the host has them; nothing where they speak that of the source. */
export function takeTranslations(contents: object | undefined): void {
  if (!contents) return;
  taken = contents as l10n.l10nJsonFormat;
  l10n.config({ contents: taken });
}

/** Those that were taken, for a bundle that is loaded later: it has sentences of its own. */
export const takenTranslations = (): object | undefined => taken;
