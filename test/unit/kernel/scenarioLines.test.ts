import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { scenarios } from '../../../src/lessons/scenarios/index.ts';
import { MOST_ORIGINS, Recording } from '../../../src/recording/index.ts';
import { bundleKernel, type KernelBundle } from './kernelProcess.ts';
import { NotebookProcess } from './cells/notebookProcess.ts';

const settings = { timeoutSeconds: 5 };

/** Runs a scenario in a kernel as it is shipped. Returns the lines of its events, each with the code that stands there. */
async function linesOf(bundle: KernelBundle, scenario: string, params: object): Promise<string[]> {
  const kernel = await NotebookProcess.start(bundle.file);
  const recording = new Recording();
  try {
    kernel.send({
      type: 'run',
      run: 'r',
      program: { kind: 'scenario', scenario, params: { ...params }, settings },
    });
    for (const message of await kernel.until('done')) {
      if (message.type === 'tick') recording.append(message.tick);
    }
  } finally {
    await kernel.close();
  }
  const shown = path.join(path.dirname(bundle.file), 'lessons');
  return Array.from(recording.events(), ({ type, key, origin }) => {
    const line = origin && readFileSync(path.join(shown, origin.file), 'utf8').split('\n')[origin.line - 1];
    return `${type} ${key}: ${origin?.file ?? ''} ${line?.trim() ?? ''}`;
  });
}

describe('the line of a scenario', () => {
  let bundle: KernelBundle;
  before(async () => {
    bundle = await bundleKernel();
  });

  it('is that which asks its cache, with the text that is shipped', async () => {
    const lines = await linesOf(bundle, 'stairs-memoized', { stair: 5 });
    assert.deepEqual(lines.slice(0, 3), [
      "made : scenarios/stairsMemoized.ts const shown = watch('stepsTo', 'lru', (observer) =>",
      'miss 5: scenarios/stairsMemoized.ts const value = String(shown(stair));',
      'miss 2: stairs.ts : arithmetic.add(stepsTo(stair - 3), stepsTo(stair - 2), stepsTo(stair - 1)),',
    ]);
  });

  for (const { id, params } of scenarios.filter(({ isRepeatable }) => isRepeatable !== false))
    it(`is known of all requests of ${id}`, async () => {
      const requests = (await linesOf(bundle, id, 'stair' in params ? { stair: 9 } : {}))
        .slice(0, MOST_ORIGINS)
        .filter((line) => /^(?:hit|miss) /.test(line));
      assert.deepEqual(
        requests.filter((line) => !/: (?:scenarios\/)?\w+\.ts .*\w.*[([]/.test(line)),
        [],
      );
    });
});
