import type { NotebookDocument, Tab, Uri } from 'vscode';
import { l10n, NotebookControllerAffinity, notebooks, TabInputNotebook, window, workspace } from 'vscode';
import { cellLanguages } from '../../protocol/notebook/index.ts';
import { Disposables } from '../lifecycle.ts';
import type { Output } from '../output.ts';
import type { Platform } from '../platform.ts';
import type { SessionStore } from '../sessions/store.ts';
import { CacheSession } from './cacheSession.ts';
import { allGates } from './gate.ts';
import type { KernelListener } from './kernel.ts';
import { NotebookKernel } from './kernel.ts';
import { NotebookRunner } from './runner.ts';
import { notebookSerializer } from './serializer.ts';

/** The notebook type, as the manifest names it. */
export const NOTEBOOK_TYPE = 'cachebook';

/** Notebooks: they are read and written, and their cells run, each notebook in a kernel of its own. */
export class Notebooks extends Disposables {
  private readonly runners = new Map<NotebookDocument, NotebookRunner>();
  private readonly controller = this.add(
    notebooks.createNotebookController('cachebook', NOTEBOOK_TYPE, l10n.t('Cachebook')),
  );
  private readonly gate = allGates([]);

  constructor(
    private readonly extensionUri: Uri,
    private readonly platform: Platform,
    private readonly store: SessionStore,
    private readonly output: Output,
  ) {
    super();
    this.add(
      workspace.registerNotebookSerializer(NOTEBOOK_TYPE, notebookSerializer, { transientOutputs: true }),
    );
    this.controller.supportedLanguages = Object.keys(cellLanguages);
    this.controller.supportsExecutionOrder = true;
    this.controller.executeHandler = (cells, notebook) => this.runnerOf(notebook).run(cells);
    this.controller.interruptHandler = (notebook) => this.runners.get(notebook)?.interrupt();
    this.add(workspace.onDidOpenNotebookDocument((notebook) => this.prefer(notebook)));
    this.add(workspace.onDidCloseNotebookDocument((notebook) => this.close(notebook)));
    this.add(window.tabGroups.onDidChangeTabs(({ closed }) => this.closeUnseen(closed)));
    for (const notebook of workspace.notebookDocuments) this.prefer(notebook);
  }

  override dispose(): void {
    for (const runner of this.runners.values()) runner.dispose();
    super.dispose();
  }

  /** Then VS Code chooses our kernel without asking. */
  private prefer(notebook: NotebookDocument): void {
    if (notebook.notebookType !== NOTEBOOK_TYPE) return;
    this.controller.updateNotebookAffinity(notebook, NotebookControllerAffinity.Preferred);
  }

  /** VS Code may keep a document for minutes after its last tab was closed. */
  private closeUnseen(closed: readonly Tab[]): void {
    const gone = notebooksIn(closed);
    const left = notebooksIn(window.tabGroups.all.flatMap(({ tabs }) => tabs));
    for (const notebook of [...this.runners.keys()]) {
      const uri = notebook.uri.toString();
      if (gone.has(uri) && !left.has(uri)) this.close(notebook);
    }
  }

  private close(notebook: NotebookDocument): void {
    this.runners.get(notebook)?.dispose();
    this.runners.delete(notebook);
  }

  private runnerOf(notebook: NotebookDocument): NotebookRunner {
    const known = this.runners.get(notebook);
    if (known) return known;
    const runner: NotebookRunner = new NotebookRunner({
      gate: this.gate,
      createExecution: (cell) => this.controller.createNotebookCellExecution(cell),
      startKernel: (onCell) => this.startKernel(notebook, onCell, () => void runner.interrupt()),
    });
    this.runners.set(notebook, runner);
    return runner;
  }

  private startKernel(
    notebook: NotebookDocument,
    onCell: KernelListener['onCell'],
    stop: () => void,
  ): NotebookKernel {
    const folder = trustedFolderOf(notebook);
    const clearCache = (cache: string): void => kernel.clearCache(cache);
    const session = new CacheSession(this.store, notebook, { stop, clearCache });
    const process = this.platform.launchNotebookKernel(this.extensionUri, folder);
    const kernel = new NotebookKernel(process, folder, {
      onCell,
      onDelta: (delta) => session.apply(delta),
      onBusy: (busy) => session.setStatus(busy ? 'running' : 'idle'),
      onLog: (text) => this.output.log(text),
    });
    void kernel.ended.then(({ status, reason }) => session.setStatus(status, reason));
    return kernel;
  }
}

/** The folder whose packages cells may import: none that the person does not trust. */
function trustedFolderOf({ uri }: NotebookDocument): string | undefined {
  if (!workspace.isTrusted || uri.scheme !== 'file') return undefined;
  return workspace.getWorkspaceFolder(uri)?.uri.fsPath;
}

/** The URIs of the notebooks that these tabs show. */
function notebooksIn(tabs: readonly Tab[]): ReadonlySet<string> {
  return new Set(
    tabs.flatMap(({ input }) => (input instanceof TabInputNotebook ? [input.uri.toString()] : [])),
  );
}
