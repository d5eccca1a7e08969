import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { root } from './root.ts';
import { runNpm } from './stages/npm.ts';

const execute = promisify(execFile);

/** Opens the VS Code that is installed on this machine with Cachebook in it, as F5 does. */
export async function startDesktop(print: (line: string) => void): Promise<number> {
  if (!(await isThere('code'))) {
    print('The command "code" was not found. Install VS Code and its shell command, or leave out --desktop.');
    return 1;
  }
  print('Building Cachebook …');
  await runNpm('build');
  await execute('code', ['--new-window', `--extensionDevelopmentPath=${root}`], { shell: isWindows });
  print('VS Code is open. Press F1 and type "Cachebook".');
  return 0;
}

const isWindows = process.platform === 'win32';

async function isThere(command: string): Promise<boolean> {
  try {
    await execute(command, ['--version'], { shell: isWindows });
    return true;
  } catch {
    return false;
  }
}
