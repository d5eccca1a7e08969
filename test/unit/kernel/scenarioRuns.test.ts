import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { exportText } from '../../../src/host/commands/recordings.ts';
import { SessionRecording } from '../../../src/host/sessions/recording.ts';
import { scenarios } from '../../../src/lessons/scenarios/index.ts';
import type { SavedFile } from '../../../src/protocol/dashboard.ts';
import { applyDelta, beginSession, emptyDelta } from '../../../src/protocol/fold.ts';
import type { SessionState } from '../../../src/protocol/session.ts';
import { MOST_ORIGINS, type Recording } from '../../../src/recording/index.ts';
import { pictures } from '../../../src/webview/timeMachine/pictures.ts';
import { reportFile, tableFiles } from '../../../src/webview/timeMachine/takeaway.ts';
import { Screen } from '../webview/timeMachine/support.ts';
import { bundleKernel, KernelProcess } from './kernelProcess.ts';

/** A run as the host and the dashboard know it. */
interface Run {
  readonly session: SessionState;
  readonly recording: Recording;
}

/** What would measure for long otherwise. */
const QUICK: Readonly<Record<string, Record<string, unknown>>> = {
  stairs: { stair: 12, repeat: 2, number: 2 },
  'stairs-memoized': { stair: 18 },
};

async function runOf(scenario: string, params = QUICK[scenario] ?? {}): Promise<Run> {
  const { file } = await bundleKernel();
  const kernel = new KernelProcess(file);
  const recorded = new SessionRecording();
  let session = beginSession('a', scenario, scenario);
  await kernel.begin({ scenario, params });
  for (;;) {
    const message = await kernel.next();
    if (message.type === 'tick') {
      const delta = recorded.append(message.tick).delta();
      if (delta) session = applyDelta(session, delta);
    }
    if (message.type === 'events') session = applyDelta(session, { ...emptyDelta(), ...message.delta });
    if (message.type === 'done') break;
  }
  kernel.hangUp();
  return { session, recording: recorded.recording };
}

/** Every file of text that can be saved of a run, at some of its steps. */
function filesOf({ session, recording }: Run, withTimes: boolean): Record<string, unknown> {
  const files: Record<string, unknown> = {};
  const add = (name: string, saved: readonly SavedFile[]): void => {
    for (const { extension, content } of saved) files[`${name}.${extension}`] = content;
  };
  for (const format of ['csv', 'json'])
    files[`events.${format}`] = exportText(recording, format, withTimes).text;
  if (recording.last === 0) return files;
  const screen = new Screen().shows(recording);
  for (const { cache } of recording.caches()) {
    screen.machine.chooseCache(cache);
    for (const step of [Math.ceil(recording.last / 2), recording.last]) {
      screen.machine.go(step);
      const name = `cache ${cache} at ${step}`;
      const { look } = screen;
      for (const { id, chart } of pictures) add(`${name} ${id}`, tableFiles(chart.table(look), withTimes));
      add(
        name,
        reportFile(
          screen.machine.asShown(session),
          look,
          pictures.map(({ chart }) => chart),
          withTimes,
        ),
      );
    }
  }
  return files;
}

const repeatable = scenarios.filter(({ isRepeatable }) => isRepeatable !== false).map(({ id }) => id);

const runs = new Map<string, Promise<Run>>();

/** A run of a scenario that all tests look at. */
function firstRunOf(scenario: string): Promise<Run> {
  const run = runs.get(scenario) ?? runOf(scenario);
  runs.set(scenario, run);
  return run;
}

describe('files of the same run', () => {
  const USES_NETWORK = ['dictionary'];

  for (const id of repeatable.filter((each) => !USES_NETWORK.includes(each))) {
    it(`are the same to the byte without times: ${id}`, async () => {
      const [one, other] = [await firstRunOf(id), await runOf(id)];
      assert.deepEqual(filesOf(one, false), filesOf(other, false));
    });
  }

  it('have times only where they are asked for', async () => {
    const [one, other] = [await firstRunOf('stairs-memoized'), await runOf('stairs-memoized')];
    const [with1, with2] = [filesOf(one, true), filesOf(other, true)];
    assert.deepEqual(Object.keys(with1), Object.keys(with2));
    const changed = Object.keys(with1).filter((name) => with1[name] !== with2[name]);
    for (const part of ['events.csv', 'events.json', 'lifetimes.csv', '.md'])
      assert.ok(
        changed.some((name) => name.endsWith(part)),
        part,
      );
  });
});

/** The lines of its events, each with the code that stands there. */
async function linesOf({ recording }: Run): Promise<string[]> {
  const { file } = await bundleKernel();
  const shown = path.join(path.dirname(file), 'lessons');
  return Array.from(recording.events(), ({ type, key, origin }) => {
    const line = origin && readFileSync(path.join(shown, origin.file), 'utf8').split('\n')[origin.line - 1];
    return `${type} ${key}: ${origin?.file ?? ''} ${line?.trim() ?? ''}`;
  });
}

describe('the line of a scenario', () => {
  it('is that which asks its cache, with the text that is shipped', async () => {
    const lines = await linesOf(await runOf('stairs-memoized', { stair: 5 }));
    assert.deepEqual(lines.slice(0, 3), [
      "made : scenarios/stairsMemoized.ts const shown = watch('stepsTo', 'lru', (observer) =>",
      'miss 5: scenarios/stairsMemoized.ts const value = String(shown(stair));',
      'miss 2: stairs.ts : arithmetic.add(stepsTo(stair - 3), stepsTo(stair - 2), stepsTo(stair - 1)),',
    ]);
  });

  for (const id of repeatable)
    it(`is known of all requests of ${id}`, async () => {
      const requests = (await linesOf(await firstRunOf(id)))
        .slice(0, MOST_ORIGINS)
        .filter((line) => /^(?:hit|miss) /.test(line));
      assert.deepEqual(
        requests.filter((line) => !/: (?:scenarios\/)?\w+\.ts .*\w.*[([]/.test(line)),
        [],
      );
    });
});
