import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as v from 'valibot';
import { type JudgeServices, Judging } from '../../../../src/host/notebook/judging.ts';
import type { CheckReport } from '../../../../src/lessons/exercises/check/report.ts';
import { entryIn, type Exercise } from '../../../../src/lessons/exercises/exercise.ts';
import { findExercise } from '../../../../src/lessons/exercises/index.ts';
import type { Shown } from '../../../../src/protocol/values.ts';
import type { PythonCommand } from '../../../../src/protocol/kernel.ts';
import { KernelToHost } from '../../../../src/protocol/kernel.ts';
import type { KernelBundle } from '../kernelProcess.ts';
import { bundleKernel, KernelLine } from '../kernelProcess.ts';

const { copyPython } = createRequire(import.meta.url)('../../../../esbuild.js') as {
  readonly copyPython: (folder: string) => Promise<void>;
};

export type Last = Extract<KernelToHost, { type: 'done' | 'ended' }>;

/** Everything that was said about one cell; the last message is `done` or `ended`. */
export type Said = readonly KernelToHost[];

/** What was said of the answer to an exercise: by the kernel, and by the judge. */
export interface Checked {
  readonly said: Said;
  readonly shown: readonly Shown[];
  readonly report: CheckReport | undefined;
}

let copied: Promise<void> | undefined;

/** The kernel as it is shipped, with Python beside it. */
export async function bundleNotebookKernel(): Promise<KernelBundle> {
  const bundle = await bundleKernel();
  const folder = path.join(path.dirname(bundle.file), 'pyodide');
  await (copied ??= copyPython(folder));
  return bundle;
}

/** What a kernel and its judge know, and no cell. */
export const SECRET = 'only between us';

/** The kernel of a notebook in a process of its own, and what it says, checked as the host checks it. */
export class NotebookProcess extends KernelLine {
  private count = 0;

  constructor(file: string) {
    super(file, { env: { PATH: process.env['PATH'] }, detached: true });
  }

  /** Starts one and waits until it is ready. */
  static async start(file: string, folder?: string, python?: PythonCommand): Promise<NotebookProcess> {
    const notebook = new NotebookProcess(file);
    await notebook.until('ready');
    notebook.send({ type: 'open', folder, python, secret: SECRET });
    return notebook;
  }

  /** Asks for a cell. */
  execute(code: string, language = 'typescript', exercise?: string | Exercise): string {
    const known = knownExercise(exercise);
    const answer = known && entryIn(language, known);
    const run = `cell ${++this.count}`;
    this.send({ type: 'run', run, program: { kind: 'cell', language, code, answer } });
    return run;
  }

  /** Runs a cell to its end. */
  run(code: string, language?: string): Promise<Said> {
    this.execute(code, language);
    return this.until('done', 'ended');
  }

  /** Runs the answer to an exercise to its end, with the judge of the host. */
  async check(code: string, exercise: string | Exercise, language?: string): Promise<Checked> {
    this.execute(code, language, exercise);
    return this.judge(exercise, undefined, language);
  }

  /** Judges what is handed in next. `isOver`: what ends it; usually the end of the cell. */
  async judge(
    exercise: string | Exercise,
    isOver = (type: string): boolean => type === 'done' || type === 'ended',
    language?: string,
  ): Promise<Checked> {
    const shown: Shown[] = [];
    let report: CheckReport | undefined;
    let judging: Judging | undefined;
    const said = await this.untilMessage((message) => {
      const isReal = 'secret' in message && message.secret === SECRET;
      if (message.type === 'handedIn' && isReal) {
        const services: JudgeServices = {
          send: (asked) => this.send(asked),
          show: (each) => shown.push(each),
          onVerdict: (found) => (report = found),
          onError: (error) => shown.push({ text: String(error) }),
        };
        judging = new Judging(message.run, knownExercise(exercise)!, message.isCallable, services, language);
      }
      if (message.type === 'answered' && isReal) judging?.receive(message);
      return isOver(message.type);
    }, true);
    judging?.end();
    await judging?.settled;
    return { said, shown, report };
  }

  /** What it says up to a message of one of these types. */
  async until(...types: KernelToHost['type'][]): Promise<Said> {
    return this.untilMessage(({ type }) => types.includes(type));
  }

  /** `isOpen`: anybody may have said something that nobody can read; as in the host, it is left out. */
  async untilMessage(isLast: (message: KernelToHost) => boolean, isOpen = false): Promise<Said> {
    const said: KernelToHost[] = [];
    for (;;) {
      const next = await this.messages.next();
      if (next.done) throw new Error(`The kernel has ended after ${JSON.stringify(said)}.`);
      if (isOpen && !v.is(KernelToHost, next.value[0])) continue;
      const message = v.parse(KernelToHost, next.value[0]);
      said.push(message);
      if (isLast(message)) return said;
    }
  }

  /** Ends it as the host does, and waits until it is gone. */
  async close(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.hangUp();
    await exited;
  }
}

/** Has the tests of a suite share one notebook, and what it is made from. Both are there before the first of them. */
export function shareNotebook(receive: (notebook: NotebookProcess, bundle: KernelBundle) => void): void {
  let remove: (() => Promise<void>) | undefined;
  before(async () => {
    const bundle = await bundleNotebookKernel();
    const notebook = await NotebookProcess.start(bundle.file);
    remove = async () => {
      await notebook.close();
    };
    receive(notebook, bundle);
  });
  after(() => remove?.());
}

function knownExercise(exercise: string | Exercise | undefined): Exercise | undefined {
  return typeof exercise === 'object' ? exercise : findExercise(exercise);
}

/** What was said, as a person would see it. */
export function transcript(said: Said): string[] {
  return said.flatMap((message): string[] => {
    if (message.type === 'output') {
      return linesOf(message.text).map((line) => (message.stream === 'stdout' ? line : `? ${line}`));
    }
    if (message.type === 'display') {
      const { text, value } = message.shown;
      return [shownLine({ text, value })];
    }
    if (message.type === 'error') {
      const frames = message.frames.map(({ line, name }) => `${line}${name && ` ${name}`}`);
      const name = message.name === '' ? '' : `${message.name}: `;
      return [`! ${name}${message.message}${frames.length > 0 ? ` @ ${frames.join(', ')}` : ''}`];
    }
    return message.type === 'ended' ? [`# ${message.reason}`] : [];
  });
}

export function shownLine({ text, value }: Shown): string {
  return `= ${text.replaceAll(/\s+/g, ' ')}${value ? ` [${value.kind}]` : ''}`;
}

function linesOf(text: string): string[] {
  return text.replace(/\n$/, '').split('\n');
}

/**
 * Cells and what they say, in a small language: `> ` begins a cell, `. ` continues it; what follows is said of it,
 * with `? ` before the error stream, `= ` before a value (`[kind]` of what the renderer gets), `! ` before an error
 * (`@` its lines, innermost first).
 */
export function parseCells(text: string): { code: string; said: string[] }[] {
  const cells: { code: string; said: string[] }[] = [];
  for (const line of text.split('\n').map((each) => each.trim())) {
    const rest = line.slice(2);
    if (line.startsWith('> ')) cells.push({ code: rest, said: [] });
    else if (line === '.' || line.startsWith('. ')) cells.at(-1)!.code += `\n${rest}`;
    else if (line !== '') cells.at(-1)!.said.push(line);
  }
  return cells;
}
