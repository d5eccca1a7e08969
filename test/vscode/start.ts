/** `npm start`: Cachebook in a real VS Code; `-- --tour` shows the main job without a person. */
import { parseArgs } from 'node:util';
import { startDesktop } from './desktop/start.ts';
import { installDesktop } from './install/desktop.ts';
import { installVsCode } from './install/vscode.ts';
import { vsCodeKind } from './platform.ts';
import { runMain } from './process/runMain.ts';
import { startServed } from './server/start.ts';
import { runNpm } from './stages/npm.ts';
import { picturesFolder } from './tour/folder.ts';
import { takeTour } from './tour/tour.ts';
import { versions } from './versions.ts';

const USAGE = `npm start                 Cachebook in a real VS Code: in your browser, or on your desktop where that is its place
npm start -- --no-open    leaves your browser alone; the address is printed either way
npm start -- --desktop    in a desktop VS Code of its own, also on Linux on x64
npm start -- --floor      with the oldest VS Code that Cachebook supports
npm start -- --tour       runs every scenario without a person and saves pictures of what it saw in out/tour
npm start -- --tour --update-readme   saves them where the README shows them
npm start -- --tour --out DIR         saves them in DIR`;

const NO_TOUR =
  'The tour looks at a VS Code in a browser, which Cachebook brings on Linux on x64 only. Run npm start without --tour.';

const print = (line: string): void => console.log(line);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      tour: { type: 'boolean' },
      desktop: { type: 'boolean' },
      floor: { type: 'boolean' },
      'no-open': { type: 'boolean' },
      'update-readme': { type: 'boolean' },
      out: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    print(USAGE);
    return 0;
  }
  const version = values.floor ? versions.floor : versions.newest;
  if (values.desktop ?? vsCodeKind() === 'desktop') {
    if (values.tour) throw new Error(NO_TOUR);
    const desktop = await installDesktop(version, print);
    await pack();
    return startDesktop(desktop, print);
  }
  const vscode = await installVsCode(version, print);
  await pack();
  if (values.tour) return takeTour(vscode, picturesFolder(values), print);
  return startServed(vscode, { open: !values['no-open'] }, print);
}

/** What people get is what is shown: the packed extension. */
async function pack(): Promise<void> {
  print('Building and packing Cachebook …');
  await runNpm('package');
}

runMain(main);
