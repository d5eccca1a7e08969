import assert from 'node:assert/strict';
import { notifications } from '../vscode/window/notifications.ts';
import { kernelsOf, noKernelOf, someKernelOf } from './support/kernels.ts';
import { OutputPanel } from './support/outputPanel.ts';
import { somebody } from './support/person.ts';
import { LONG_RUN, runsWith, statusItem } from './support/scenarios.ts';

const PLAIN = 'Run Stairs Without a Cache';
const BOUNDED = 'Run Stairs With a Bounded Cache';

describe('bad input', () => {
  const person = somebody();
  const output = new OutputPanel(person);
  const dialog = () => person.page.locator('.monaco-dialog-box');

  it('a kernel that is killed ends the run with a message, and the next run works', async () => {
    await runsWith(person, PLAIN, LONG_RUN);
    process.kill(await someKernelOf(person.server), 'SIGKILL');
    const message = await person.isTold('The kernel ended before the scenario did');
    assert.match(message, /\(SIGKILL\)\. Run the scenario again\.$/);
    await person.seesNoMore(statusItem(person));
    await person.runs(`Cachebook: ${BOUNDED}`);
    await output.shows('53798080', 'CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)');
  });

  it('asks before a recursion that takes very long, with an estimate; "Cancel" runs nothing', async () => {
    await runsWith(person, PLAIN, ['40', '3', '10']);
    await person.sees(dialog().getByText(/^Stair 40 takes [\d,]+ calls, about .+\. Run it anyway\?$/));
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await person.seesNoMore(dialog());
    await person.seesNoMore(statusItem(person));
    assert.deepEqual(kernelsOf(person.server), []);
    await output.isCleared();
    await person.runs(`Cachebook: ${BOUNDED}`);
    await output.shows('53798080');
    assert.deepEqual(await notifications(person.page), []);
  });

  it('"Run Anyway" runs it, and it can be stopped', async () => {
    await runsWith(person, PLAIN, ['40', '3', '10']);
    await dialog().getByRole('button', { name: 'Run Anyway' }).click();
    await person.sees(statusItem(person));
    await person.runs('Cachebook: Stop a Run');
    await person.seesNoMore(statusItem(person));
    await noKernelOf(person.server);
  });
});
