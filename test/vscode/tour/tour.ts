import path from 'node:path';
import type { InstalledVsCode } from '../install/vscode.ts';
import { vsixFile } from '../root.ts';
import { startServer } from '../server/server.ts';
import { screenshot } from '../window/appearance.ts';
import { openBrowser } from '../window/browser.ts';
import type { VsCodeWindow } from '../window/window.ts';
import { openWindow } from '../window/window.ts';
import { OutputChannel } from './outputChannel.ts';
import { takePictures } from './pictures.ts';
import { runEveryScenario } from './scenarios.ts';

/** What a stop of the tour works with. */
export interface Tour {
  readonly window: VsCodeWindow;
  readonly output: OutputChannel;
  readonly print: (line: string) => void;
  /** Saves a picture of the window under this name. */
  readonly picture: (name: string) => Promise<void>;
}

/** Does the main job without a person: every scenario through its palette command, then pictures of what they see. */
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
    const picture = async (name: string): Promise<void> => {
      const file = path.join(folder, `${name}.png`);
      await screenshot(window.page, file);
      print(`picture: ${path.relative(process.cwd(), file)}`);
    };
    const tour: Tour = { window, output: new OutputChannel(server.profile), print, picture };
    await runEveryScenario(tour);
    await takePictures(tour);
    await window.close();
    return 0;
  } finally {
    await server.stop();
    await browser.close();
  }
}
