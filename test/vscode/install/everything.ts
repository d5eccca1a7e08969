import { findServer } from '../../../src/kernel/node/redis/find.ts';
import { vsCodeKind } from '../platform.ts';
import type { VsCodeVersion } from '../versions.ts';
import { installChromium } from './chromium.ts';
import { installDesktop } from './desktop.ts';
import { installVsCode } from './vscode.ts';

/** Brings whatever tests in these versions need on this system into the cache folder. */
export async function installEverything(
  versions: readonly VsCodeVersion[],
  print: (line: string) => void,
): Promise<void> {
  const isServer = vsCodeKind() === 'server';
  for (const version of versions) {
    if (isServer) await installVsCode(version, print);
    else await installDesktop(version, print);
  }
  if (isServer) await installChromium(print);
  await installRedis(print);
}

/** What needs a Redis or Valkey server is skipped by name without one, and red in CI. */
async function installRedis(print: (line: string) => void): Promise<void> {
  try {
    await findServer({ mayFetch: true, report: print });
  } catch (error) {
    print(error instanceof Error ? error.message : String(error));
  }
}
