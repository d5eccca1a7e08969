import type { Memento } from 'vscode';
import { l10n, window } from 'vscode';
import type { Keys } from './environment.ts';

const REMEMBERED = 'cachebook.watch.recordKeys';

interface Choice {
  readonly label: string;
  readonly detail: string;
  readonly keys: Keys;
}

/** What a person has chosen last; undefined where they have not been asked yet. */
export function rememberedKeys(state: Memento): Keys | undefined {
  const known = state.get<unknown>(REMEMBERED);
  return typeof known === 'boolean' || known === 'hashed' ? known : undefined;
}

/** Asks what is to be recorded, and remembers it. Undefined where the person does not want to run it after all. */
export async function askKeys(state: Memento): Promise<Keys | undefined> {
  const before = rememberedKeys(state);
  const choices = choicesOf().sort((a, b) => Number(b.keys === before) - Number(a.keys === before));
  const chosen = await window.showQuickPick(choices, {
    title: l10n.t('What is to be recorded?'),
    placeHolder: l10n.t('The choice is kept. "With Arguments…" asks again.'),
    ignoreFocusOut: true,
  });
  if (chosen) await state.update(REMEMBERED, chosen.keys);
  return chosen?.keys;
}

const choicesOf = (): Choice[] => [
  {
    label: l10n.t('Counters only'),
    detail: l10n.t('Hits, misses and size of each cache. The program stays as quick as it is.'),
    keys: false,
  },
  {
    label: l10n.t('Counters and keys'),
    detail: l10n.t(
      'Also each call with its key, for the time machine and for advice on the limit. A hit takes about six times as long; values are never recorded.',
    ),
    keys: true,
  },
  {
    label: l10n.t('Counters and hashed keys'),
    detail: l10n.t('The same, but instead of a key only a number that stands for it.'),
    keys: 'hashed',
  },
];
