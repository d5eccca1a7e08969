import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import type { Origin } from '../../recording/index.ts';

/** What the build writes beside the bundle; `scenarioLines.js` says what its numbers are. */
const Written = v.object({ files: v.array(v.string()), starts: v.array(v.number()) });

/** How many numbers tell where a line begins. */
const WIDTH = 4;

/** Which places of the bundle are lines of scenarios. */
export class ScenarioLines {
  constructor(
    private readonly bundle: string,
    private readonly files: readonly string[],
    private readonly starts: readonly number[],
  ) {}

  /** The line of a scenario that stands at a place of a file; its column is from 1 up, as in a stack. */
  find(file: string, line: number, column: number): Origin | undefined {
    if (file !== this.bundle) return undefined;
    const { starts } = this;
    let [low, high] = [-1, starts.length / WIDTH - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const atLine = starts[middle * WIDTH] ?? 0;
      const isBefore = atLine === line ? (starts[middle * WIDTH + 1] ?? 0) < column : atLine < line;
      if (isBefore) low = middle;
      else high = middle - 1;
    }
    const name = this.files[starts[low * WIDTH + 2] ?? -1];
    return name === undefined ? undefined : { file: name, line: starts[low * WIDTH + 3] ?? 0 };
  }
}

/** Nothing where the build has not written it. */
export function readScenarioLines(): ScenarioLines | undefined {
  try {
    const text = readFileSync(path.join(__dirname, 'scenarioLines.json'), 'utf8');
    const { files, starts } = v.parse(Written, JSON.parse(text));
    return new ScenarioLines(__filename, files, starts);
  } catch {
    return undefined;
  }
}
