import * as l10n from '@vscode/l10n';
import * as v from 'valibot';
import { Shown } from '../../../protocol/values.ts';
import type { CellEnvironment, CellRunner, Failure } from '../language.ts';
import { tellFailure } from '../python/failure.ts';
import { PythonError } from '../python/pythonError.ts';
import { explainScriptError } from '../script/failure.ts';
import { CODE } from './code.ts';
import type { OwnPython, OwnPythonEnd, OwnPythonProcess } from './process.ts';

const Frames = v.array(v.object({ file: v.string(), line: v.number(), name: v.string() }));
const Told = v.object({ name: v.string(), message: v.string(), frames: Frames });
const PythonFailure = v.object({
  ...Told.entries,
  related: v.array(
    v.object({
      ...Told.entries,
      link: v.picklist(['member', 'cause', 'context']),
      number: v.number(),
      count: v.number(),
    }),
  ),
});

/** What the process says; whatever else is written to the line is left out. */
const Message = v.variant('type', [
  v.object({ type: v.literal('ready') }),
  v.object({ type: v.literal('show'), shown: Shown }),
  v.object({
    type: v.literal('done'),
    shown: v.optional(v.nullable(Shown)),
    failure: v.optional(PythonFailure),
  }),
]);
type Done = Extract<v.InferOutput<typeof Message>, { type: 'done' }>;

/** A process from its start on. */
interface Life {
  readonly process: OwnPythonProcess;
  readonly isReady: Promise<true>;
  /** Settles when it is no more. */
  readonly ended: Promise<OwnPythonEnd>;
  hasRun: boolean;
  /** Of the cell that runs in it. */
  done: ((done: Done) => void) | undefined;
}

/** Runs cells in a person's own Python, a process beside the kernel. */
export class OwnPythonRunner implements CellRunner {
  private life: Life | undefined;
  /** How the last process has ended, if no cell was there to be told. */
  private untold: Failure | undefined;
  /** Of the running cell; none once it was interrupted before it began. */
  private turn: symbol | undefined;
  /** Settles when the running cell has come to its end. */
  private resting: Promise<unknown> | undefined;

  constructor(
    private readonly environment: CellEnvironment,
    private readonly python: OwnPython,
  ) {}

  async run(code: string, file: string): Promise<Shown | undefined> {
    const turn = (this.turn = Symbol(file));
    if (this.untold) this.environment.write('stderr', `${this.untold.message}\n`);
    this.untold = undefined;
    const life = (this.life ??= this.environment.outside(() => this.start()));
    if (!life.hasRun) await this.wait(life);
    if (this.turn !== turn) return undefined;
    const answer = this.runIn(life, code, file);
    this.resting = answer.catch(() => undefined);
    const { failure, shown } = await answer;
    this.turn = undefined;
    if (failure) throw new PythonError(tellFailure(failure, code, advice()));
    return shown ?? undefined;
  }

  cannotCheck(): string {
    return l10n.t(
      'Practices are checked with Cachebook\'s own Python. Choose the kernel "Cachebook" for this notebook.',
    );
  }

  definition(): undefined {
    return undefined;
  }

  explain(error: unknown): Failure {
    return error instanceof PythonError
      ? error.failure
      : explainScriptError(error, (value) => this.environment.describe(value).text);
  }

  /** Python comes to rest by itself, or is ended after some time. */
  interrupt(): Promise<string | undefined> | undefined {
    const { life, resting } = this;
    this.turn = undefined;
    if (!life?.done || !resting) return undefined;
    life.process.interrupt();
    return resting.then(() => (this.life === life ? undefined : lost()));
  }

  private async wait({ isReady, ended }: Life): Promise<void> {
    this.environment.progress(l10n.t('Starting Python...'));
    try {
      const end = await Promise.race([isReady, ended]);
      if (end !== true) throw new PythonError(failureOf(end));
    } finally {
      this.environment.progress('');
    }
  }

  private async runIn(life: Life, code: string, file: string): Promise<Done> {
    life.hasRun = true;
    const done = new Promise<Done>((resolve) => (life.done = resolve));
    life.process.send(JSON.stringify([code, `<${file}>`]));
    const end = life.ended.then((how) => {
      throw new PythonError(failureOf(how));
    });
    try {
      return await Promise.race([done, end]);
    } finally {
      life.done = undefined;
      life.process.rested();
    }
  }

  private start(): Life {
    let ready: (value: true) => void = () => undefined;
    let end: (how: OwnPythonEnd) => void = () => undefined;
    const isReady = new Promise<true>((resolve) => (ready = resolve));
    const ended = new Promise<OwnPythonEnd>((resolve) => (end = resolve));
    const process = this.python.start(this.python.command, CODE, {
      onOutput: (stream, text) => this.environment.write(stream, text),
      onLine: (line) => {
        const message = messageOf(line);
        if (message?.type === 'ready') ready(true);
        if (message?.type === 'show') this.environment.show(message.shown);
        if (message?.type === 'done') life.done?.(message);
      },
      onEnd: (how) => {
        if (this.life === life) this.life = undefined;
        if (life.hasRun && !life.done) this.untold = failureOf(how);
        end(how);
      },
    });
    const life: Life = { process, isReady, ended, hasRun: false, done: undefined };
    process.send(
      JSON.stringify({
        noInput: l10n.t('A cell cannot ask for input. Assign a value instead.'),
        key: l10n.t('key'),
        value: l10n.t('value'),
      }),
    );
    return life;
  }
}

function messageOf(line: string): v.InferOutput<typeof Message> | undefined {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    return undefined;
  }
  const parsed = v.safeParse(Message, json);
  if (parsed.success) return withCellFiles(parsed.output);
  // An end is an end, whatever else it says.
  const isEnd = typeof json === 'object' && json !== null && 'type' in json && json.type === 'done';
  return isEnd ? { type: 'done' } : undefined;
}

/** Python calls a cell `<cell-1>`, as it does with what is in no file. */
function withCellFiles<T>(message: T): T {
  return JSON.parse(JSON.stringify(message), (name, value: unknown) =>
    name === 'file' && typeof value === 'string' ? value.replace(/^<(.*)>$/, '$1') : value,
  ) as T;
}

const advice = () => ({
  module: l10n.t('Install it for this Python in a terminal, then run the cell again.'),
  install: l10n.t('Install packages in a terminal, for the Python that runs these cells.'),
});

const lost = (): string =>
  l10n.t('Python did not react and was ended: its variables are gone, those of other cells are kept.');

function failureOf({ code, signal, error, forced }: OwnPythonEnd): Failure {
  const told = (name: string, message: string): Failure => ({ name, message, frames: [] });
  if (error !== undefined)
    return told(
      '',
      l10n.t('Python could not be started: {0}. Choose another kernel for this notebook.', error),
    );
  if (forced) return told('Interrupted', `${l10n.t('The cell was interrupted.')} ${lost()}`);
  if (signal !== undefined)
    return told(
      'SystemError',
      l10n.t(
        'Python was ended by the signal {0}. The next cell starts it anew: its variables are gone, those of other cells are kept.',
        signal,
      ),
    );
  return told(
    'SystemExit',
    l10n.t(
      'Python has ended with exit code {0}. The next cell starts it anew: its variables are gone, those of other cells are kept.',
      String(code ?? 0),
    ),
  );
}
