import type { CancellationToken } from 'vscode';
import { commands, l10n, ProgressLocation, Uri, window, workspace } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import type { Looked } from '../../protocol/lab.ts';
import { Disposables } from '../lifecycle.ts';
import type { Platform } from '../platform.ts';
import { Stopped } from '../sessions/stopped.ts';
import type { SessionStore } from '../sessions/store.ts';
import type { TraceAnalysis } from './analysis.ts';
import { analyze, resultOf } from './analysis.ts';
import type { Progress } from './client.ts';
import { LabClient } from './client.ts';
import type { LabPanels } from './panels.ts';
import { registerRecorder } from './recorder.ts';
import { registerRecordings } from './recordings.ts';
import { checkOptions } from './options.ts';
import { chooseWay, withColumn } from './way.ts';

interface Parts {
  readonly extensionUri: Uri;
  readonly platform: Pick<Platform, 'launchLab'>;
  readonly store: SessionStore;
  readonly panels: LabPanels;
  readonly showError: (error: unknown) => void;
}

/** The command that analyzes a trace: for a person it asks and shows, for another program it answers. */
export function registerLabCommands(parts: Parts): Disposables {
  const { extensionUri, store, panels, showError } = parts;
  const registered = new Disposables();

  registered.add(
    commands.registerCommand('cachebook.analyzeTrace', (target?: unknown, second?: unknown) => {
      // The explorer gives the file, and with it a list of all that are selected; the palette gives nothing.
      const isPerson = target === undefined || Array.isArray(second);
      return isPerson
        ? analyzeForPerson(parts, target as Uri | undefined)
        : analyzeForCaller(parts, target, second);
    }),
  );
  registered.add(registerRecorder(extensionUri, showError));
  registered.add(
    registerRecordings({
      store,
      panels,
      showError,
      launch: () => launch(parts),
    }),
  );
  registered.add(commands.registerCommand('cachebook.openLab', () => panels.open()));
  return registered;
}

/** Answers another program. Rejects with a `HumanError` that says what is wrong. */
async function analyzeForCaller(parts: Parts, target: unknown, given: unknown): Promise<TraceAnalysis> {
  const { format, column, sizes, policies, ...inputs } = checkOptions(given);
  const path = pathOf(target);
  const client = launch(parts);
  try {
    return await withProgress(path, async (onProgress, token) => {
      const looked = await client.ask({ type: 'look', path, format }, undefined, token);
      refuseOutside(path, looked);
      const way = withColumn(looked, column);
      const asked = { sizes, policies, inputs };
      return resultOf(await analyze(client, path, way, asked, onProgress, token), { sizes, policies });
    });
  } finally {
    client.dispose();
  }
}

/** Asks a person what is not clear, and shows what was found out. */
async function analyzeForPerson(parts: Parts, target?: Uri): Promise<void> {
  const uri = target ?? (await askForFile());
  if (!uri) return;
  const client = launch(parts);
  let isShown = false;
  try {
    const path = pathOf(uri);
    const looked = await client.ask({ type: 'look', path });
    if (!(await isMeant(path, looked))) return;
    const way = await chooseWay(looked);
    if (!way) return;
    const findings = await withProgress(path, (onProgress, token) =>
      analyze(client, path, way, { inputs: {} }, onProgress, token),
    );
    parts.panels.show({ title: nameOf(path), client, findings });
    isShown = true;
  } catch (error) {
    if (!(error instanceof Stopped)) parts.showError(error);
  } finally {
    if (!isShown) client.dispose();
  }
}

function launch({ platform, extensionUri }: Parts): LabClient {
  return new LabClient(platform.launchLab(extensionUri));
}

function nameOf(path: string): string {
  return /[^\\/]+$/.exec(path)?.[0] ?? path;
}

function pathOf(target: unknown): string {
  const uri = typeof target === 'string' ? uriOf(target) : target;
  if (!(uri instanceof Uri)) throw new HumanError(l10n.t('Name the file by its address, as a Uri.'));
  if (uri.scheme !== 'file')
    throw new HumanError(
      l10n.t('The lab reads files of this machine only. Save a copy of this one to the disk first.'),
    );
  return uri.fsPath;
}

/** A path or an address. */
function uriOf(text: string): Uri {
  return /^[a-z][a-z\d+.-]+:/i.test(text) ? Uri.parse(text, true) : Uri.file(text);
}

async function askForFile(): Promise<Uri | undefined> {
  const [file] =
    (await window.showOpenDialog({
      title: l10n.t('Analyze a Trace'),
      openLabel: l10n.t('Analyze'),
      canSelectMany: false,
    })) ?? [];
  return file;
}

/** Runs with a notification that shows how far it is, and can be cancelled. */
function withProgress<T>(
  path: string,
  work: (onProgress: (progress: Progress) => void, token: CancellationToken) => Promise<T>,
): Promise<T> {
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t('Analyzing {0}', nameOf(path)),
    cancellable: true,
  };
  return Promise.resolve(
    window.withProgress(options, (shown, token) => {
      let told = 0;
      const onProgress = ({ stage, done, total }: Progress): void => {
        const share = total === 0 ? 0 : Math.min(1, done / total);
        // Reading is the first half, and running policies the second.
        const now = 50 * share + (stage === 'reading' ? 0 : 50);
        shown.report({ increment: Math.max(0, now - told), message: stageText(stage, share) });
        told = Math.max(told, now);
      };
      return work(onProgress, token);
    }),
  );
}

function stageText(stage: Progress['stage'], share: number): string {
  const percent = Math.floor(100 * share);
  return stage === 'reading' ? l10n.t('reading, {0} %', percent) : l10n.t('running policies, {0} %', percent);
}

/** A link in a folder that is open may lead anywhere; what it leads to was not what was chosen. */
function leadsOutside(path: string, { realPath }: Looked): boolean {
  const isInside = (file: string): boolean => workspace.getWorkspaceFolder(Uri.file(file)) !== undefined;
  return isInside(path) && !isInside(realPath);
}

function refuseOutside(path: string, looked: Looked): void {
  if (leadsOutside(path, looked))
    throw new HumanError(
      l10n.t(
        '{0} is a link that leads out of the workspace, to {1}. Name that file itself.',
        path,
        looked.realPath,
      ),
    );
}

async function isMeant(path: string, looked: Looked): Promise<boolean> {
  if (!leadsOutside(path, looked)) return true;
  const question = l10n.t('This file is a link that leads out of the workspace. Read what it leads to?');
  const read = l10n.t('Read');
  const detail = looked.realPath;
  return (await window.showWarningMessage(question, { modal: true, detail }, read)) === read;
}
