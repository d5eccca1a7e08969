import { chromium, type Browser } from 'playwright-core';
import { installChromium } from '../install/chromium.ts';
import { onShutdown } from '../process/shutdown.ts';

/**
 * Nothing asks the network. Without a graphics card a process of its own for drawing only costs time, and a page that
 * makes as much as VS Code's collects its garbage more seldom where it may gather more of it.
 */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--in-process-gpu',
  '--js-flags=--min-semi-space-size=32 --max-semi-space-size=64',
];

/** A headless browser, installed first where the machine has none. Close it when done. */
export async function openBrowser(print: (line: string) => void): Promise<Browser> {
  const { executablePath, env } = await installChromium(print);
  const browser = await chromium.launch({
    executablePath,
    env: { ...definedOnly(process.env), ...definedOnly(env) },
    args: flags,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  const forget = onShutdown(() => browser.close());
  browser.once('disconnected', forget);
  return browser;
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
