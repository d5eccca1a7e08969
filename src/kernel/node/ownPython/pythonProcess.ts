import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { PythonCommand } from '../../../protocol/kernel.ts';
import type { OwnPythonEnd, OwnPythonListener } from '../../cells/ownPython/process.ts';
import { marked } from '../descendants.ts';

/** How long an interrupted cell may take to come to its end, in ms. */
const PATIENCE_MS = 3000;

/** More than any system keeps of what was written and is not read yet, in characters. */
const PIPE = 4 * 1024 * 1024;

/** The longest line that is read, in characters: a cell may write anything to the line. */
const MAX_LINE = 16 * 1024 * 1024;

/** Ends a process group once nobody holds its input any more: also when this process was killed. */
const GUARD = 'while read -r _; do :; done; kill -KILL "-$1"';

const isWindows = process.platform === 'win32';

/** A process of the person's own Python, with a session of its own, so that it can be interrupted as in a terminal. */
export class PythonProcess {
  isStopping = false;
  private readonly child: ChildProcess;
  private guard: ChildProcess | undefined;
  private impatience: NodeJS.Timeout | undefined;
  private isForced = false;
  private hasEnded = false;
  /** How much it has printed. */
  private printed = 0;
  private rest = '';
  private readonly lines: string[] = [];
  private passing: Promise<void> | undefined;

  constructor(
    readonly id: number,
    { file, args, cwd, env }: PythonCommand,
    code: string,
    private readonly listener: OwnPythonListener,
  ) {
    this.child = spawn(file, [...args, '-c', code], {
      cwd,
      env: marked(env),
      detached: !isWindows,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
    });
    this.follow();
  }

  get groups(): ReadonlySet<number> {
    return new Set([this.child, this.guard].flatMap((each) => each?.pid ?? []));
  }

  send(line: string): void {
    if (this.child.pid !== undefined) this.commands.write(`${ascii(line)}\n`);
  }

  interrupt(): void {
    if (this.isStopping || this.hasEnded) return;
    this.isStopping = true;
    this.impatience = setTimeout(() => this.force(), PATIENCE_MS);
    // Windows has nothing that only interrupts.
    if (isWindows) this.force();
    else this.kill('SIGINT');
  }

  rested(): void {
    this.isStopping = false;
    clearTimeout(this.impatience);
  }

  end(): void {
    this.kill('SIGKILL');
  }

  private get commands(): Writable {
    return this.child.stdio[3] as Writable;
  }

  private force(): void {
    this.isForced = true;
    this.end();
  }

  private follow(): void {
    const { child } = this;
    child.once('error', (error) => void this.tellEnd({ error: error.message }));
    for (const stream of child.stdio) stream?.on('error', () => undefined); // It has ended.
    if (child.pid === undefined) return;
    if (!isWindows) this.guard = guardOf(child.pid);
    child.once('exit', (code, signal) => {
      void this.tellEnd({ code: code ?? undefined, signal: signal ?? undefined, forced: this.isForced });
    });
    for (const stream of ['stdout', 'stderr'] as const) {
      child[stream]?.setEncoding('utf8').on('data', (text: string) => {
        this.printed += text.length;
        if (!this.hasEnded) this.listener.onOutput(stream, text);
      });
    }
    const answers = child.stdio[4] as Readable;
    answers.setEncoding('utf8').on('data', (text: string) => this.receive(text));
  }

  private receive(text: string): void {
    const lines = `${this.rest}${text}`.split('\n');
    this.rest = lines.pop() ?? '';
    if (this.rest.length > MAX_LINE) this.rest = '';
    this.lines.push(...lines);
    if (this.lines.length > 0) this.passing ??= this.pass();
  }

  /** What is said on the line comes after what was printed before it. */
  private async pass(): Promise<void> {
    while (this.lines.length > 0) {
      const count = this.lines.length;
      await this.quiet();
      for (const line of this.lines.splice(0, count)) this.listener.onLine(line);
    }
    this.passing = undefined;
  }

  /** Settles when all is read that has been printed by now. What comes without end is not waited for. */
  private async quiet(): Promise<void> {
    const begun = this.printed;
    let before: number;
    do {
      before = this.printed;
      await turn();
      await turn();
    } while (this.printed !== before && this.printed - begun < PIPE);
  }

  private async tellEnd(end: OwnPythonEnd): Promise<void> {
    if (this.hasEnded) return;
    this.rested();
    this.end(); // What it has left behind.
    this.guard?.kill('SIGKILL');
    await this.quiet();
    await this.passing;
    this.hasEnded = true;
    for (const stream of this.child.stdio) stream?.destroy();
    this.listener.onEnd(end);
  }

  private kill(signal: NodeJS.Signals): void {
    const { pid } = this.child;
    if (pid === undefined || this.hasEnded) return;
    try {
      if (isWindows) this.child.kill(signal);
      else process.kill(-pid, signal);
    } catch {
      return; // Nothing of it is left.
    }
  }
}

/** Also what has no text of its own arrives as it was. */
function ascii(json: string): string {
  return json.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function guardOf(group: number): ChildProcess {
  const guard = spawn('/bin/sh', ['-c', GUARD, 'guard', String(group)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  guard.on('error', () => undefined); // Then the kernel alone ends it.
  guard.stdin.on('error', () => undefined);
  return guard;
}

/** Lets all be read that is there. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
