import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Server } from '../../vscode/server/server.ts';
import { waitUntil } from '../../vscode/window/waitUntil.ts';

/** Waits until a session with something in it is kept in a file: what is younger is lost by a reload. */
export async function isRemembered(server: Server, what: RegExp): Promise<void> {
  await waitUntil(`${what.source} in the kept sessions`, () =>
    Promise.resolve(sessionFiles(server.profile).some((file) => what.test(textOf(file)))),
  );
}

function sessionFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.session.json'))
    .map((name) => path.join(folder, name));
}

/** Empty where it has just been replaced. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
