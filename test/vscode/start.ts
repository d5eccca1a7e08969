/** `npm start`: Cachebook in a real VS Code; `-- --tour` shows the main job without a person. */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { installVsCode } from './install/vscode.ts';
import { openAddress } from './process/openAddress.ts';
import { onShutdown } from './process/shutdown.ts';
import { runMain } from './process/runMain.ts';
import { vsixFile } from './root.ts';
import { startServer } from './server/server.ts';
import { runNpm } from './stages/npm.ts';
import { startDesktop } from './startDesktop.ts';
import { takeTour } from './tour/tour.ts';
import { versions } from './versions.ts';
import { windowAddress } from './window/address.ts';

const USAGE = `npm start                 Cachebook in a real VS Code, in your browser
npm start -- --desktop    in the VS Code installed on this machine (needs the command "code")
npm start -- --tour       runs every scenario without a person and saves pictures of what it saw
npm start -- --floor      with the oldest VS Code that Cachebook supports
npm start -- --out DIR    where the tour saves its pictures (default media/readme)`;

const print = (line: string): void => console.log(line);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      tour: { type: 'boolean' },
      desktop: { type: 'boolean' },
      floor: { type: 'boolean' },
      out: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    print(USAGE);
    return 0;
  }
  if (values.desktop) return startDesktop(print);
  const version = values.floor ? versions.floor : versions.newest;
  const vscode = await installVsCode(version, print);
  print('Building and packing Cachebook …');
  await runNpm('package');
  if (values.tour) return takeTour(vscode, values.out, print);
  return showInBrowser(vscode);
}

async function showInBrowser(vscode: Awaited<ReturnType<typeof installVsCode>>): Promise<number> {
  print(`Starting VS Code ${vscode.version.vscode} with Cachebook installed …`);
  const settings = { 'workbench.startupEditor': 'welcomePage' };
  const token = randomBytes(24).toString('hex');
  const server = await startServer(vscode, { vsix: [vsixFile], token, settings, trusted: false });
  const address = windowAddress(server);
  print(`\nOpen ${address}\n`);
  print('Press F1 and type "Cachebook"; a good start is "Cachebook: Open Walkthrough".');
  print('Ctrl+C here ends it; nothing stays behind.');
  await openAddress(address);
  await new Promise<void>((resolve) => {
    onShutdown(async () => {
      await server.stop();
      resolve();
    });
  });
  return 0;
}

runMain(main);
