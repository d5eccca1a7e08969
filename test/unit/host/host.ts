import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { NotebookCell, NotebookDocument } from 'vscode';
import { Uri } from 'vscode';
import { registerSessionCommands } from '../../../src/host/commands/sessions.ts';
import { Course } from '../../../src/host/lessons/course.ts';
import { Disposables } from '../../../src/host/lifecycle.ts';
import { registerAuthoringCommands } from '../../../src/host/notebook/authoring/commands.ts';
import { registerPastedFences } from '../../../src/host/notebook/authoring/pastedFences.ts';
import { registerNotebookCommands } from '../../../src/host/notebook/commands.ts';
import { registerLearning } from '../../../src/host/notebook/learning.ts';
import { Notebooks } from '../../../src/host/notebook/notebooks.ts';
import { Output } from '../../../src/host/output.ts';
import { SessionStore } from '../../../src/host/sessions/store.ts';
import { registerStatusBar } from '../../../src/host/views/statusBar.ts';
import { FakeKernels } from './fakeKernels.ts';
import { desk } from './stub/desk.ts';
import { StubMemento } from './stub/values.ts';

const lessons = path.join(import.meta.dirname, '../../../media/lessons');
export const extensionUri = Uri.parse('file:///extension');
export const storage = Uri.parse('file:///storage');

/** The host's parts about notebooks and lessons, as the extension puts them together, in a new window. */
export class Host extends Disposables {
  readonly kernels = new FakeKernels();
  readonly memento: StubMemento;
  readonly store = this.add(new SessionStore());
  readonly output = this.add(new Output(this.store));
  readonly notebooks: Notebooks;
  readonly course: Course;
  readonly errors: unknown[] = [];

  constructor(memento = new StubMemento()) {
    super();
    desk.clear();
    for (const file of readdirSync(lessons))
      desk.files.set(`file:///extension/media/lessons/${file}`, readFileSync(path.join(lessons, file)));
    this.memento = memento;
    const { output } = this;
    this.notebooks = this.add(
      new Notebooks({ extensionUri, platform: this.kernels, store: this.store, output }, storage),
    );
    this.add(registerNotebookCommands(this.notebooks));
    this.course = this.add(
      new Course({
        extensionUri,
        globalStorageUri: storage,
        globalState: memento,
      }),
    );
    this.add(registerLearning(this.notebooks, this.course, (error) => this.errors.push(error)));
    const show = (error: unknown): void => void this.errors.push(error);
    this.add(registerAuthoringCommands(show));
    this.add(registerPastedFences(show));
    this.add(registerSessionCommands(this.store, output));
    this.add(registerStatusBar(this.store));
  }

  run(notebook: NotebookDocument, ...cells: readonly number[]): Promise<void> {
    return this.notebooks.run(
      notebook,
      cells.map((index) => notebook.cellAt(index)),
    );
  }
}

/** Lets everything happen that waits for nothing but its turn. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await new Promise((resolve) => setImmediate(resolve));
}

export function summaries(notebook: NotebookDocument): [number | undefined, boolean | undefined][] {
  return notebook
    .getCells()
    .map(({ executionSummary }: NotebookCell) => [
      executionSummary?.executionOrder,
      executionSummary?.success,
    ]);
}
