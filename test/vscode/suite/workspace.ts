import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Asked } from '../asked.ts';
import { root, vsixFile } from '../root.ts';

type Print = (line: string) => void;

/** The whole suite takes this long at most, in ms. */
const LIMIT_MS = 20 * 60_000;

/** With a packed extension installed, VS Code still wants a folder under development: one that contributes nothing. */
const BYSTANDER = path.join(root, 'test/vscode/suite/bystander');

/** What a VS Code that runs the suite works in and is told, whichever kind it is. */
export interface SuiteWorkspace {
  readonly folder: string;
  /** The folder under development. */
  readonly extension: string;
  readonly options: { readonly vsix?: readonly string[]; readonly env: Readonly<Record<string, string>> };
  /** Passes on the results of tests; gives the exit code that they leave. */
  passOn(code: number): number;
  /** Calls `giveUp` when the suite takes too long; gives what ends the waiting. */
  limit(giveUp: () => void): () => void;
  remove(): void;
}

export function createWorkspace(
  source: Asked['source'],
  grep: string | undefined,
  print: Print,
): SuiteWorkspace {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cachebook-workspace-'));
  const results = path.join(folder, '.results.jsonl');
  return {
    folder,
    extension: source === 'vsix' ? BYSTANDER : root,
    options: {
      ...(source === 'vsix' && { vsix: [vsixFile] }),
      env: {
        CACHEBOOK_RESULTS: results,
        CACHEBOOK_SOURCE: source,
        ...(grep !== undefined && { CACHEBOOK_GREP: grep }),
      },
    },
    passOn: (code) => passOnResults(results, code, print),
    limit(giveUp) {
      const timer = setTimeout(() => {
        print(`The suite did not end within ${LIMIT_MS / 60_000} minutes.`);
        giveUp();
      }, LIMIT_MS);
      return () => clearTimeout(timer);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** An extension host that ends in the middle ends with any code, but without results. */
function passOnResults(file: string, code: number, print: Print): number {
  const lines = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (lines === '') print('The suite ended without results.');
  const target = process.env['CACHEBOOK_RESULTS'];
  if (target) appendFileSync(target, lines);
  return lines === '' ? 1 : code;
}
