import type { CancellationToken, Uri } from 'vscode';
import { commands, l10n, ProgressLocation, window } from 'vscode';
import { Disposables } from '../lifecycle.ts';
import { Stopped } from '../sessions/stopped.ts';
import type { SessionStore } from '../sessions/store.ts';
import type { TraceAnalysis } from './analysis.ts';
import { analyze, findOut, resultOf } from './analysis.ts';
import { askForFile, chooseFile, nameOf, pathOf, refuseOutside } from './choosing.ts';
import type { Progress } from './client.ts';
import type { Opener } from './opening.ts';
import type { Origin } from './origin.ts';
import type { LabPanels } from './panels.ts';
import { registerRecorder } from './recorder.ts';
import { pickRecording, targetOf, titleOfRecording } from './recordings.ts';
import { checkOptions } from './options.ts';
import { withColumn } from './way.ts';

interface Parts {
  readonly extensionUri: Uri;
  readonly opener: Opener;
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
  const analyzeRecording = async (first?: unknown, second?: unknown): Promise<void> => {
    const target = targetOf(first, second) ?? (await pickRecording(store));
    if (!target) return;
    const { session, cache } = target;
    await showTrace(parts, { kind: 'recording', session, cache });
  };
  registered.add(
    commands.registerCommand('cachebook.analyzeRecording', (first?: unknown, second?: unknown) =>
      analyzeRecording(first, second).catch((error: unknown) => {
        if (!(error instanceof Stopped)) showError(error);
      }),
    ),
  );
  registered.add(commands.registerCommand('cachebook.openLab', () => panels.open()));
  return registered;
}

/** Answers another program. Rejects with a `HumanError` that says what is wrong. */
async function analyzeForCaller(parts: Parts, target: unknown, given: unknown): Promise<TraceAnalysis> {
  const { format, column, sizes, policies, ...inputs } = checkOptions(given);
  const path = pathOf(target);
  const client = parts.opener.launch();
  try {
    return await withProgress(nameOf(path), async (onProgress, token) => {
      const looked = await client.ask({ type: 'look', path, format }, undefined, token);
      refuseOutside(path, looked);
      const way = withColumn(looked, column);
      const asked = { sizes, policies, inputs, causes: false };
      return resultOf(await analyze(client, path, way, asked, onProgress, token), { sizes, policies });
    });
  } finally {
    client.dispose();
  }
}

/** Asks a person what is not clear, and shows what was found out. */
async function analyzeForPerson(parts: Parts, target?: Uri): Promise<void> {
  const { opener, showError } = parts;
  const uri = target ?? (await askForFile());
  if (!uri) return;
  const client = opener.launch();
  try {
    const origin = await chooseFile(client, uri);
    if (origin) await showTrace(parts, origin, client);
    else client.dispose();
  } catch (error) {
    client.dispose();
    if (!(error instanceof Stopped)) showError(error);
  }
}

/** Reads a trace, finds out what there is to say, and shows it. */
async function showTrace(
  { opener, store, panels }: Parts,
  origin: Origin,
  client = opener.launch(),
): Promise<void> {
  const title = origin.kind === 'file' ? origin.title : titleOfRecording(store, origin);
  await withProgress(title, async (onProgress, token) => {
    const opened = await opener.open(origin, { onProgress, token }, client);
    try {
      const { facts, inputs } = opened;
      panels.show({ ...opened, findings: await findOut(client, facts, { inputs }, onProgress, token) });
    } catch (error) {
      client.dispose();
      throw error;
    }
  });
}

/** Runs with a notification that shows how far it is, and can be cancelled. */
function withProgress<T>(
  name: string,
  work: (onProgress: (progress: Progress) => void, token: CancellationToken) => Promise<T>,
): Promise<T> {
  const options = {
    location: ProgressLocation.Notification,
    title: l10n.t('Analyzing {0}', name),
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
