import { spawn } from 'node:child_process';

/** Opens an address in the person's browser where there is one; the address was printed, so failing is no harm. */
export async function openAddress(address: string): Promise<void> {
  const command = openCommand(address);
  if (!command) return;
  const [file, ...args] = command;
  await new Promise<void>((resolve) => {
    const child = spawn(file, args, { stdio: 'ignore', detached: true });
    child.once('error', () => resolve());
    child.once('spawn', () => resolve());
    child.unref();
  });
}

function openCommand(address: string): readonly [string, ...string[]] | undefined {
  if (process.platform === 'darwin') return ['open', address];
  if (process.platform === 'win32') return ['explorer.exe', address];
  const desktop = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'];
  return desktop ? ['xdg-open', address] : undefined;
}
