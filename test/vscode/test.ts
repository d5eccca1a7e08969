/** `npm test`: everything is checked; all stages run, also after one has failed. */
import { installChromium } from './install/chromium.ts';
import { installVsCode } from './install/vscode.ts';
import { runMain } from './process/runMain.ts';
import type { Stage, StageResult } from './stages/stage.ts';
import { runStage } from './stages/stage.ts';
import { summaryLines } from './stages/summary.ts';
import { versions } from './versions.ts';

const print = (line: string): void => console.log(line);

function npm(title: string, script: string, counts = false, ...args: string[]): Stage {
  return { title, command: ['npm', 'run', '--silent', script, '--', ...args], counts };
}

/** The packed extension is what most stages look at. */
const PACK = npm('package', 'package');

/** Two lanes keep two cores busy. The suite in the oldest VS Code has a third: most of its time it waits. */
const LANES: readonly (readonly Stage[])[] = [
  [
    npm('types', 'check:types'),
    npm('lint', 'check:lint'),
    npm('format', 'check:format'),
    npm('unit', 'unit', true),
    npm('e2e floor', 'e2e', true, '--no-build', '--run', 'floor'),
  ],
  [npm('vscode floor', 'test:vscode', true, '--no-build', '--run', 'floor')],
  [
    npm('vscode newest', 'test:vscode', true, '--no-build', '--run', 'newest'),
    npm('vscode vsix', 'test:vscode', true, '--no-build', '--run', 'vsix'),
    npm('e2e newest', 'e2e', true, '--no-build', '--run', 'newest'),
  ],
];

async function runLane(stages: readonly Stage[]): Promise<StageResult[]> {
  const results: StageResult[] = [];
  for (const stage of stages) results.push(await runStage(stage, print));
  return results;
}

async function main(): Promise<number> {
  for (const version of Object.values(versions)) await installVsCode(version, print);
  await installChromium(print);
  const packed = await runStage(PACK, print);
  const results = [packed, ...(await Promise.all(LANES.map(runLane))).flat()];
  print('');
  for (const line of summaryLines(results)) print(line);
  return results.some(({ counts }) => counts.failed > 0) ? 1 : 0;
}

runMain(main);
