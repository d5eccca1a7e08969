import type { NotebookController, NotebookDocument, NotebookEditor } from 'vscode';
import { commands, EventEmitter, NotebookControllerAffinity, window, workspace } from 'vscode';
import { Disposables } from '../lifecycle.ts';
import { NOTEBOOK_TYPE } from './notebookType.ts';

/** As the manifest names the publisher and the extension. */
const EXTENSION_ID = 'cachebook.cachebook';

/** Knows which of our kernels a notebook has, and sees to it that VS Code takes one without asking a person. */
export class KernelChoice extends Disposables {
  private readonly chosen = new WeakMap<NotebookDocument, NotebookController>();
  private readonly changed = this.add(new EventEmitter<NotebookDocument>());
  /** Fires when a person has chosen another one of our kernels than the notebook had. */
  readonly onDidChange = this.changed.event;

  /** `first` is the one that is taken where nobody has chosen. */
  constructor(private readonly first: NotebookController) {
    super();
    this.follow(first);
    this.add(workspace.onDidOpenNotebookDocument((notebook) => this.prefer(notebook)));
    for (const notebook of workspace.notebookDocuments) this.prefer(notebook);
  }

  /** Also this one may be chosen. */
  follow(controller: NotebookController): void {
    this.add(
      controller.onDidChangeSelectedNotebooks(({ notebook, selected }) => {
        const before = this.chosen.get(notebook);
        if (!selected) {
          if (before === controller) this.chosen.delete(notebook);
          return;
        }
        this.chosen.set(notebook, controller);
        this.changed.fire(notebook);
      }),
    );
  }

  of(notebook: NotebookDocument): NotebookController {
    return this.chosen.get(notebook) ?? this.first;
  }

  /** VS Code takes the kernel when it first runs a cell; who wants to change outputs before that calls this. */
  async ensure(notebook: NotebookDocument): Promise<void> {
    if (this.chosen.has(notebook)) return;
    const find = (): NotebookEditor | undefined =>
      window.visibleNotebookEditors.find((editor) => editor.notebook === notebook);
    if (!find()) await commands.executeCommand('vscode.openWith', notebook.uri, NOTEBOOK_TYPE);
    const choice = { notebookEditor: find(), id: this.first.id, extension: EXTENSION_ID };
    await commands.executeCommand('notebook.selectKernel', choice);
  }

  private prefer(notebook: NotebookDocument): void {
    if (notebook.notebookType !== NOTEBOOK_TYPE) return;
    this.first.updateNotebookAffinity(notebook, NotebookControllerAffinity.Preferred);
  }
}
