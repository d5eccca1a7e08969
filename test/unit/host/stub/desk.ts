/** What a person does and sees where there is no screen: notebooks, tabs, questions and messages. */
import type { NotebookDocument } from 'vscode';
import type { URI } from 'vscode-uri';
import type { StubInput } from './input.ts';
import type { StubCell } from './notebook.ts';
import { associated, executing, StubExecution, StubNotebook } from './notebook.ts';
import type { NotebookData } from './values.ts';
import {
  EventEmitter,
  NotebookCellData,
  NotebookCellKind,
  NotebookData as Data,
  TabInputNotebook,
  Uri,
} from './values.ts';

/** Something that a person is asked and has not answered yet. */
export class Question {
  isOpen = true;
  constructor(
    readonly kind: 'pick' | 'input',
    readonly items: unknown,
    readonly options: unknown,
    private readonly resolve: (answer: unknown) => void,
  ) {}

  /** As from a person: an item of a list, a text, or undefined for Escape. */
  answer(answer: unknown): void {
    if (this.isOpen) desk.questions.splice(desk.questions.indexOf(this), 1);
    this.isOpen = false;
    this.resolve(answer);
  }
}

export interface Told {
  readonly kind: string;
  readonly message: string;
  readonly buttons: readonly string[];
  choose(button: string | undefined): void;
}

export class StubEditor {
  selection = { start: 0, end: 1 };
  constructor(readonly notebook: StubNotebook) {}

  get selections() {
    return [this.selection];
  }

  revealRange(): void {
    return;
  }
}

export interface Tab {
  readonly input: TabInputNotebook | undefined;
}

export interface TabChange {
  readonly opened: readonly Tab[];
  readonly closed: readonly Tab[];
  readonly changed: readonly Tab[];
}

class Desk {
  readonly commands = new Map<string, (...args: never[]) => unknown>();
  readonly executed: unknown[][] = [];
  readonly notebooks: StubNotebook[] = [];
  /** One for each tab; the last one is active. */
  readonly editors: StubEditor[] = [];
  readonly questions: Question[] = [];
  readonly messages: Told[] = [];
  /** What is under way and can be cancelled. */
  readonly progress: { readonly title: string; cancel(): void }[] = [];
  readonly log: string[] = [];
  /** What the Problems view shows of courses: file, line and message. */
  readonly problems: string[] = [];
  readonly panels: { readonly type: string; readonly title: string; readonly column: number }[] = [];
  readonly files = new Map<string, Uint8Array>();
  isTrusted = true;
  cellStatus: unknown;
  tree: unknown;
  /** The cell that a person edits. */
  activeTextEditor: { readonly document: StubCell['document'] } | undefined;
  /** What asks in steps, as long as it is shown. */
  input: StubInput | undefined;

  readonly opened = new EventEmitter<StubNotebook>();
  readonly closed = new EventEmitter<StubNotebook>();
  readonly saved = new EventEmitter<StubNotebook>();
  readonly renamed = new EventEmitter<{
    readonly files: readonly { readonly oldUri: URI; readonly newUri: URI }[];
  }>();
  /** Before it is done. */
  readonly renaming = new EventEmitter<{
    readonly files: readonly { readonly oldUri: URI; readonly newUri: URI }[];
  }>();
  readonly filesChanged = new EventEmitter<undefined>();
  readonly typed = new EventEmitter<object>();
  readonly tabsChanged = new EventEmitter<TabChange>();
  readonly activeChanged = new EventEmitter<StubEditor | undefined>();
  /** A person has selected or scrolled to something in a notebook. */
  readonly moved = new EventEmitter<{ readonly notebookEditor: StubEditor }>();
  readonly windowChanged = new EventEmitter<{ readonly focused: boolean }>();
  private readonly questionAsked = new EventEmitter<Question>();

  readonly statusItem = {
    text: '',
    isShown: false,
    show: (): void => void (this.statusItem.isShown = true),
    hide: (): void => void (this.statusItem.isShown = false),
    dispose: (): void => undefined,
  };

  /** The kernel with the person's own Python, once it is offered. */
  readonly ownPython = {
    id: 'cachebook-own-python',
    label: '',
    description: '',
    selected: new EventEmitter<{ notebook: StubNotebook; selected: boolean }>(),
    get onDidChangeSelectedNotebooks() {
      return this.selected.event;
    },
    createNotebookCellExecution: (cell: StubCell) => new StubExecution(cell),
    dispose: (): void => undefined,
  };

  readonly controller = {
    id: 'cachebook',
    onDidChangeSelectedNotebooks: new EventEmitter<unknown>().event,
    updateNotebookAffinity: (notebook: StubNotebook): void => void associated.add(notebook),
    createNotebookCellExecution: (cell: StubCell) => new StubExecution(cell),
    dispose: (): void => undefined,
  };

  /** Everything as in a new window. */
  /** What the person has set, by its whole name. */
  readonly settings = new Map<string, unknown>();

  clear(): void {
    for (const list of [
      this.executed,
      this.notebooks,
      this.editors,
      this.questions,
      this.messages,
      this.log,
      this.problems,
      this.panels,
    ])
      list.length = 0;
    this.commands.clear();
    this.files.clear();
    this.settings.clear();
    executing.clear();
    this.isTrusted = true;
    this.activeTextEditor = undefined;
    this.input = undefined;
    const events = [
      this.opened,
      this.closed,
      this.saved,
      this.renamed,
      this.renaming,
      this.filesChanged,
      this.typed,
      this.tabsChanged,
      this.activeChanged,
      this.moved,
    ];
    for (const event of events) event.dispose();
  }

  open(notebook: StubNotebook): StubNotebook {
    this.notebooks.push(notebook);
    associated.add(notebook);
    this.opened.fire(notebook);
    return notebook;
  }

  show(notebook: StubNotebook): StubEditor {
    const known = this.editors.find((each) => each.notebook === notebook);
    const editor = known ?? new StubEditor(notebook);
    if (known) this.editors.splice(this.editors.indexOf(known), 1);
    this.editors.push(editor);
    if (!known) this.tabsChanged.fire({ opened: [tabOf(notebook)], closed: [], changed: [] });
    this.activeChanged.fire(editor);
    return editor;
  }

  /** Closes a tab; VS Code lets go of the document now or later. */
  closeTab(notebook: StubNotebook, keepsDocument = false): void {
    const at = this.editors.findIndex((each) => each.notebook === notebook);
    if (at >= 0) this.editors.splice(at, 1);
    this.tabsChanged.fire({ opened: [], closed: [tabOf(notebook)], changed: [] });
    if (!keepsDocument) this.closeDocument(notebook);
  }

  closeDocument(notebook: StubNotebook): void {
    const at = this.notebooks.indexOf(notebook);
    if (at < 0) return;
    this.notebooks.splice(at, 1);
    notebook.isClosed = true;
    for (const cell of notebook.cells) executing.delete(cell);
    this.closed.fire(notebook);
  }

  asked(question: Question): void {
    this.questions.push(question);
    this.questionAsked.fire(question);
  }

  /** The question that is open, as soon as there is one. */
  async question(): Promise<Question> {
    const [open] = this.questions;
    if (open) return open;
    return new Promise((resolve) => {
      const listening = this.questionAsked.event((question) => {
        listening.dispose();
        resolve(question);
      });
    });
  }

  told(message: Told): void {
    this.messages.push(message);
  }
}

export const desk = new Desk();

function tabOf({ uri, notebookType }: StubNotebook): Tab {
  return { input: new TabInputNotebook(uri, notebookType) };
}

export function shownTabs(): Tab[] {
  return desk.editors.map(({ notebook }) => tabOf(notebook));
}

/** A notebook with these cells: TypeScript, or Markdown where it begins with `#`. */
export function dataOf(...cells: readonly string[]): NotebookData {
  return new Data(
    cells.map((text) =>
      text.startsWith('#')
        ? new NotebookCellData(NotebookCellKind.Markup, text, 'markdown')
        : new NotebookCellData(NotebookCellKind.Code, text, 'typescript'),
    ),
  );
}

let count = 0;

/** Opens a notebook in a tab, as a person does. */
export function openNotebook(
  data: NotebookData,
  address = `file:///folder/${count++}.cachebook.md`,
): NotebookDocument & StubNotebook {
  const notebook = desk.open(new StubNotebook(Uri.parse(address), data));
  desk.show(notebook);
  return notebook as NotebookDocument & StubNotebook;
}
