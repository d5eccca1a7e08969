import { askProgram, kindOfFile, startProgram } from '../../../src/host/node/programs.ts';
import { openWatchServer } from '../../../src/host/node/watchServer.ts';
import type { Command, Programs, RunningProgram } from '../../../src/host/platform.ts';

/** The machine as it is, with a terminal of the system for its programs or without. */
export class RealPrograms implements Programs {
  readonly isWindows = process.platform === 'win32';
  readonly listen = openWatchServer;
  readonly ask = askProgram;
  readonly kindOf = kindOfFile;

  constructor(private readonly hasTerminal = false) {}

  start(command: Command): RunningProgram {
    return startProgram(command, this.hasTerminal);
  }
}
