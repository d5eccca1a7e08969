import assert from 'node:assert/strict';
import { exportText } from '../../../src/host/commands/recordings.ts';
import { SessionRecording } from '../../../src/host/sessions/recording.ts';
import { scenarios } from '../../../src/lessons/scenarios/index.ts';
import type { SavedFile } from '../../../src/protocol/dashboard.ts';
import { applyDelta, beginSession, emptyDelta } from '../../../src/protocol/fold.ts';
import type { SessionState } from '../../../src/protocol/session.ts';
import type { Recording } from '../../../src/recording/index.ts';
import { pictures } from '../../../src/webview/timeMachine/pictures.ts';
import { reportFile, tableFiles } from '../../../src/webview/timeMachine/takeaway.ts';
import { Screen } from '../webview/timeMachine/support.ts';
import type { KernelBundle } from './kernelProcess.ts';
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

async function runOf(bundle: KernelBundle, scenario: string): Promise<Run> {
  const kernel = new KernelProcess(bundle.file);
  const recorded = new SessionRecording();
  let session = beginSession('a', scenario, scenario);
  await kernel.begin({ scenario, params: QUICK[scenario] ?? {} });
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

describe('files of the same run', () => {
  let bundle: KernelBundle;
  before(async () => (bundle = await bundleKernel()));

  const USES_NETWORK = ['dictionary'];
  const same = scenarios.filter(
    ({ id, isRepeatable }) => isRepeatable !== false && !USES_NETWORK.includes(id),
  );

  for (const { id } of same) {
    it(`are the same to the byte without times: ${id}`, async () => {
      const [one, other] = [await runOf(bundle, id), await runOf(bundle, id)];
      assert.deepEqual(filesOf(one, false), filesOf(other, false));
    });
  }

  it('have times only where they are asked for', async () => {
    const [one, other] = [await runOf(bundle, 'stairs-memoized'), await runOf(bundle, 'stairs-memoized')];
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
