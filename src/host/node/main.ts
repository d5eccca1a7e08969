import type { ExtensionContext } from 'vscode';
import { activateCachebook } from '../extension.ts';
import { loadDrawings } from './drawings.ts';
import { launchKernelProcess } from './kernelProcess.ts';
import { launchLabProcess } from './labProcess.ts';
import { askProgram, kindOfFile, startProgram } from './programs.ts';
import { createRedis } from './redis.ts';
import { openWatchServer } from './watchServer.ts';

/** The entry of the extension where the host is Node. */
export function activate(context: ExtensionContext): void {
  activateCachebook(context, {
    environment: process.env,
    launchKernel: launchKernelProcess,
    launchLab: launchLabProcess,
    loadDrawings,
    redis: createRedis(),
    programs: {
      isWindows: process.platform === 'win32',
      listen: openWatchServer,
      ask: askProgram,
      kindOf: kindOfFile,
      start: startProgram,
    },
  });
}
