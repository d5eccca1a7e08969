import { l10n, StatusBarAlignment, window } from 'vscode';
import type { SessionState } from '../../protocol/session.ts';
import { Disposables } from '../lifecycle.ts';
import type { SessionStore } from '../sessions/store.ts';

/** One short item while something of ours runs; a click offers to stop it. Watched programs have another. */
export function registerStatusBar(store: SessionStore): Disposables {
  const registered = new Disposables();
  const item = registered.add(window.createStatusBarItem('cachebook.running', StatusBarAlignment.Left));
  item.name = 'Cachebook';
  item.command = 'cachebook.stop';

  function update(): void {
    const [newest, ...others] = store.running.filter(({ program }) => !program);
    if (!newest) {
      item.hide();
      return;
    }
    item.text = `$(loading~spin) ${others.length > 0 ? l10n.t('{0} runs', others.length + 1) : summary(newest)}`;
    item.tooltip = l10n.t('{0}. Click to stop.', newest.title);
    item.accessibilityInformation = { label: item.tooltip, role: 'button' };
    item.show();
  }

  registered.add(store.onDidStart(update));
  registered.add(store.onDidChangeStatus(update));
  registered.add(store.onDidChange(({ delta }) => delta.progress && update()));
  return registered;
}

function summary({ title, progress }: SessionState): string {
  const fraction = progress?.fraction ?? null;
  return fraction === null ? title : `${title} ${Math.round(fraction * 100)} %`;
}
