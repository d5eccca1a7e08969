import type { NotebookDocument } from 'vscode';
import {
  commands,
  l10n,
  NotebookCellData,
  NotebookCellKind,
  NotebookData,
  Uri,
  window,
  workspace,
} from 'vscode';
import { Disposables } from '../lifecycle.ts';
import type { Notebooks } from './notebooks.ts';
import { NOTEBOOK_TYPE } from './notebookType.ts';
import { openUntitled } from './untitled.ts';

/** The commands about notebooks. Without an argument they mean the notebook that the person sees. */
export function registerNotebookCommands(notebooks: Notebooks): Disposables {
  const registered = new Disposables();

  /** Registers a command about one notebook; undefined is its result where there is none. */
  function register<Result>(id: string, run: (notebook: NotebookDocument) => Promise<Result>): void {
    registered.add(
      commands.registerCommand(id, async (target?: unknown): Promise<Result | undefined> => {
        const notebook = findNotebook(target);
        if (notebook) return run(notebook);
        void sayNoNotebook();
        return undefined;
      }),
    );
  }

  registered.add(commands.registerCommand('cachebook.newNotebook', newNotebook));
  register('cachebook.restartKernel', async (notebook) => {
    const hadKernel = await notebooks.restart(notebook);
    if (!hadKernel)
      void window.showInformationMessage(l10n.t('No kernel runs yet. The first cell starts one.'));
    return hadKernel;
  });
  register('cachebook.interrupt', (notebook) => notebooks.interrupt(notebook));
  register('cachebook.runAll', runAll);
  return registered;
}

/** Opens a notebook with an empty cell, not saved yet, and returns its address. */
async function newNotebook(): Promise<string> {
  const code = new NotebookCellData(NotebookCellKind.Code, '', 'typescript');
  const isIntroduced = workspace.getConfiguration('cachebook.notebook').get<boolean>('introduction', true);
  const text = new NotebookCellData(NotebookCellKind.Markup, introduction(), 'markdown');
  const notebook = await openUntitled(new NotebookData(isIntroduced ? [text, code] : [code]));
  return notebook.uri.toString();
}

function introduction(): string {
  return [
    l10n.t(
      '`lruCache(maxsize)(fn)` remembers what a function has returned. `fn.cacheInfo()` tells its hits and misses.',
    ),
    l10n.t(
      "`createCache('lru', maxsize)` is a cache to `get` and `set`, with any policy: `'fifo'`, `'lfu'`, and more.",
    ),
    l10n.t('`show(cache)` draws it below the cell, step by step. The dashboard shows it live.'),
  ].join('  \n');
}

/** Runs all cells as VS Code's own button does; resolves with how many code cells ran well, failed, and did not run. */
async function runAll(notebook: NotebookDocument): Promise<RunAllResult> {
  await commands.executeCommand('notebook.execute', notebook.uri);
  const cells = notebook.getCells().filter(({ kind }) => kind === NotebookCellKind.Code);
  const ended = cells.map(({ executionSummary }) => executionSummary?.success);
  const count = (success: boolean | undefined): number => ended.filter((each) => each === success).length;
  return { succeeded: count(true), failed: count(false), notRun: count(undefined) };
}

/** What `cachebook.runAll` returns, in code cells. */
export interface RunAllResult {
  readonly succeeded: number;
  readonly failed: number;
  readonly notRun: number;
}

/** The notebook that is meant: by its address, by the toolbar that was clicked, or the one in sight. */
function findNotebook(target: unknown): NotebookDocument | undefined {
  const uri = uriOf(target);
  const all = workspace.notebookDocuments.filter(({ notebookType }) => notebookType === NOTEBOOK_TYPE);
  if (uri !== undefined) return all.find((notebook) => notebook.uri.toString() === uri);
  const active = window.activeNotebookEditor?.notebook;
  if (active?.notebookType === NOTEBOOK_TYPE) return active;
  const seen = window.visibleNotebookEditors.filter(({ notebook }) => all.includes(notebook));
  return seen.length === 1 ? seen[0]?.notebook : undefined;
}

function uriOf(target: unknown): string | undefined {
  if (typeof target === 'string') return target;
  if (target instanceof Uri) return target.toString();
  const { notebookEditor } = (target ?? {}) as { notebookEditor?: { notebookUri?: unknown } };
  return notebookEditor?.notebookUri instanceof Uri ? notebookEditor.notebookUri.toString() : undefined;
}

async function sayNoNotebook(): Promise<void> {
  const create = l10n.t('New Notebook');
  const message = l10n.t('No Cachebook notebook is in sight. Open one, or begin a new one.');
  if ((await window.showInformationMessage(message, create)) === create) await newNotebook();
}
