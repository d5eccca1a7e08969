/** What all specs of a run share: the version under test, one browser and one server with the packed VSIX. */
import type { Browser } from 'playwright-core';
import { installVsCode } from '../../vscode/install/vscode.ts';
import { vsixFile } from '../../vscode/root.ts';
import type { Server, ServerOptions } from '../../vscode/server/server.ts';
import { startServer } from '../../vscode/server/server.ts';
import { versions } from '../../vscode/versions.ts';
import { openBrowser } from '../../vscode/window/browser.ts';

const print = (line: string): void => console.log(line);

/** The version of VS Code that this run looks at, as `npm run e2e` names it. */
export const version = versions[process.env['CACHEBOOK_E2E'] === 'newest' ? 'newest' : 'floor'];

interface Stage {
  readonly browser: Browser;
  readonly server: Server;
}

let current: Stage | undefined;

/** The stage of this run; there is one while specs run. */
export function stage(): Stage {
  if (!current) throw new Error('The stage is not set yet. Use it in a hook or a test.');
  return current;
}

/** A server of this run's version, with the packed VSIX and with dialogs, as a person has it. */
export async function startServerWithCachebook(options: ServerOptions = {}): Promise<Server> {
  return startServer(await installVsCode(version, print), { vsix: [vsixFile], dialogs: true, ...options });
}

export async function setStage(): Promise<void> {
  const [browser, server] = await Promise.all([openBrowser(print), startServerWithCachebook()]);
  current = { browser, server };
}

export async function clearStage(): Promise<void> {
  await current?.browser.close();
  await current?.server.stop();
  current = undefined;
}
