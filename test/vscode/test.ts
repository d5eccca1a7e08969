/** `npm test`: everything is checked; all stages run, also after one has failed. `-- --quick` checks what is quick. */
import { parseArgs } from 'node:util';
import { installEverything } from './install/everything.ts';
import { NO_E2E, vsCodeKind } from './platform.ts';
import { runMain } from './process/runMain.ts';
import { skippedCounts, totalOf } from './stages/counts.ts';
import { runInLanes } from './stages/queue.ts';
import type { Stage, StageResult } from './stages/stage.ts';
import { runStage } from './stages/stage.ts';
import { summaryLines } from './stages/summary.ts';
import { versions } from './versions.ts';

const print = (line: string): void => console.log(line);

function npm(title: string, script: string, ...args: string[]): Stage {
  return { title, command: ['npm', 'run', '--silent', script, '--', ...args], counts: false };
}

/** Tests, which count themselves. */
function tests(title: string, script: string, ...args: string[]): Stage {
  return { ...npm(title, script, ...args), counts: true };
}

const TYPES = npm('types', 'check:types');
const LINT = npm('lint', 'check:lint');
const FORMAT = npm('format', 'check:format');
const UNIT = tests('unit', 'unit');
/** The packed extension is what a person's way through the window and the package's own tests look at. */
const PACK = npm('package', 'package');

function suite(run: string): Stage {
  return { ...tests(`vscode ${run}`, 'test:vscode', '--no-build', '--run', run), after: PACK };
}

function window(run: string): Stage {
  return { ...tests(`e2e ${run}`, 'e2e', '--no-build', '--run', run), after: PACK };
}

/** Only a VS Code in a browser can be looked at. */
const hasWindow = vsCodeKind() === 'server';

/**
 * In the order in which they are begun: what is long before what is short, and the package before those who look at
 * it. In the newest VS Code everything is asked of the package, so that nothing is asked twice.
 */
const WHOLE: readonly Stage[] = [
  PACK,
  UNIT,
  ...[TYPES, LINT, FORMAT],
  ...(hasWindow ? [window('newest')] : []),
  suite('vsix'),
  ...(hasWindow ? [window('floor')] : []),
  suite('floor'),
];

/** For the inner loop: no package, no window of a person, one VS Code. */
const QUICK: readonly Stage[] = [tests('vscode newest', 'test:vscode', '--run', 'newest'), UNIT, TYPES, LINT];

/** Two lanes keep two cores busy; a third fills the time in which windows wait. */
const LANES = 3;

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { quick: { type: 'boolean' } } });
  await installEverything(values.quick ? [versions.newest] : Object.values(versions), print);
  const started = Date.now();
  const stages = values.quick ? QUICK : WHOLE;
  const results: StageResult[] = await runInLanes(stages, LANES, (stage) => runStage(stage, print));
  if (!hasWindow && !values.quick) results.push({ title: 'e2e', counts: skippedCounts(NO_E2E), seconds: 0 });
  print('');
  for (const line of summaryLines(results, (Date.now() - started) / 1000)) print(line);
  return results.some(({ counts }) => totalOf(counts).failed > 0) ? 1 : 0;
}

runMain(main);
