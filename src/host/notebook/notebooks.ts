import type {
  NotebookController,
  NotebookCell,
  NotebookCellOutput,
  NotebookDocument,
  NotebookDocumentChangeEvent,
  Uri,
} from 'vscode';
import { EventEmitter, l10n, notebooks, window, workspace } from 'vscode';
import type { Exercise } from '../../lessons/exercises/exercise.ts';
import type { OwnTest } from '../../lessons/exercises/check/own.ts';
import type { CheckReport } from '../../lessons/exercises/check/report.ts';
import { HumanError } from '../../lessons/humanError.ts';
import { cellLanguages, type OwnTests } from '../../protocol/notebook/index.ts';
import { explainError } from '../errors.ts';
import { Disposables } from '../lifecycle.ts';
import { codeCellsAbove } from './cellsAbove.ts';
import { Gates } from './gate.ts';
import type { RunMessage } from '../sessions/kernel.ts';
import { KernelChoice } from './kernelChoice.ts';
import type { KernelSources, OwnPythonUse } from './kernelStart.ts';
import { startKernel, startKernelAside } from './kernelStart.ts';
import { Moves } from './moves.ts';
import { NOTEBOOK_TYPE } from './notebookType.ts';
import { NotebookRunner } from './runner.ts';
import { References } from './references.ts';
import { notebookSerializer } from './serializer.ts';
import { isInTab, unseen } from './tabs.ts';
import { Trust } from './trust.ts';

export type Postscript = (cell: NotebookCell) => Promise<readonly NotebookCellOutput[]>;

/** Makes the person's own Python ready for the next kernel of a notebook. */
export type Prepare = (notebook: NotebookDocument) => Promise<OwnPythonUse>;

export interface CellEvent {
  readonly cell: NotebookCell;
  readonly message: RunMessage;
}

/** Notebooks: they are read and written, and their cells run, each notebook in a kernel of its own. */
export class Notebooks extends Disposables {
  private readonly runners = new Map<NotebookDocument, NotebookRunner>();
  private readonly controller = this.add(
    notebooks.createNotebookController('cachebook', NOTEBOOK_TYPE, l10n.t('Cachebook')),
  );
  private readonly kernelChoice = this.add(new KernelChoice(this.controller));
  /** What prepares the Python of a kernel that has one of its own. */
  private readonly preparing = new Map<NotebookController, Prepare>();
  private readonly prepared = new Map<NotebookDocument, OwnPythonUse>();
  private readonly received = this.add(new EventEmitter<CellEvent>());
  private readonly references = this.add(new References());
  private readonly moves = this.add(new Moves());
  /** Runners whose notebook goes on under another address, as soon as VS Code has opened it there. */
  private readonly moving = new Map<string, { runner: NotebookRunner; controller: NotebookController }>();
  /** Asked before a cell runs. */
  readonly gates = new Gates();
  /** Asked when a cell has run well: what else is to stand below it. */
  readonly postscripts = new Set<Postscript>();
  /** Fires with all that a kernel says of a cell while it runs, from `started` to `done`. */
  readonly onDidReceiveMessage = this.received.event;
  /** Fires when a notebook was saved under another address, before it goes on there. */
  readonly onDidSaveAs = this.moves.onDidSaveAs;

  constructor(
    private readonly sources: KernelSources,
    storage: Uri,
  ) {
    super();
    this.add(
      workspace.registerNotebookSerializer(NOTEBOOK_TYPE, notebookSerializer, {
        transientOutputs: true,
        transientCellMetadata: { lead: true },
      }),
    );
    this.add(this.gates.add(this.add(new Trust(storage)).gate));
    this.add(this.gates.add(({ notebook }) => this.prepare(notebook)));
    this.serve(this.controller);
    this.follow();
  }

  /** Offers another kernel; `prepare` is asked before its first cell runs, and may throw a `HumanError`. */
  offer(controller: NotebookController, prepare: Prepare): void {
    this.preparing.set(controller, prepare);
    this.kernelChoice.follow(controller);
    this.serve(controller);
  }

  /** Runs cells, and resolves when they have come to their end or will not run. */
  run(notebook: NotebookDocument, cells: readonly NotebookCell[]): Promise<void> {
    return this.runnerOf(notebook).run(cells);
  }

  /** Runs a cell and checks what it defines as the answer to an exercise. Resolves with what was found, if it came so far. */
  async check(cell: NotebookCell, exercise: Exercise): Promise<CheckReport | undefined> {
    let found: CheckReport | undefined;
    const received = this.onDidReceiveMessage((event) => {
      if (event.cell === cell && event.message.type === 'checked') found = event.message.report;
    });
    try {
      await this.kernelChoice.ensure(cell.notebook);
      await this.runnerOf(cell.notebook).run([cell], exercise);
      return found;
    } finally {
      received.dispose();
    }
  }

  /** The tests of an exercise with all that they expect, as a reference solution has it. */
  expectedBy({ uri }: NotebookDocument, tests: OwnTests, reference: string): Promise<readonly OwnTest[]> {
    return this.references.complete(tests, reference, (onRun) => startKernelAside(this.sources, uri, onRun));
  }

  /** Runs all code cells above a cell. */
  async runCellsAbove(cell: NotebookCell): Promise<void> {
    await this.kernelChoice.ensure(cell.notebook);
    await this.runnerOf(cell.notebook).run(codeCellsAbove(cell));
  }

  /** Whether code cells stand above this one, and no kernel has run any of them. */
  isFirstOfMany(cell: NotebookCell): boolean {
    return this.runners.get(cell.notebook)?.isFirstOfMany(cell) ?? false;
  }

  /** Whether a cell did not run well, and cells above it have not run in its kernel. */
  lacksCellsAbove(cell: NotebookCell): boolean {
    return this.runners.get(cell.notebook)?.lacksCellsAbove(cell) ?? false;
  }

  /** Puts something below a cell, behind what stands there. */
  async addOutput(cell: NotebookCell, output: NotebookCellOutput): Promise<void> {
    await this.kernelChoice.ensure(cell.notebook);
    this.runnerOf(cell.notebook).addOutput(cell, output);
  }

  /** Ends what runs in a notebook. Resolves when nothing does, with whether the variables are kept. */
  async interrupt(notebook: NotebookDocument): Promise<boolean> {
    return (await this.runners.get(notebook)?.interrupt()) ?? true;
  }

  /** Ends the kernel of a notebook. Resolves when nothing of it is left, with whether there was any. */
  async restart(notebook: NotebookDocument): Promise<boolean> {
    return (await this.runners.get(notebook)?.restart()) ?? false;
  }

  override dispose(): void {
    const moving = Array.from(this.moving.values(), ({ runner }) => runner);
    for (const runner of [...this.runners.values(), ...moving]) runner.dispose();
    super.dispose();
  }

  private serve(controller: NotebookController): void {
    controller.supportedLanguages = Object.keys(cellLanguages);
    controller.supportsExecutionOrder = true;
    controller.executeHandler = (cells, notebook) => this.run(notebook, cells);
    controller.interruptHandler = (notebook) => this.interrupt(notebook).then(() => undefined);
  }

  /** Gives why the kernel that was chosen cannot be started. */
  private async prepare(notebook: NotebookDocument): Promise<string | undefined> {
    const prepare = this.preparing.get(this.kernelChoice.of(notebook));
    if (!prepare || this.prepared.has(notebook) || this.runners.get(notebook)?.hasKernel) return undefined;
    try {
      this.prepared.set(notebook, await prepare(notebook));
      return undefined;
    } catch (error) {
      return explainError(error, this.sources.output);
    }
  }

  /** What was prepared is for one kernel. */
  private takePrepared(notebook: NotebookDocument): OwnPythonUse | undefined {
    const prepared = this.prepared.get(notebook);
    this.prepared.delete(notebook);
    return prepared;
  }

  private follow(): void {
    this.add(
      this.kernelChoice.onDidChange((notebook) => {
        this.takePrepared(notebook)?.ended();
        void this.restart(notebook);
      }),
    );
    this.add(workspace.onDidChangeNotebookDocument((change) => this.passOn(change)));
    this.add(workspace.onDidCloseNotebookDocument((notebook) => this.close(notebook)));
    // VS Code may keep a document for minutes after its last tab was closed.
    this.add(
      window.tabGroups.onDidChangeTabs(({ closed }) => {
        for (const notebook of unseen([...this.runners.keys()], closed)) this.close(notebook);
        this.settle();
      }),
    );
    this.add(workspace.onDidOpenNotebookDocument(() => this.settle()));
  }

  private passOn({ notebook, cellChanges }: NotebookDocumentChangeEvent): void {
    const runner = this.runners.get(notebook);
    for (const { cell, outputs } of cellChanges) if (outputs) runner?.outputsChanged(cell, outputs.length);
  }

  private close(notebook: NotebookDocument): void {
    this.takePrepared(notebook)?.ended();
    const runner = this.runners.get(notebook);
    if (!runner) return;
    this.runners.delete(notebook);
    const address = this.moves.addressAfter(notebook);
    if (address === undefined) runner.dispose();
    else this.moving.set(address, { runner, controller: this.kernelChoice.of(notebook) });
    this.settle();
  }

  /** Gives runners that move their new notebook, and ends those whose notebook does not come any more. */
  private settle(): void {
    for (const [address, { runner, controller }] of [...this.moving]) {
      const notebook = workspace.notebookDocuments.find(({ uri }) => uri.toString() === address);
      if (!notebook && isInTab(address)) continue;
      this.moving.delete(address);
      if (!notebook || this.runners.has(notebook)) runner.dispose();
      else {
        this.kernelChoice.choose(notebook, controller);
        void this.moveTo(notebook, runner);
      }
    }
  }

  private async moveTo(notebook: NotebookDocument, runner: NotebookRunner): Promise<void> {
    this.runners.set(notebook, runner);
    await this.kernelChoice.ensure(notebook);
    runner.moveTo(notebook);
  }

  private runnerOf(notebook: NotebookDocument): NotebookRunner {
    const known = this.runners.get(notebook);
    if (known) return known;
    if (notebook.isClosed) throw new HumanError(l10n.t('The notebook was closed.'));
    const runner: NotebookRunner = new NotebookRunner({
      gate: (cell, token) => this.gates.ask(cell, token),
      postscript: async (cell) => (await Promise.all([...this.postscripts].map((ask) => ask(cell)))).flat(),
      createExecution: (cell) => this.kernelChoice.of(cell.notebook).createNotebookCellExecution(cell),
      startKernel: (cell, onRun, showOrigin) =>
        startKernel(this.sources, cell.notebook, {
          onRun,
          showOrigin,
          interrupt: () => void runner.interrupt(),
          python: this.takePrepared(cell.notebook),
        }),
      onCell: (cell, message) => this.received.fire({ cell, message }),
      explain: (error) => explainError(error, this.sources.output),
    });
    this.runners.set(notebook, runner);
    return runner;
  }
}
