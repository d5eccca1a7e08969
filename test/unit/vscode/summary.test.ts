import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { Counts, TestFailure, TestTime } from '../../vscode/stages/counts.ts';
import {
  argsToAskAgain,
  askedAgain,
  commandCounts,
  readCounts,
  totalOf,
} from '../../vscode/stages/counts.ts';
import { runInLanes } from '../../vscode/stages/queue.ts';
import { runStage } from '../../vscode/stages/stage.ts';
import { summaryLines } from '../../vscode/stages/summary.ts';

const failure = (title: string): TestFailure => ({ title, error: 'no' });

/** What a run reports; each failure is of the group that its title begins with. */
function report(more: Partial<Counts> & { passed?: number; failed?: number }): Partial<Counts> {
  const { passed = 0, failed = 0, ...rest } = more;
  return { groups: { caches: { passed, failed } }, skipped: [], slowest: [], failures: [], ...rest };
}

function read(code: number, ...reports: Partial<Counts>[]): Counts {
  return readCounts(reports.map((each) => `${JSON.stringify(each)}\n`).join(''), code);
}

describe('the counts of a stage', () => {
  const cases = [
    ['of several runs add up', [report({ passed: 3 }), report({ passed: 2, failed: 1 })], 1, [5, 1]],
    ['of a run that ended well', [report({ passed: 3 })], 0, [3, 0]],
    ['include a failure when nothing ran', [], 0, [0, 1]],
    ['include a failure when a run reported no test', [report({})], 0, [0, 1]],
    ['include a failure when everything was skipped', [report({ skipped: ['a'] })], 0, [0, 1]],
    ['include a failure when the command failed but no test did', [report({ passed: 3 })], 1, [3, 1]],
    ['count a failed test once', [report({ passed: 3, failed: 2 })], 1, [3, 2]],
  ] as const;
  for (const [title, reports, code, [passed, failed]] of cases) {
    it(title, () => {
      assert.deepEqual(totalOf(read(code, ...reports)), { passed, failed });
    });
  }

  it('name what was skipped, the three slowest tests and every failure, whichever run it is from', () => {
    const time = (ms: number): TestTime => ({ title: `of ${ms} ms`, ms });
    const counts = read(
      1,
      report({ slowest: [time(5), time(9)], skipped: ['a'], failures: [failure('first')] }),
      report({ slowest: [time(7), time(1)], skipped: ['b'], failures: [failure('second')] }),
    );
    assert.deepEqual(counts.slowest, [time(9), time(7), time(5)]);
    assert.deepEqual(counts.skipped, ['a', 'b']);
    assert.deepEqual(counts.failures, [failure('first'), failure('second')]);
  });
});

describe('the stages', () => {
  interface Named {
    readonly name: string;
    readonly after?: Named;
  }
  const pack: Named = { name: 'package' };
  const steps: Named[] = [pack, { name: 'types' }, { name: 'window', after: pack }, { name: 'lint' }];

  it('are begun in their order, so many beside each other, and none before what it comes after', async () => {
    const ends = new Map<string, () => void>();
    const running = runInLanes(steps, 3, async ({ name }) => {
      await new Promise<void>((resolve) => void ends.set(name, resolve));
      return name;
    });
    const begun = async (): Promise<string[]> => {
      await setImmediate();
      return [...ends.keys()];
    };
    assert.deepEqual(await begun(), ['package', 'types']);
    ends.get('types')!();
    assert.deepEqual(await begun(), ['package', 'types', 'lint']);
    ends.get('package')!();
    assert.deepEqual(await begun(), ['package', 'types', 'lint', 'window']);
    ends.get('window')!();
    ends.get('lint')!();
    assert.deepEqual(await running, ['package', 'types', 'window', 'lint']);
  });
});

describe('what failed is asked again', () => {
  const groups = { 'a (b) cache': { passed: 2, failed: 1 }, stairs: { passed: 4, failed: 0 } };
  const first = read(1, report({ groups, failures: [failure('a (b) cache hits')] }));

  it('by its groups, and nothing else', () => {
    assert.equal(argsToAskAgain(read(0, report({ passed: 3 }))), undefined);
    const [, grep = ''] = argsToAskAgain(first) ?? [];
    assert.match('a (b) cache hits', new RegExp(grep));
    assert.doesNotMatch('a (b) caches hits', new RegExp(grep));
    assert.doesNotMatch('stairs and a (b) cache', new RegExp(grep));
  });

  it('as a whole where the command failed', () => {
    assert.deepEqual(argsToAskAgain(read(0)), []);
    const counts = askedAgain(read(0), read(0, report({ passed: 3 })));
    assert.deepEqual(totalOf(counts), { passed: 3, failed: 0 });
    assert.equal(counts.flaky.length, 1);
  });

  it('and is flaky where it passes', () => {
    const second = read(0, report({ groups: { 'a (b) cache': { passed: 3, failed: 0 } } }));
    const counts = askedAgain(first, second);
    assert.deepEqual(totalOf(counts), { passed: 7, failed: 0 });
    assert.deepEqual([counts.flaky, counts.failures], [[failure('a (b) cache hits')], []]);
  });

  it('and has failed where it fails, or where another of its group does, or nothing is left of it', () => {
    for (const title of ['a (b) cache hits', 'a (b) cache misses']) {
      const group = { 'a (b) cache': { passed: 2, failed: 1 } };
      const counts = askedAgain(first, read(1, report({ groups: group, failures: [failure(title)] })));
      assert.deepEqual(totalOf(counts), { passed: 6, failed: 1 });
      assert.deepEqual(counts.failures, [failure(title)]);
    }
    const lost = askedAgain(first, read(1));
    assert.equal(totalOf(lost).failed, 2);
    assert.deepEqual([lost.failures, lost.flaky], [first.failures, []]);
  });

  it('by a stage, once, and only where tests are counted', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'cachebook-'));
    const program = path.join(folder, 'stage.cjs');
    writeFileSync(
      program,
      `const failed = process.argv.includes('--grep') ? 0 : 1;
       const report = { groups: { caches: { passed: 2 - failed, failed } }, skipped: [], slowest: [],
         failures: failed ? [{ title: 'caches hit', error: 'no' }] : [] };
       require('node:fs').appendFileSync(process.env.CACHEBOOK_RESULTS, JSON.stringify(report) + '\\n');
       console.log('ran', ...process.argv.slice(2));
       process.exitCode = failed;`,
    );
    const printed: string[] = [];
    const command = [process.execPath, program];
    const print = (line: string): void => void printed.push(line.replace(/ *│ /, ': '));
    const counted = await runStage({ title: 'a stage', command, counts: true }, print);
    assert.deepEqual(totalOf(counted.counts), { passed: 2, failed: 0 });
    assert.deepEqual(counted.counts.flaky, [{ title: 'caches hit', error: 'no' }]);
    const plain = await runStage({ title: 'a command', command, counts: false }, print);
    assert.deepEqual(totalOf(plain.counts), { passed: 0, failed: 1 });
    assert.deepEqual(printed, ['a stage: ran', 'a stage again: ran --grep ^(caches)( |$)', 'a command: ran']);
    rmSync(folder, { recursive: true });
  });
});

describe('the summary', () => {
  it('has a row per stage, names what was slow, skipped, flaky and wrong, and ends with the plain total', () => {
    const lines = summaryLines(
      [
        { title: 'types', counts: commandCounts(0), seconds: 12.4 },
        {
          title: 'unit',
          counts: {
            groups: { caches: { passed: 40, failed: 2 } },
            skipped: ['python is there'],
            slowest: [{ title: 'caches all', ms: 1234 }],
            failures: [{ title: 'counts hits', error: 'Error: 2 !== 3\n    at here' }],
            flaky: [{ title: 'comes late', error: 'Error: late' }],
          },
          seconds: 3.6,
        },
      ],
      90,
    );
    assert.deepEqual(lines, [
      'types                  1 passed   0 failed    12 s',
      'unit                  40 passed   2 failed     4 s',
      'slow:   1.2 s  unit: caches all',
      'skipped: python is there',
      'flaky (failed, and passed when it was asked again): unit: comes late\nError: late',
      'failed: unit: counts hits\nError: 2 !== 3\n    at here',
      'in 1.5 min without what was fetched',
      '41 passed, 2 failed',
    ]);
  });
});
