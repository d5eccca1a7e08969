import type { NotebookDocument, Uri } from 'vscode';
import {
  CodeAction,
  CodeActionKind,
  commands,
  Diagnostic,
  DiagnosticSeverity,
  l10n,
  languages,
  Range,
  window,
} from 'vscode';
import { exercises } from '../../lessons/exercises/index.ts';
import type { NotebookProblem } from '../../protocol/notebook/index.ts';
import { NotebookFormatError, parseNotebook } from '../../protocol/notebook/index.ts';
import { Disposables } from '../lifecycle.ts';
import { cellsOfText, MAKE_CELLS, textCellOf } from './authoring/pastedFences.ts';
import { NOTEBOOK_TYPE } from './notebookType.ts';
import { followNotebookFiles, shownFile } from './openFiles.ts';
import { textOf } from './serializer.ts';

/** How long an edit waits for the next one before the file is looked through, in ms. */
const PAUSE_MS = 300;

/** For the quick fix alone. */
const OPEN_LINE = 'cachebook.openLineOfFile';

/** A mistake, where it is shown. */
interface Place {
  readonly uri: Uri;
  readonly diagnostic: Diagnostic;
}

/** One that is shown in a cell and stands on a line of the file. A question's header is not part of its cell. */
class CellDiagnostic extends Diagnostic {
  constructor(
    range: Range,
    message: string,
    readonly file: Uri,
    /** From 0. */
    readonly line: number,
    severity: DiagnosticSeverity,
  ) {
    super(range, message, severity);
  }
}

/**
 * Shows the mistakes of an author in the Problems view as long as the file is open: in a text editor at their lines, in a
 * notebook at their cells.
 */
export function registerNotebookProblems(): Disposables {
  const registered = new Disposables();
  const diagnostics = registered.add(languages.createDiagnosticCollection('cachebook'));
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** Where the mistakes of a file are shown. */
  const shown = new Map<string, readonly Uri[]>();
  const look = (uri: Uri): void => {
    const places = placesOf(uri);
    for (const each of shown.get(uri.toString()) ?? []) diagnostics.delete(each);
    for (const [target, found] of byTarget(places)) diagnostics.set(target, found);
    shown.set(
      uri.toString(),
      places.map((place) => place.uri),
    );
    if (places.length === 0) shown.delete(uri.toString());
  };
  registered.add(
    followNotebookFiles((uri) => {
      clearTimeout(timers.get(uri.toString()));
      timers.set(
        uri.toString(),
        setTimeout(() => {
          timers.delete(uri.toString());
          look(uri);
        }, PAUSE_MS),
      );
    }),
  );
  registered.add({ dispose: () => timers.forEach((timer) => clearTimeout(timer)) });
  registered.add(offerFixes(diagnostics));
  return registered;
}

function placesOf(uri: Uri): Place[] {
  const { notebook, text } = shownFile(uri);
  const inText = text ? look(text.getText()).problems.map((problem) => atLine(uri, problem)) : [];
  const inCells = notebook ? placesIn(notebook) : [];
  return [...inText, ...inCells.filter((place) => !text || place.uri.toString() !== uri.toString())];
}

/** What is wrong with a cell stands at the cell; front matter is no part of any. */
function placesIn(notebook: NotebookDocument): Place[] {
  const { problems, lines, textLines } = look(textOf(notebook));
  return problems.map((problem) => {
    const index = lines.filter((line) => line <= problem.line).length - 1;
    const cell = notebook.getCells()[index];
    if (!cell) return atLine(notebook.uri, problem);
    const { document } = cell;
    const line = problem.line - (textLines[index] ?? 0);
    const { range } = document.lineAt(Math.min(Math.max(0, line), document.lineCount - 1));
    // What no line of the cell says is found by its line in the file.
    const message = line < 0 ? l10n.t('Line {0}: {1}', problem.line, problem.message) : problem.message;
    const severity = severityOf(problem);
    const diagnostic = new CellDiagnostic(range, message, notebook.uri, problem.line - 1, severity);
    return { uri: document.uri, diagnostic: named(diagnostic) };
  });
}

type Look = Pick<ReturnType<typeof parseNotebook>, 'problems' | 'lines' | 'textLines'>;

function look(text: string): Look {
  try {
    return parseNotebook(text, { exercises: exercises.map(({ id }) => id) });
  } catch (error) {
    if (error instanceof NotebookFormatError) return { problems: [error], lines: [], textLines: [] };
    throw error;
  }
}

function atLine(uri: Uri, problem: NotebookProblem): Place {
  const { line, message } = problem;
  const wholeLine = new Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER);
  return { uri, diagnostic: named(new Diagnostic(wholeLine, message, severityOf(problem))) };
}

function severityOf({ isWarning = false }: NotebookProblem): DiagnosticSeverity {
  return isWarning ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error;
}

function named<D extends Diagnostic>(diagnostic: D): D {
  diagnostic.source = 'Cachebook';
  return diagnostic;
}

function byTarget(places: readonly Place[]): [Uri, Diagnostic[]][] {
  const found = new Map<string, [Uri, Diagnostic[]]>();
  for (const { uri, diagnostic } of places) {
    const [, list] = found.get(uri.toString()) ?? [uri, []];
    found.set(uri.toString(), [uri, [...list, diagnostic]]);
  }
  return [...found.values()];
}

/** Offers, at a mistake in a cell, the line of the file that it stands on; at a fence in a text, to make it a cell. */
function offerFixes(diagnostics: ReturnType<typeof languages.createDiagnosticCollection>): Disposables {
  const registered = new Disposables();
  const kinds = { providedCodeActionKinds: [CodeActionKind.QuickFix] };
  const provideCodeActions = ({ uri }: { readonly uri: Uri }, range: Range): CodeAction[] =>
    (diagnostics.get(uri) ?? []).flatMap((each) =>
      each instanceof CellDiagnostic && each.range.intersection(range)
        ? [...makeCell(each, uri), openAsText(each)]
        : [],
    );
  registered.add(
    languages.registerCodeActionsProvider({ notebookType: NOTEBOOK_TYPE }, { provideCodeActions }, kinds),
  );
  registered.add(
    commands.registerCommand(OPEN_LINE, async (file: Uri, line: number) => {
      await window.showTextDocument(file, { selection: new Range(line, 0, line, 0) });
    }),
  );
  return registered;
}

function makeCell(diagnostic: CellDiagnostic, uri: Uri): CodeAction[] {
  const cell = textCellOf(uri.toString());
  if (!cell || !cellsOfText(cell)) return [];
  const title = l10n.t('Make it a cell that asks');
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.command = { command: MAKE_CELLS, title, arguments: [uri.toString()] };
  action.diagnostics = [diagnostic];
  action.isPreferred = true;
  return [action];
}

function openAsText(diagnostic: CellDiagnostic): CodeAction {
  const { file, line } = diagnostic;
  const title = l10n.t('Open line {0} of the file as text', line + 1);
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.command = { command: OPEN_LINE, title, arguments: [file, line] };
  action.diagnostics = [diagnostic];
  return action;
}
