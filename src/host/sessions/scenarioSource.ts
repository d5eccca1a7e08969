import type { Uri } from 'vscode';
import { commands, l10n, Range, Uri as UriOf, workspace } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import type { Origin } from '../../recording/index.ts';
import type { Disposable } from '../lifecycle.ts';

const SCHEME = 'cachebook-scenario';

/** What the kernel calls the code of scenarios. */
const FILE = /^(?:scenarios\/)?\w+\.ts$/;

/** Lets the text of scenarios be shown: it can be read and not changed, for what runs is the kernel's. */
export function registerScenarioSources(extensionUri: Uri): Disposable {
  const folder = UriOf.joinPath(extensionUri, 'dist/lessons');
  return workspace.registerTextDocumentContentProvider(SCHEME, {
    provideTextDocumentContent: async ({ path }) =>
      new TextDecoder().decode(await workspace.fs.readFile(UriOf.joinPath(folder, path))),
  });
}

/** Shows a line of a scenario. Rejects with a `HumanError` where there is none. */
export async function showScenarioLine({ file, line }: Origin): Promise<void> {
  if (!FILE.test(file)) throw new HumanError(l10n.t('There is no scenario in "{0}".', file));
  const uri = UriOf.from({ scheme: SCHEME, path: `/${file}` });
  const selection = new Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER);
  await commands.executeCommand('vscode.open', uri, { selection });
}
