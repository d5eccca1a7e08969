import assert from 'node:assert/strict';
import { Dashboard } from './support/dashboard.ts';
import { kernelsOf, noKernelOf, someKernelOf } from './support/kernels.ts';
import { isRemembered } from './support/memory.ts';
import { somebody } from './support/person.ts';
import { LONG_RUN, runsWith, statusItem } from './support/scenarios.ts';

const PLAIN = 'Run Stairs Without a Cache';
const BOUNDED_INFO = 'CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)';
/** What the last of the finished runs prints at its end. */
const LAST_LINE = /LFU +hits 3 +misses 6 +evicted B C D/;
const RUNNING = /"status":"running"[^]*"Counting: /;

describe('the life of the dashboard', () => {
  const person = somebody({ fresh: true });
  const dashboard = new Dashboard(person);

  it('stops the plain recursion', async () => {
    await dashboard.opens();
    await runsWith(person, PLAIN, LONG_RUN);
    await dashboard.shows(/^Counting: [\d,]+ of 1,196,536,612 calls$/);
    await person.sees(statusItem(person));
    const pressed = performance.now();
    await dashboard.presses(`Stop ${PLAIN}`);
    await dashboard.shows('Stopped');
    await person.seesNoMore(statusItem(person));
    console.log(`      stopped ${(performance.now() - pressed).toFixed(0)} ms after the press`);
    assert.deepEqual(kernelsOf(person.server), []);
  });

  it('is up to date when it was hidden and is shown again', async () => {
    await person.runs('Create: New File...');
    await person.picks('Text File');
    await dashboard.isHidden();
    await person.runs('Cachebook: Run Stairs With a Bounded Cache');
    await person.runs('Cachebook: Compare Eviction Strategies');
    await dashboard.tab.click();
    await dashboard.shows(BOUNDED_INFO);
    await person.sees(await dashboard.card('LFU'));
    await dashboard.shows('Stopped');
  });

  it('is restored with its content when the window is reloaded', async () => {
    await isRemembered(person.server, LAST_LINE);
    await person.reloads();
    await dashboard.shows(BOUNDED_INFO);
    await person.sees(await dashboard.card('LFU'));
    await dashboard.shows('Stopped');
  });

  it('a reload in the middle of a run leaves nothing behind and says that the run was stopped', async () => {
    await runsWith(person, PLAIN, LONG_RUN);
    await dashboard.shows(/^Counting: /);
    await isRemembered(person.server, RUNNING);
    await someKernelOf(person.server);
    await person.reloads();
    await dashboard.shows('The window was reloaded during the run.');
    await noKernelOf(person.server);
    await person.seesNoMore(statusItem(person));
  });

  it('never met the content security policy', () => {
    const violations = person.log.filter((line) => /content.security.policy/i.test(line));
    assert.deepEqual(violations, []);
  });
});
