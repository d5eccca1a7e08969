import { spawn } from 'node:child_process';

/**
 * Opens an address in the person's browser where there is one. The address was printed, so failing is no harm.
 * @returns whether something was started that should open it
 */
export async function openAddress(address: string, env: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  const opener = browserOpener(env);
  if (!opener) return false;
  return new Promise((resolve) => {
    const child = spawn(opener, [address], { stdio: 'ignore', detached: true, env });
    child.once('error', () => resolve(false));
    child.once('spawn', () => resolve(true));
    child.unref();
  });
}

/** An editor's terminal on another machine names its browser in BROWSER; a desktop has its own opener. */
export function browserOpener(env: NodeJS.ProcessEnv): string | undefined {
  if (env['BROWSER']) return env['BROWSER'];
  return env['DISPLAY'] || env['WAYLAND_DISPLAY'] ? 'xdg-open' : undefined;
}
