import * as v from 'valibot';
import { l10n, Uri, window, workspace } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';

/** A script of a `package.json`. */
export interface NpmScript {
  readonly manifest: Uri;
  readonly script: string;
}

/** How many files are looked through. */
const MOST_MANIFESTS = 50;

const Manifest = v.object({ scripts: v.optional(v.record(v.string(), v.string())) });

/** Asks for a script, of one file or of all in the workspace. Throws a `HumanError` where there is none. */
export async function pickScript(manifest?: Uri): Promise<NpmScript | undefined> {
  const manifests = manifest ? [manifest] : await findManifests();
  const items = (await Promise.all(manifests.map(scriptsIn))).flat();
  if (items.length === 0)
    throw new HumanError(l10n.t('There is no script in a package.json here. Add one, or watch a file.'));
  return window.showQuickPick(items, {
    placeHolder: l10n.t('Choose the script to run and watch'),
    matchOnDescription: true,
  });
}

/** Where VS Code cannot search, those of the folders that are open. */
async function findManifests(): Promise<readonly Uri[]> {
  try {
    return await workspace.findFiles('**/package.json', '**/node_modules/**', MOST_MANIFESTS);
  } catch {
    return (workspace.workspaceFolders ?? []).map(({ uri }) => Uri.joinPath(uri, 'package.json'));
  }
}

async function scriptsIn(manifest: Uri) {
  const scripts = await read(manifest).catch(() => undefined);
  const folder = workspace.asRelativePath(Uri.joinPath(manifest, '..'));
  return Object.entries(scripts ?? {}).map(([script, line]) => ({
    label: script,
    description: line,
    detail: folder,
    manifest,
    script,
  }));
}

async function read(manifest: Uri): Promise<Record<string, string> | undefined> {
  const text = new TextDecoder().decode(await workspace.fs.readFile(manifest));
  return v.parse(Manifest, JSON.parse(text)).scripts;
}
