import type { InstalledDesktop } from '../install/desktop.ts';
import { untilShutdown } from '../process/shutdown.ts';
import { vsixFile } from '../root.ts';
import { firstSteps } from '../welcome/firstSteps.ts';
import { packWelcome } from '../welcome/pack.ts';
import { openDesktop } from './desktop.ts';

/** Shows Cachebook in a desktop VS Code of its own until the person quits it or presses Ctrl+C. */
export async function startDesktop(
  desktop: InstalledDesktop,
  print: (line: string) => void,
): Promise<number> {
  print(`Starting VS Code ${desktop.version.vscode} with Cachebook installed …`);
  const running = await openDesktop(desktop, { vsix: [vsixFile, await packWelcome()] });
  let output = '';
  running.onOutput((text) => (output = (output + text).slice(-4000)));
  print('');
  for (const line of firstSteps) print(line);
  print('Quit VS Code, or press Ctrl+C here, to end it; nothing stays behind.');
  const code = await Promise.race([untilShutdown().then(() => 0), running.exited]);
  await running.stop();
  if (code !== 0) print(`VS Code ended with code ${code}.\n${output}`);
  return code;
}
