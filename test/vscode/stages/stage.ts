import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startGuarded } from '../process/guarded.ts';
import { root } from '../root.ts';
import type { Counts } from './summary.ts';
import { readCounts } from './summary.ts';

/** One command of the whole check. */
export interface Stage {
  readonly title: string;
  readonly command: readonly string[];
  /** Whether it counts tests itself (test/support/reporter.cjs); otherwise the command is one test. */
  readonly counts: boolean;
}

export interface StageResult {
  readonly title: string;
  readonly counts: Counts;
  readonly seconds: number;
}

/** Runs a stage to its end; what it prints is passed on line by line under its title. Never throws. */
export async function runStage(stage: Stage, print: (line: string) => void): Promise<StageResult> {
  const started = Date.now();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cachebook-results-'));
  const results = path.join(folder, 'results.jsonl');
  const running = startGuarded({
    command: stage.command,
    cwd: root,
    env: { ...process.env, CACHEBOOK_RESULTS: results },
    remove: [],
  });
  running.onOutput(byLine((line) => print(`${stage.title.padEnd(18)}│ ${line}`)));
  const code = await running.exited;
  const counts = stage.counts ? readCounts(readIfThere(results), code) : commandCounts(code);
  rmSync(folder, { recursive: true, force: true });
  return { title: stage.title, counts, seconds: (Date.now() - started) / 1000 };
}

function commandCounts(code: number): Counts {
  return code === 0 ? { passed: 1, failed: 0, skipped: [] } : { passed: 0, failed: 1, skipped: [] };
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Output arrives in pieces that end anywhere. */
function byLine(take: (line: string) => void): (text: string) => void {
  let rest = '';
  return (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(take);
  };
}
