import * as l10n from '@vscode/l10n';
import type { Shown } from '../../protocol/cells.ts';
import type { CellEnvironment, CellLanguage, CellRunner, Failure } from './language.ts';
import type { Interpreter } from './python/load.ts';
import { loadInterpreter } from './python/load.ts';
import { explainScriptError } from './script/failure.ts';

/** Real CPython, compiled to WebAssembly. Loaded when the first cell needs it. */
export const python: CellLanguage = { id: 'python', open: (environment) => new PythonRunner(environment) };

type Answer = Shown | { readonly failure: Failure } | null;

/** What a Python cell has raised. */
class PythonError extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}

/** What has failed, with what to do where Python's own words do not say it. */
function advise(failure: Failure): Failure {
  if (failure.name !== 'ModuleNotFoundError') return failure;
  const advice = l10n.t("Cells have Python's own library only; use TypeScript to fetch.");
  return { ...failure, message: `${failure.message}. ${advice}` };
}

class PythonRunner implements CellRunner {
  private interpreter: Interpreter | undefined;
  private starting: Promise<Interpreter> | undefined;
  /** Of the running cell; another one, or none, once it was interrupted. */
  private turn: symbol | undefined;

  constructor(private readonly environment: CellEnvironment) {}

  async run(code: string, file: string): Promise<Shown | undefined> {
    const turn = (this.turn = Symbol(file));
    const interpreter = this.interpreter ?? (await this.load());
    if (this.turn !== turn) return undefined;
    // An interrupt that came too late for the cell before must not end this one.
    this.environment.python.interrupts?.fill(0);
    const answer = JSON.parse(await interpreter.run(code, file)) as Answer;
    if (answer && 'failure' in answer) throw new PythonError(advise(answer.failure));
    return answer ?? undefined;
  }

  explain(error: unknown): Failure {
    return error instanceof PythonError ? error.failure : explainScriptError(error, String);
  }

  interrupt(cutOff: boolean): string | undefined {
    this.turn = undefined;
    if (!cutOff) {
      // It waits, so nothing of Python's would notice before the next cell does.
      this.environment.python.interrupts?.fill(0);
      this.interpreter?.cancel();
      return undefined;
    }
    // Its memory stopped in the middle of a change: it cannot be trusted any more.
    const hadVariables = this.interpreter !== undefined;
    this.interpreter = undefined;
    this.starting = this.start();
    if (!hadVariables) return undefined;
    return l10n.t(
      'Python did not react and was ended: its variables are gone, those of other cells are kept.',
    );
  }

  private async load(): Promise<Interpreter> {
    this.environment.progress(l10n.t('Starting Python...'));
    try {
      return await (this.starting ??= this.start());
    } finally {
      this.environment.progress('');
    }
  }

  /** What has failed is tried anew by the next cell. */
  private start(): Promise<Interpreter> {
    this.environment.python.interrupts?.fill(0);
    const starting = this.environment.outside(() => loadInterpreter(this.environment));
    starting.then(
      (interpreter) => {
        if (this.starting === starting) this.interpreter = interpreter;
      },
      () => {
        if (this.starting === starting) this.starting = undefined;
      },
    );
    return starting;
  }
}
