import { existsSync } from 'node:fs';
import path from 'node:path';

/**
 * What has to stand before a command that opens a window: Linux without a screen has xvfb-run, which makes one up.
 * @throws Error where there is neither
 */
export function screenCommand(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
): string[] {
  if (platform !== 'linux' || env['DISPLAY'] || env['WAYLAND_DISPLAY']) return [];
  const folders = (env['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  if (folders.some((folder) => existsSync(path.join(folder, 'xvfb-run'))))
    return ['xvfb-run', '--auto-servernum'];
  throw new Error(
    'The desktop VS Code needs a screen, and this machine has none: DISPLAY is not set. Install xvfb, which brings the command xvfb-run, and run the command again.',
  );
}
