import assert from 'node:assert/strict';
import { Dashboard } from './support/dashboard.ts';
import { freezeKernelsOf, kernelsOf, noKernelOf, someKernelOf, thawKernelsOf } from './support/kernels.ts';
import { isRemembered } from './support/memory.ts';
import { Notebook } from './support/notebook.ts';
import { somebody } from './support/person.ts';
import { LONG_RUN, runsWith, statusItem } from './support/scenarios.ts';

const PLAIN = 'Run Stairs Without a Cache';
const BOUNDED_INFO = 'CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)';
/** What the last of the finished runs prints at its end. */
const LAST_LINE = /LFU +hits 3 +misses 6 +evicted B C D/;
const RUNNING = /"status":"running"[^]*"Counting: /;

describe('the life of the dashboard', () => {
  const person = somebody();
  const dashboard = new Dashboard(person);
  const notebook = new Notebook(person);

  it('stops the plain recursion', async () => {
    await dashboard.opens();
    await runsWith(person, PLAIN, LONG_RUN);
    await dashboard.shows(/^Counting: [\d,]+ of 1,196,536,612 calls$/);
    await person.sees(statusItem(person));
    const pressed = performance.now();
    await dashboard.presses(`Stop ${PLAIN}`);
    const [newest] = await (await dashboard.run(PLAIN)).all();
    await person.sees(newest!.getByText('Stopped', { exact: true }));
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
    await person.sees(await dashboard.card('LFU'));
    await dashboard.showsOf('Run Stairs With a Bounded Cache', BOUNDED_INFO);
    await dashboard.shows('Stopped');
  });

  it('is restored when the window is reloaded in the middle of a run and of a cell; nothing is left behind', async () => {
    await notebook.opens('endless.cachebook.md', '```ts\nawait new Promise(() => {});\n```\n');
    await notebook.runsCell('await');
    await someKernelOf(person.server);
    await dashboard.tab.click();
    await runsWith(person, PLAIN, LONG_RUN);
    await dashboard.shows(/^Counting: /);
    freezeKernelsOf(person.server);
    await isRemembered(person.server, LAST_LINE);
    await isRemembered(person.server, RUNNING);
    assert.equal(kernelsOf(person.server).length, 2);
    thawKernelsOf(person.server);
    await person.reloads();
    // VS Code may not have stored yet which of its editors was in front.
    await dashboard.tab.click();
    await dashboard.showsOf('Run Stairs With a Bounded Cache', BOUNDED_INFO);
    await dashboard.unfolds('Compare Eviction Strategies');
    await person.sees(await dashboard.card('LFU'));
    await dashboard.shows('Stopped');
    await dashboard.shows('The window was reloaded during the run.');
    await noKernelOf(person.server);
    await person.seesNoMore(statusItem(person));
  });

  it('never met the content security policy', () => {
    const violations = person.log.filter((line) => /content.security.policy/i.test(line));
    assert.deepEqual(violations, []);
  });
});
