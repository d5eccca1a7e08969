import { vsCodeKind } from '../platform.ts';
import { versions } from '../versions.ts';
import { installChromium } from './chromium.ts';
import { installDesktop } from './desktop.ts';
import { installVsCode } from './vscode.ts';

/** Brings whatever `npm test` needs on this system into the cache folder. */
export async function installEverything(print: (line: string) => void): Promise<void> {
  const isServer = vsCodeKind() === 'server';
  for (const version of Object.values(versions)) {
    if (isServer) await installVsCode(version, print);
    else await installDesktop(version, print);
  }
  if (isServer) await installChromium(print);
}
