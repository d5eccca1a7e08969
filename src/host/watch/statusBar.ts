import { l10n, StatusBarAlignment, window } from 'vscode';
import { Disposables } from '../lifecycle.ts';
import type { Watches } from './watches.ts';
import type { WatchRun } from './watchRun.ts';

/** One item while a program is watched; a click stops it. */
export function registerWatchStatus(watches: Watches): Disposables {
  const registered = new Disposables();
  const item = registered.add(window.createStatusBarItem('cachebook.watching', StatusBarAlignment.Left));
  item.name = l10n.t('Cachebook: watched programs');
  item.command = 'cachebook.stopWatching';
  const update = (): void => {
    const [newest, ...others] = watches.runs;
    if (!newest) {
      item.hide();
      return;
    }
    const { title } = newest.subject;
    item.text = `$(eye) ${textOf(newest, others.length)}`;
    item.tooltip = newest.isBusy
      ? l10n.t(
          '{0} is busy: its figures stand still until it lets Cachebook look again. Click to stop it.',
          title,
        )
      : l10n.t('{0} is watched. Click to stop it.', title);
    item.accessibilityInformation = { label: item.tooltip, role: 'button' };
    item.show();
  };
  registered.add(watches.onDidChange(update));
  return registered;
}

function textOf({ subject: { title }, isBusy }: WatchRun, others: number): string {
  if (others > 0) return l10n.t('{0} programs', others + 1);
  return isBusy ? l10n.t('{0}: busy', title) : title;
}
