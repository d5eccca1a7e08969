import { randomBytes } from 'node:crypto';
import type { InstalledVsCode } from '../install/vscode.ts';
import { openAddress } from '../process/openAddress.ts';
import { untilShutdown } from '../process/shutdown.ts';
import { vsixFile } from '../root.ts';
import { packWelcome } from '../welcome/pack.ts';
import { firstSteps } from '../welcome/firstSteps.ts';
import { windowAddress } from '../window/address.ts';
import { startServer } from './server.ts';

/** Shows Cachebook in the person's browser until they press Ctrl+C. */
export async function startServed(
  vscode: InstalledVsCode,
  { open }: { readonly open: boolean },
  print: (line: string) => void,
): Promise<number> {
  print(`Starting VS Code ${vscode.version.vscode} with Cachebook installed …`);
  const token = randomBytes(24).toString('hex');
  const vsix = [vsixFile, await packWelcome()];
  const server = await startServer(vscode, { vsix, token, trusted: false, dialogs: true });
  const address = windowAddress(server);
  const opened = open && (await openAddress(address));
  print(`\n${opened ? 'Your browser opens' : 'Open'} ${address}\n`);
  for (const line of firstSteps) print(line);
  print('Ctrl+C here ends it; nothing stays behind.');
  const ended = await Promise.race([untilShutdown(), server.exited.then(() => 'by itself')]);
  await server.stop();
  if (ended) throw new Error('The VS Code server has ended. Run the command again.');
  return 0;
}
