import type { ChildProcessByStdio } from 'node:child_process';
import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/** Said to a guard whose server has ended already: its number may be another's by now. */
const GONE = 'gone\n';

/**
 * Starts a server and ends it, with its folder, once nobody holds the other end of its line any more: also when whoever
 * started it was killed. It has no parent and no group in common with that, so that it can still tidy up. Standard
 * error stays open until all is gone, and nothing is said there: nobody may be left to hear it, and that ends a shell.
 */
const SHELL_GUARD = `
(
  folder=$1
  shift
  "$@" </dev/null 3<&- 2>&1 &
  server=$!
  echo "pid $server"
  exec >/dev/null
  while read -r word <&3; do [ "$word" = gone ] && server=; done
  [ -n "$server" ] && kill -KILL "$server" && wait "$server" 2>/dev/null
  rm -rf "$folder"
) &`;

/** The same for a system without a shell and without signals; there its standard input is the line. */
const NODE_GUARD = `
const { spawn } = require('node:child_process');
const { rmSync } = require('node:fs');
const [folder, file, ...args] = process.argv.slice(1);
const server = spawn(file, args, { stdio: ['ignore', 'inherit', 'ignore'], windowsHide: true });
const end = () => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  process.exit();
};
server.once('error', (error) => process.stdout.write(error.message + '\\n', end));
server.once('exit', end);
process.stdout.on('error', () => undefined);
if (server.pid !== undefined) process.stdout.write('pid ' + server.pid + '\\n');
process.stdin.on('close', () => server.kill('SIGKILL')).resume();`;

type Streams = ChildProcessByStdio<Writable | null, Readable, Readable>;

/** A server under guard. */
export interface Guarded {
  /** What it prints, line by line; `pid NUMBER` is the first one. */
  readonly onLine: (listener: (line: string) => void) => void;
  /** The server has ended, or never began. */
  readonly ended: Promise<void>;
  /** Ends it; resolves when nothing is left of it, nor of its folder. */
  stop(): Promise<void>;
}

/** Starts a program under guard. `folder` goes away with it. */
export function startUnderGuard(
  command: readonly string[],
  folder: string,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): Guarded {
  if (platform === 'win32') {
    const args = ['-e', NODE_GUARD, '--', folder, ...command];
    return follow(spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true, env }));
  }
  // Node closes the standard input of a process that has ended, and the shell that starts the guard does so at once.
  const shell = spawn('/bin/sh', ['-c', SHELL_GUARD, 'guard', folder, ...command], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    detached: true,
    env,
  });
  return follow(shell as Streams, shell.stdio[3] as Writable);
}

/** What a guard, or docker in its place, tells of a server; `line` is what it watches. */
export function follow(guard: Streams, line: Writable | null = guard.stdin): Guarded {
  const { stdout, stderr } = guard;
  const listeners: ((line: string) => void)[] = [];
  let rest = '';
  stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? '';
    for (const line of lines) for (const listener of listeners) listener(line);
  });
  stderr.resume();
  for (const stream of [line, stdout, stderr]) stream?.on('error', () => undefined); // It has ended.
  guard.on('error', () => undefined); // Then its streams end at once.
  const ended = closed(stdout);
  const over = Promise.all([ended, closed(stderr)]);
  void ended.then(() => line?.end(GONE));
  return {
    onLine: (listener) => void listeners.push(listener),
    ended,
    stop: async () => {
      line?.end();
      await over;
    },
  };
}

function closed(stream: Readable): Promise<void> {
  return new Promise((resolve) => void stream.once('close', resolve));
}
