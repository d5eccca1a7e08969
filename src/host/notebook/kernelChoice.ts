import type { NotebookController, NotebookDocument, NotebookEditor } from 'vscode';
import { commands, NotebookControllerAffinity, window, workspace } from 'vscode';
import { Disposables } from '../lifecycle.ts';
import { NOTEBOOK_TYPE } from './notebookType.ts';

/** As the manifest names the publisher and the extension. */
const EXTENSION_ID = 'cachebook.cachebook';

/** Sees to it that VS Code takes our kernel for our notebooks, without asking a person. */
export class KernelChoice extends Disposables {
  private readonly chosen = new WeakSet<NotebookDocument>();

  constructor(private readonly controller: NotebookController) {
    super();
    this.add(
      controller.onDidChangeSelectedNotebooks(({ notebook, selected }) => {
        if (selected) this.chosen.add(notebook);
        else this.chosen.delete(notebook);
      }),
    );
    this.add(workspace.onDidOpenNotebookDocument((notebook) => this.prefer(notebook)));
    for (const notebook of workspace.notebookDocuments) this.prefer(notebook);
  }

  /** VS Code takes the kernel when it first runs a cell; who wants to change outputs before that calls this. */
  async ensure(notebook: NotebookDocument): Promise<void> {
    if (this.chosen.has(notebook)) return;
    const find = (): NotebookEditor | undefined =>
      window.visibleNotebookEditors.find((editor) => editor.notebook === notebook);
    if (!find()) await commands.executeCommand('vscode.openWith', notebook.uri, NOTEBOOK_TYPE);
    const choice = { notebookEditor: find(), id: this.controller.id, extension: EXTENSION_ID };
    await commands.executeCommand('notebook.selectKernel', choice);
  }

  private prefer(notebook: NotebookDocument): void {
    if (notebook.notebookType !== NOTEBOOK_TYPE) return;
    this.controller.updateNotebookAffinity(notebook, NotebookControllerAffinity.Preferred);
  }
}
