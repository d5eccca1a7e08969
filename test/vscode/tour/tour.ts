import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { InstalledVsCode } from '../install/vscode.ts';
import { vsixFile } from '../root.ts';
import type { Server } from '../server/server.ts';
import { startServer } from '../server/server.ts';
import { screenshot } from '../window/appearance.ts';
import { openBrowser } from '../window/browser.ts';
import type { VsCodeWindow } from '../window/window.ts';
import { openWindow } from '../window/window.ts';
import { requestsFolder, takeLab } from './lab.ts';
import { OutputChannel } from './outputChannel.ts';
import { takePictures } from './pictures.ts';
import { runEveryScenario } from './scenarios.ts';
import { programsFolder, takeWatched } from './watch.ts';

/** What a stop of the tour works with. */
export interface Tour {
  readonly window: VsCodeWindow;
  readonly output: OutputChannel;
  readonly print: (line: string) => void;
  /** Saves a picture of the window under this name. */
  readonly picture: (name: string) => Promise<void>;
}

/**
 * Does the main job without a person: every scenario through its palette command, pictures of what they see, two
 * programs that are watched, and a trace in the lab.
 */
export async function takeTour(
  vscode: InstalledVsCode,
  folder: string,
  print: (line: string) => void,
): Promise<number> {
  const browser = await openBrowser(print);
  print(`Starting VS Code ${vscode.version.vscode} with Cachebook installed …`);
  const server = await startServer(vscode, { vsix: [vsixFile] });
  try {
    const window = await openWindow(browser, server);
    const savePicture = async (page: Page, name: string): Promise<void> => {
      const file = path.join(folder, `${name}.png`);
      await screenshot(page, file);
      print(`picture: ${path.relative(process.cwd(), file)}`);
    };
    const picture = (name: string): Promise<void> => savePicture(window.page, name);
    const tour: Tour = { window, output: new OutputChannel(server.profile), print, picture };
    await runEveryScenario(tour);
    await takePictures(tour);
    await window.close();
    await inFolder(browser, server, programsFolder(), takeWatched, savePicture);
    await inFolder(browser, server, requestsFolder(), takeLab, savePicture);
    return 0;
  } finally {
    await server.stop();
    await browser.close();
  }
}

/** What needs files has a folder, which is opened in a window of its own. */
async function inFolder(
  browser: Browser,
  server: Server,
  place: { readonly folder: string; remove(): void },
  take: (window: VsCodeWindow, picture: (name: string) => Promise<void>) => Promise<void>,
  picture: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  try {
    const window = await openWindow(browser, server, { folder: place.folder });
    await take(window, (name) => picture(window.page, name));
    await window.close();
  } finally {
    place.remove();
  }
}
