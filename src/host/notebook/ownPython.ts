import type { NotebookDocument } from 'vscode';
import { l10n, notebooks, Uri, workspace } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import type { PythonCommand } from '../../protocol/kernel.ts';
import { Disposables } from '../lifecycle.ts';
import type { Programs } from '../platform.ts';
import type { Environment } from '../proxy.ts';
import { findInterpreter } from '../watch/interpreter.ts';
import type { Watches } from '../watch/watches.ts';
import type { OwnPythonUse } from './kernelStart.ts';
import type { Notebooks } from './notebooks.ts';
import { NOTEBOOK_TYPE } from './notebookType.ts';
import { titleOfNotebook } from './title.ts';

/** What belongs to VS Code's own processes, and would change others. */
const NOT_OURS = /^(ELECTRON_|VSCODE_|NODE_OPTIONS$)/;

/** Offers the kernel whose Python cells run in the person's own interpreter, watched as any program is. */
export class OwnPython extends Disposables {
  private readonly programs: Programs;
  private readonly controller = this.add(
    notebooks.createNotebookController('cachebook-own-python', NOTEBOOK_TYPE, namelessLabel()),
  );

  constructor(
    offered: Notebooks,
    private readonly watches: Pick<Watches, 'open' | 'platform'>,
  ) {
    super();
    this.programs = watches.platform.programs;
    offered.offer(this.controller, (notebook) => this.prepare(notebook));
    this.add(workspace.onDidOpenNotebookDocument((notebook) => void this.nameAfter(notebook)));
    this.add(
      workspace.onDidChangeConfiguration((change) => {
        if (!change.affectsConfiguration('cachebook.watch.python')) return;
        for (const notebook of workspace.notebookDocuments) void this.nameAfter(notebook);
      }),
    );
    for (const notebook of workspace.notebookDocuments) void this.nameAfter(notebook);
  }

  /** The picker tells which Python it is, and where there is none, why. */
  private async nameAfter(notebook: NotebookDocument): Promise<void> {
    const { controller } = this;
    if (notebook.notebookType !== NOTEBOOK_TYPE || !workspace.isTrusted) return;
    try {
      const { file, version } = await findInterpreter(this.programs, notebook.uri);
      controller.label = l10n.t('Cachebook with Python {0} ({1})', version, file);
      controller.description = '';
    } catch (error) {
      controller.label = namelessLabel();
      controller.description = error instanceof HumanError ? error.message : '';
    }
  }

  /** Throws a `HumanError` where it cannot be had. */
  private async prepare(notebook: NotebookDocument): Promise<OwnPythonUse> {
    if (!workspace.isTrusted)
      throw new HumanError(
        l10n.t(
          'Your own Python runs cells once you trust the workspace. Until then, choose the kernel "Cachebook".',
        ),
      );
    const { file, args } = await findInterpreter(this.programs, notebook.uri);
    const before = known(this.watches.platform.environment);
    const run = await this.watches.open({
      key: `notebook:${notebook.uri.toString()}#python`,
      title: l10n.t('Python of {0}', titleOfNotebook(notebook)),
      keys: false,
    });
    const env = { MPLBACKEND: 'agg', ...before, ...run.environment(before) };
    const command: PythonCommand = { file, args, cwd: folderOf(notebook), env };
    return {
      command,
      stoppedBy: (stop) => run.controlledBy(stop),
      ended: () => void run.ended(undefined),
    };
  }
}

/** Where a notebook lies. One that is in no file yet runs in the workspace, or where Python finds itself. */
function folderOf({ uri }: NotebookDocument): string {
  if (uri.scheme === 'file') return Uri.joinPath(uri, '..').fsPath;
  return workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
}

function known(environment: Environment): Record<string, string> {
  const entries = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !NOT_OURS.test(entry[0]),
  );
  return Object.fromEntries(entries);
}

const namelessLabel = (): string => l10n.t('Cachebook with your own Python');
