import type { Uri } from 'vscode';
import { Diagnostic, DiagnosticSeverity, languages, Range } from 'vscode';
import { exercises } from '../../lessons/exercises/index.ts';
import type { NotebookProblem } from '../../protocol/notebook/index.ts';
import { NotebookFormatError, parseNotebook } from '../../protocol/notebook/index.ts';
import { Disposables } from '../lifecycle.ts';
import { followNotebookFiles } from './openFiles.ts';

/** How long an edit waits for the next one before the file is looked through, in ms. */
const PAUSE_MS = 300;

/** Shows the mistakes of an author in the Problems view, each at its line of the file. */
export function registerNotebookProblems(): Disposables {
  const registered = new Disposables();
  const diagnostics = registered.add(languages.createDiagnosticCollection('cachebook'));
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const stop = (uri: Uri): void => {
    clearTimeout(timers.get(uri.toString()));
    timers.delete(uri.toString());
  };
  const look = (uri: Uri, text: () => string): void => {
    stop(uri);
    const timer = setTimeout(() => diagnostics.set(uri, problemsIn(text()).map(toDiagnostic)), PAUSE_MS);
    timers.set(uri.toString(), timer);
  };
  const forget = (uri: Uri): void => {
    stop(uri);
    diagnostics.delete(uri);
  };
  registered.add(followNotebookFiles(look, forget));
  registered.add({ dispose: () => timers.forEach((timer) => clearTimeout(timer)) });
  return registered;
}

function problemsIn(text: string): readonly NotebookProblem[] {
  try {
    return parseNotebook(text, { exercises: exercises.map(({ id }) => id) }).problems;
  } catch (error) {
    if (error instanceof NotebookFormatError) return [error];
    throw error;
  }
}

function toDiagnostic({ line, message }: NotebookProblem): Diagnostic {
  const wholeLine = new Range(line - 1, 0, line - 1, Number.MAX_SAFE_INTEGER);
  const diagnostic = new Diagnostic(wholeLine, message, DiagnosticSeverity.Error);
  diagnostic.source = 'Cachebook';
  return diagnostic;
}
