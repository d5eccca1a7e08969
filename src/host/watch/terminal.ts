import type { TaskExecution, WorkspaceFolder } from 'vscode';
import {
  CustomExecution,
  l10n,
  ProcessExecution,
  Task,
  TaskPanelKind,
  TaskRevealKind,
  tasks,
  TaskScope,
} from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import { Disposables } from '../lifecycle.ts';
import type { Command, Programs } from '../platform.ts';
import { ProgramTerminal } from './programTerminal.ts';

/** A program in a terminal. */
export interface Started {
  /** Its exit code, undefined where a person or a signal has ended it. */
  readonly ended: Promise<number | undefined>;
  terminate(): void;
}

/** The name of our tasks. Nobody can write one by hand: a program is watched by a command. */
const TYPE = 'cachebook.watch';

/** Starts programs in terminals. */
export class Terminals {
  /** Whether VS Code has terminals for programs: on some machines it turns out that it has none. */
  private hasNative = true;

  constructor(private readonly programs: Programs) {}

  /**
   * Starts a program in a terminal of VS Code: a person can type into it, Ctrl+C ends it, what it has printed stays, and
   * no shell reads its arguments. Throws a `HumanError` where it does not start.
   */
  async start(title: string, command: Command, folder: WorkspaceFolder | undefined): Promise<Started> {
    if (this.hasNative) {
      const started = await startAsTask(title, command, folder);
      if (started) return started;
      this.hasNative = false;
    }
    return startInOurs(title, command, this.programs, folder);
  }
}

/** Undefined where no terminal can be had. */
async function startAsTask(
  title: string,
  { file, args, cwd, env }: Command,
  folder: WorkspaceFolder | undefined,
): Promise<Started | undefined> {
  const execution = new ProcessExecution(file, [...args], { cwd, env: { ...env } });
  const task = taskOf(title, execution, folder);
  const listening = new Disposables();
  const isOurs = (each: TaskExecution): boolean => each.task.definition['run'] === task.definition['run'];
  return new Promise((resolve, reject) => {
    const ended = new Promise<number | undefined>((end) => {
      listening.add(tasks.onDidEndTaskProcess((event) => isOurs(event.execution) && end(event.exitCode)));
      listening.add(
        tasks.onDidEndTask(({ execution: each }) => {
          if (!isOurs(each)) return;
          resolve(undefined); // Says nothing where the program has started.
          end(undefined);
        }),
      );
    });
    void ended.then(() => listening.dispose());
    const terminate = (): void => {
      for (const each of tasks.taskExecutions) if (isOurs(each)) each.terminate();
    };
    listening.add(
      tasks.onDidStartTaskProcess((event) => isOurs(event.execution) && resolve({ ended, terminate })),
    );
    tasks.executeTask(task).then(undefined, reject);
  });
}

async function startInOurs(
  title: string,
  command: Command,
  programs: Programs,
  folder: WorkspaceFolder | undefined,
): Promise<Started> {
  const terminal = new ProgramTerminal(command, programs);
  await tasks.executeTask(taskOf(title, new CustomExecution(() => Promise.resolve(terminal)), folder));
  const { message } = await terminal.started;
  if (message !== undefined) throw new HumanError(l10n.t('{0} did not start: {1}', title, message));
  return { ended: terminal.ended, terminate: () => terminal.close() };
}

function taskOf(
  title: string,
  execution: ProcessExecution | CustomExecution,
  folder: WorkspaceFolder | undefined,
): Task {
  const definition = { type: TYPE, run: crypto.randomUUID() };
  const task = new Task(definition, folder ?? TaskScope.Workspace, title, 'Cachebook', execution, []);
  task.presentationOptions = {
    reveal: TaskRevealKind.Always,
    panel: TaskPanelKind.Dedicated,
    showReuseMessage: false,
    clear: false,
  };
  return task;
}
