import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { byLine } from '../process/byLine.ts';
import { startGuarded } from '../process/guarded.ts';
import { root } from '../root.ts';
import { temporaryFolder } from '../server/profile.ts';
import type { Counts } from './counts.ts';
import type { Step } from './queue.ts';
import { argsToAskAgain, askedAgain, commandCounts, readCounts } from './counts.ts';

/** One command of the whole check. */
export interface Stage extends Step<Stage> {
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

/** A stage that is stopped ends guarded processes of its own first, which takes longer than ending one (ms). */
const GRACE_MS = 15_000;

type Print = (line: string) => void;

/**
 * Runs a stage to its end; what it prints is passed on line by line under its title. Groups of tests that failed are
 * asked again by themselves: what passes then is called flaky, and is a defect, but not of what a person has just
 * changed. Never throws.
 */
export async function runStage(stage: Stage, print: Print): Promise<StageResult> {
  const started = Date.now();
  const first = await runOnce(stage, print);
  const more = stage.counts ? argsToAskAgain(first) : undefined;
  const counts = more ? askedAgain(first, await runOnce(withArgs(stage, more), print)) : first;
  return { title: stage.title, counts, seconds: (Date.now() - started) / 1000 };
}

function withArgs(stage: Stage, more: readonly string[]): Stage {
  return { ...stage, title: `${stage.title} again`, command: [...stage.command, ...more] };
}

async function runOnce(stage: Stage, print: Print): Promise<Counts> {
  const results = resultsFile(stage);
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'cachebook-'));
  // One test reads as another user.
  chmodSync(temporary, 0o711);
  const running = startGuarded({
    command: stage.command,
    cwd: root,
    env: { ...process.env, CACHEBOOK_RESULTS: results, ...temporaryFolder(temporary) },
    remove: [temporary],
    graceMs: GRACE_MS,
  });
  running.onOutput(byLine((line) => print(`${stage.title.padEnd(18)}│ ${line}`)));
  const code = await running.exited;
  return stage.counts ? readCounts(readIfThere(results), code) : commandCounts(code);
}

/** Where a stage's tests report; what an earlier run reported is gone. */
function resultsFile(stage: Stage): string {
  const file = path.join(root, 'out/results', `${stage.title.replaceAll(' ', '-')}.jsonl`);
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
