/** `npm test`: everything is checked; all stages run, also after one has failed. `-- --quick` checks what is quick. */
import { parseArgs } from 'node:util';
import { installEverything } from './install/everything.ts';
import { NO_E2E, vsCodeKind } from './platform.ts';
import { runMain } from './process/runMain.ts';
import { skippedCounts, totalOf } from './stages/counts.ts';
import type { Stage, StageResult } from './stages/stage.ts';
import { runStage } from './stages/stage.ts';
import { summaryLines } from './stages/summary.ts';
import { versions } from './versions.ts';

const print = (line: string): void => console.log(line);

function npm(title: string, script: string, counts = false, ...args: string[]): Stage {
  return { title, command: ['npm', 'run', '--silent', script, '--', ...args], counts };
}

const TYPES = npm('types', 'check:types');
const LINT = npm('lint', 'check:lint');
const FORMAT = npm('format', 'check:format');
const UNIT = npm('unit', 'unit', true);
/** The packed extension is what a person's way through the window and the package's own tests look at. */
const PACK = npm('package', 'package');

function suite(run: string, build: boolean): Stage {
  return npm(`vscode ${run}`, 'test:vscode', true, ...(build ? [] : ['--no-build']), '--run', run);
}

function window(run: string): Stage {
  return npm(`e2e ${run}`, 'e2e', true, '--no-build', '--run', run);
}

/** What is checked: the stages of a lane one after the other, the lanes beside each other. */
interface Plan {
  readonly first: readonly Stage[];
  readonly lanes: readonly (readonly Stage[])[];
}

/** Only a VS Code in a browser can be looked at. */
const hasWindow = vsCodeKind() === 'server';

/**
 * Two lanes keep two cores busy; a third fills the time in which windows wait. All three take about as long. In the
 * newest VS Code everything is asked of the package, so that nothing is asked twice.
 */
const WHOLE: Plan = {
  first: [PACK],
  lanes: [
    [...(hasWindow ? [window('newest')] : []), LINT],
    [suite('vsix', false), suite('floor', false)],
    [TYPES, UNIT, ...(hasWindow ? [window('floor')] : []), FORMAT],
  ],
};

/** For the inner loop: no package, no window of a person, one VS Code. */
const QUICK: Plan = { first: [], lanes: [[suite('newest', true)], [TYPES, LINT, UNIT]] };

async function runLane(stages: readonly Stage[]): Promise<StageResult[]> {
  const results: StageResult[] = [];
  for (const stage of stages) results.push(await runStage(stage, print));
  return results;
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { quick: { type: 'boolean' } } });
  const plan = values.quick ? QUICK : WHOLE;
  await installEverything(values.quick ? [versions.newest] : Object.values(versions), print);
  const started = Date.now();
  const results = await runLane(plan.first);
  results.push(...(await Promise.all(plan.lanes.map(runLane))).flat());
  if (!hasWindow && !values.quick) results.push({ title: 'e2e', counts: skippedCounts(NO_E2E), seconds: 0 });
  print('');
  for (const line of summaryLines(results, (Date.now() - started) / 1000)) print(line);
  return results.some(({ counts }) => totalOf(counts).failed > 0) ? 1 : 0;
}

runMain(main);
