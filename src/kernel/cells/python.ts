import * as l10n from '@vscode/l10n';
import type { Shown } from '../../protocol/values.ts';
import type { Answer, CellEnvironment, CellLanguage, CellRunner, Failure } from './language.ts';
import { OwnPythonRunner } from './ownPython/runner.ts';
import type { Advice, PythonFailure } from './python/failure.ts';
import { tellFailure } from './python/failure.ts';
import type { Answer as RunAnswer, Interpreter } from './python/load.ts';
import { loadInterpreter } from './python/load.ts';
import { PythonError } from './python/pythonError.ts';
import { explainScriptError } from './script/failure.ts';

/** The person's own Python, where the kernel was opened with it; else real CPython, compiled to WebAssembly. */
export const python: CellLanguage = {
  id: 'python',
  open(environment) {
    const own = environment.ownPython();
    return own ? new OwnPythonRunner(environment, own) : new PythonRunner(environment);
  },
};

/** An interpreter from its start on. */
interface Life {
  readonly started: Promise<Interpreter>;
  /** Once it has started. */
  interpreter?: Interpreter;
  /** What to say of its end. */
  failure?: PythonFailure;
  /** Settles when it can run nothing any more, with what to say of it. */
  readonly ended: Promise<PythonFailure>;
}

class PythonRunner implements CellRunner {
  private life: Life | undefined;
  /** How the last interpreter has ended, if no cell was there to be told. */
  private untold: PythonFailure | undefined;
  /** Of the running cell; another one, or none, once it was interrupted. */
  private turn: symbol | undefined;
  /** Of the cell that ran last. */
  private code = '';

  constructor(private readonly environment: CellEnvironment) {}

  async run(code: string, file: string): Promise<Shown | undefined> {
    const turn = (this.turn = Symbol(file));
    this.code = code;
    this.tellEnd();
    const life = (this.life ??= this.start());
    const interpreter = life.interpreter ?? (await this.wait(life));
    if (this.turn !== turn) return undefined;
    // An interrupt that came too late for the cell before must not end this one.
    this.environment.python.interrupts?.fill(0);
    const answer = await Promise.race([
      answerOf(life, interpreter, code, file),
      life.ended.then((failure) => ({ failure })),
    ]);
    if (this.turn === turn) this.turn = undefined;
    if (answer && 'failure' in answer) throw new PythonError(tellFailure(answer.failure, code, advice()));
    return answer;
  }

  definition(name: string): Answer | undefined {
    return this.life?.interpreter?.answer(this.code, name, () => {
      const told = this.interrupt(true);
      if (told !== undefined) this.environment.write('stderr', `${told}\n`);
    });
  }

  explain(error: unknown): Failure {
    return error instanceof PythonError
      ? error.failure
      : explainScriptError(error, (value) => this.environment.describe(value).text);
  }

  interrupt(cutOff: boolean): string | undefined {
    this.turn = undefined;
    if (!cutOff) {
      // It waits, so nothing of Python's would notice before the next cell does.
      this.environment.python.interrupts?.fill(0);
      this.life?.interpreter?.cancel();
      return undefined;
    }
    // Its memory stopped in the middle of a change: it cannot be trusted any more.
    const hadVariables = this.life?.interpreter !== undefined;
    this.life = this.start();
    if (!hadVariables) return undefined;
    return l10n.t(
      'Python did not react and was ended: its variables are gone, those of other cells are kept.',
    );
  }

  private tellEnd(): void {
    const { untold } = this;
    this.untold = undefined;
    if (untold) this.environment.write('stderr', `${untold.message}\n`);
  }

  private async wait({ started }: Life): Promise<Interpreter> {
    this.environment.progress(l10n.t('Starting Python...'));
    try {
      return await started;
    } finally {
      this.environment.progress('');
    }
  }

  /** What has failed is tried anew by the next cell. */
  private start(): Life {
    this.environment.python.interrupts?.fill(0);
    let end: (failure: PythonFailure) => void = () => undefined;
    const ended = new Promise<PythonFailure>((resolve) => (end = resolve));
    const onFatal = (failure: PythonFailure): void => {
      life.failure = failure;
      end(failure);
      if (this.life !== life) return;
      if (this.turn === undefined) this.untold = failure;
      this.life = this.start();
    };
    const started = this.environment.outside(() => loadInterpreter(this.environment, onFatal));
    const life: Life = { started, ended };
    started.then(
      (interpreter) => (life.interpreter = interpreter),
      () => {
        if (this.life === life) this.life = undefined;
      },
    );
    return life;
  }
}

/** What Python in WebAssembly cannot do, and what can be done instead. */
const advice = (): Advice => ({
  module: l10n.t(
    'This Python is CPython in WebAssembly, with its own library only. For packages and files of this machine, choose the kernel "Cachebook with Python", or use TypeScript.',
  ),
  install: l10n.t(
    'Packages cannot be installed in this Python. The kernel "Cachebook with Python" has those of your own.',
  ),
});

/** What a cell comes to. */
async function answerOf(
  life: Life,
  interpreter: Interpreter,
  code: string,
  file: string,
): Promise<RunAnswer> {
  try {
    return await interpreter.run(code, file);
  } catch (error) {
    if (life.failure) return { failure: life.failure };
    throw error;
  }
}
