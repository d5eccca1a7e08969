import type { VsCodeVersion } from '../versions.ts';
import { ensureEntry } from './ensure.ts';
import { screenCommand } from './screen.ts';

/** An installed desktop VS Code. */
export interface InstalledDesktop {
  readonly version: VsCodeVersion;
  /** What starts it with a window. */
  readonly command: readonly string[];
  /** What installs extensions for it. */
  readonly cli: string;
}

/** Fetches a VS Code for this system into a folder, or finds it there; resolves with its executable. */
export type Download = (folder: string, version: string) => Promise<string>;

/**
 * Brings the desktop VS Code for this system into the cache folder, or finds it there.
 * @throws Error that says what to do where it cannot be fetched or shown
 */
export async function installDesktop(
  version: VsCodeVersion,
  print: (line: string) => void,
): Promise<InstalledDesktop> {
  const screen = screenCommand();
  const executable = await fetchDesktop(version.vscode, print);
  const { resolveCliPathFromVSCodeExecutablePath } = await import('@vscode/test-electron');
  const cli = resolveCliPathFromVSCodeExecutablePath(executable);
  return { version, command: [...screen, executable], cli };
}

/** Resolves with the executable in the cache folder. */
export async function fetchDesktop(
  version: string,
  print: (line: string) => void,
  download: Download = downloadDesktop,
  cache?: string,
): Promise<string> {
  const folder = await ensureEntry(
    {
      title: `desktop VS Code ${version}`,
      packages: [desktopPackage(version)],
      install: async (draft) => {
        await download(draft, version).catch((error: unknown) => {
          throw new Error(cannotFetch(version, error), { cause: error });
        });
      },
    },
    print,
    cache,
  );
  // It is found where it lies now; nothing is fetched a second time.
  return download(folder, version);
}

/** An entry of the cache folder holds the application for one system only. */
export function desktopPackage(
  version: string,
  platform: NodeJS.Platform = process.platform,
  arch: string = process.arch,
): string {
  return `vscode-${platform}-${arch}@${version}`;
}

/** Loaded only where it is needed: it asks for Node 22, and says nothing of what it would lack in 20. */
async function downloadDesktop(folder: string, version: string): Promise<string> {
  const { downloadAndUnzipVSCode, SilentReporter } = await import('@vscode/test-electron');
  return downloadAndUnzipVSCode({ version, cachePath: folder, reporter: new SilentReporter() });
}

function cannotFetch(version: string, error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `VS Code ${version} for the desktop could not be fetched (${reason}). Check that this machine can reach update.code.visualstudio.com, then run the command again.`;
}
