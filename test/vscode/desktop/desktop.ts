import path from 'node:path';
import type { InstalledDesktop } from '../install/desktop.ts';
import { startGuarded, type GuardedProcess } from '../process/guarded.ts';
import { createProfile, scrubbedEnvironment } from '../server/profile.ts';

export interface DesktopOptions {
  /** Packed extensions to install into the profile before the start. */
  readonly vsix?: readonly string[];
  /** What it is to show, and how. */
  readonly args?: readonly string[];
  /** Variables for it and its extension host. */
  readonly env?: NodeJS.ProcessEnv;
}

/** Nothing that opens, fetches or asks by itself. */
const QUIET = ['--new-window', '--skip-welcome', '--skip-release-notes', '--disable-updates'];

/** Starts the desktop VS Code in a clean profile, which goes away with it. */
export async function openDesktop(
  desktop: InstalledDesktop,
  options: DesktopOptions,
): Promise<GuardedProcess> {
  const profile = createProfile();
  if (options.vsix) await installExtensions(desktop, profile, options.vsix);
  return startGuarded({
    command: [...desktop.command, ...profileArguments(profile), ...QUIET, ...(options.args ?? [])],
    env: { ...scrubbedEnvironment(), ...options.env },
    remove: [profile],
  });
}

/** A profile of its own: neither the person's settings nor their extensions are read or changed. */
export function profileArguments(profile: string): string[] {
  return [
    `--user-data-dir=${path.join(profile, 'data')}`,
    `--extensions-dir=${path.join(profile, 'extensions')}`,
  ];
}

async function installExtensions(
  desktop: InstalledDesktop,
  profile: string,
  files: readonly string[],
): Promise<void> {
  const install = files.flatMap((file) => ['--install-extension', file]);
  const guarded = startGuarded({
    command: [desktop.cli, ...profileArguments(profile), ...install],
    env: scrubbedEnvironment(),
    removeIfStopped: [profile],
  });
  let output = '';
  guarded.onOutput((text) => (output += text));
  const code = await guarded.exited;
  if (code === 0) return;
  throw new Error(`VS Code ${desktop.version.vscode} did not install ${files.join(' and ')}:\n${output}`);
}
