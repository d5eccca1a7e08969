import type { NotebookController, NotebookDocument, NotebookEditor } from 'vscode';
import { commands, EventEmitter, NotebookControllerAffinity, window, workspace } from 'vscode';
import { Disposables } from '../lifecycle.ts';
import { NOTEBOOK_TYPE } from './notebookType.ts';

/** As the manifest names the publisher and the extension. */
const EXTENSION_ID = 'cachebook.cachebook';

/** Knows which of our kernels a notebook has, and sees to it that VS Code takes one without asking a person. */
export class KernelChoice extends Disposables {
  private readonly chosen = new WeakMap<NotebookDocument, NotebookController>();
  /** Notebooks whose kernel VS Code knows. */
  private readonly settled = new WeakSet<NotebookDocument>();
  private readonly changed = this.add(new EventEmitter<NotebookDocument>());
  /** Fires when a person has chosen another one of our kernels than the notebook had. */
  readonly onDidChange = this.changed.event;

  /** `first` is the one that is taken where nobody has chosen. */
  constructor(private readonly first: NotebookController) {
    super();
    this.follow(first);
    this.add(workspace.onDidOpenNotebookDocument((notebook) => this.prefer(notebook)));
    for (const notebook of workspace.notebookDocuments) this.prefer(notebook);
    this.add(window.onDidChangeActiveNotebookEditor((editor) => this.chooseFor(editor)));
    this.chooseFor(window.activeNotebookEditor);
  }

  /** Also this one may be chosen. */
  follow(controller: NotebookController): void {
    this.add(
      controller.onDidChangeSelectedNotebooks(({ notebook, selected }) => {
        if (selected) this.take(notebook, controller);
        else this.settled.delete(notebook);
      }),
    );
  }

  private take(notebook: NotebookDocument, controller: NotebookController): void {
    const before = this.of(notebook);
    this.settled.add(notebook);
    this.choose(notebook, controller);
    if (before !== controller) this.changed.fire(notebook);
  }

  of(notebook: NotebookDocument): NotebookController {
    return this.chosen.get(notebook) ?? this.first;
  }

  /** What a notebook goes on with that was another one's, as after its file was renamed. */
  choose(notebook: NotebookDocument, controller: NotebookController): void {
    this.chosen.set(notebook, controller);
  }

  /** Sees to it that a notebook has its kernel, also one that is not shown. */
  async ensure(notebook: NotebookDocument): Promise<void> {
    if (this.settled.has(notebook)) return;
    const find = (): NotebookEditor | undefined =>
      window.visibleNotebookEditors.find((editor) => editor.notebook === notebook);
    if (!find()) await commands.executeCommand('vscode.openWith', notebook.uri, NOTEBOOK_TYPE);
    const choice = { notebookEditor: find(), ...this.named(notebook) };
    await commands.executeCommand('notebook.selectKernel', choice);
  }

  private named(notebook: NotebookDocument): object {
    return { id: this.of(notebook).id, extension: EXTENSION_ID };
  }

  /**
   * Where there are two kernels VS Code asks for one before the first cell runs, unless one was chosen. What a person
   * has chosen in an earlier window stays: VS Code looks for that only where no editor is named, which means the active.
   */
  private chooseFor(editor: NotebookEditor | undefined): void {
    if (editor?.notebook.notebookType !== NOTEBOOK_TYPE || this.settled.has(editor.notebook)) return;
    const choice = { ...this.named(editor.notebook), skipIfAlreadySelected: true };
    void commands.executeCommand('notebook.selectKernel', choice);
  }

  private prefer(notebook: NotebookDocument): void {
    if (notebook.notebookType !== NOTEBOOK_TYPE) return;
    this.first.updateNotebookAffinity(notebook, NotebookControllerAffinity.Preferred);
  }
}
