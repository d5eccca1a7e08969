import type {
  Answer,
  Command,
  Guest,
  Programs,
  Reception,
  RunningProgram,
  WatchServer,
} from '../../../src/host/platform.ts';
import type { Hello } from '../../../src/watch/messages.ts';

import { PROBE_VERSION } from '../../../src/watch/messages.ts';

/** A way in for probes, without a socket. */
export class FakeServer implements WatchServer {
  isOpen = true;
  readonly address = '/tmp/cachebook-1-abcdef/s';

  constructor(
    readonly token: string,
    readonly reception: Reception,
  ) {}

  /** A program that knocks, as a probe of it does. */
  connect(more: Partial<Hello> = {}): Guest {
    return this.reception.welcome({
      version: PROBE_VERSION,
      token: this.token,
      runtime: 'python',
      runtimeVersion: '3.11.2',
      pid: 4711,
      ppid: 1,
      argv: ['/folder/stairs.py'],
      cwd: '/folder',
      records: true,
      ...more,
    });
  }

  dispose(): void {
    this.isOpen = false;
  }
}

/** A machine with no programs but those that a test puts there. */
export class FakePrograms implements Programs {
  isWindows = false;
  readonly servers: FakeServer[] = [];
  /** By file, what a program answers. */
  readonly answers = new Map<string, Answer>();
  /** By path, what lies there; a file where nothing is said. */
  readonly kinds = new Map<string, 'folder' | 'program' | 'file' | 'nothing'>();
  readonly asked: string[] = [];

  get server(): FakeServer {
    const newest = this.servers.at(-1);
    if (!newest) throw new Error('Nobody listens.');
    return newest;
  }

  listen(token: string, reception: Reception): Promise<WatchServer> {
    const server = new FakeServer(token, reception);
    this.servers.push(server);
    return Promise.resolve(server);
  }

  ask(file: string, args: readonly string[]): Promise<Answer> {
    this.asked.push([file, ...args].join(' '));
    return Promise.resolve(this.answers.get(file) ?? { stdout: '', code: 'ENOENT' });
  }

  kindOf(file: string): ReturnType<Programs['kindOf']> {
    return Promise.resolve(this.kinds.get(file) ?? 'file');
  }

  start(command: Command): RunningProgram {
    throw new Error(`${command.file} is not there.`);
  }
}
