import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

/** The first program of this name in PATH. */
export function findOnPath(
  name: string,
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const [key] = Object.keys(env).filter((each) => each.toUpperCase() === 'PATH');
  const folders = (key === undefined ? '' : (env[key] ?? '')).split(path.delimiter).filter(Boolean);
  const file = platform === 'win32' ? `${name}.exe` : name;
  return folders.map((folder) => path.join(folder, file)).find(isProgram);
}

/** Whether a file lies there that may be run. */
export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
