import assert from 'node:assert/strict';
import { waitUntil } from '../vscode/window/waitUntil.ts';
import { Dashboard } from './support/dashboard.ts';
import { pixelsOf } from './support/look.ts';
import { somebody } from './support/person.ts';
import { runsWith, statusItem } from './support/scenarios.ts';

const BOUNDED = 'Run Stairs With a Bounded Cache';
const BOUNDED_INFO = 'CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)';
const TIMED = 'Start Feed Monitor With a Timed Cache';

describe('the dashboard', () => {
  const person = somebody();
  const dashboard = new Dashboard(person);

  it('says what to do while it is empty, and obeys the keyboard alone', async () => {
    await dashboard.opens();
    await dashboard.shows(/^Run a scenario to watch its caches here/);
    const frame = await dashboard.frame();
    const focused = (): Promise<string> => frame.evaluate(() => document.activeElement?.textContent ?? '');
    await waitUntil(`the focus on "${BOUNDED}"`, async () => {
      if ((await focused()) === BOUNDED) return true;
      await person.presses('Tab');
      return false;
    });
    await person.presses('Enter');
    await dashboard.shows(BOUNDED_INFO);
  });

  it('shows what is known of a cache', async () => {
    const card = await dashboard.card('stepsTo');
    for (const text of ['stepsTo', 'lru', '16 of 16']) {
      await person.sees(card.getByText(text, { exact: true }).first());
    }
    const counters = await dashboard.numbers('Counters of stepsTo');
    assert.deepEqual(counters, { Hits: '52', Misses: '30', 'Hit ratio': '63.4%', Evictions: '14' });
    const output = (await dashboard.frame()).getByRole('region', { name: `Output of ${BOUNDED}` });
    assert.equal(await output.textContent(), `53798080\n${BOUNDED_INFO}`);
  });

  it('draws hits and misses, and tells the same as a table', async () => {
    const canvas = (await dashboard.card('stepsTo')).locator('canvas');
    for (const token of ['--cachebook-hits', '--cachebook-misses']) {
      const pixels = await pixelsOf(canvas, token);
      assert.ok(pixels > 50, `${pixels} pixels of ${token}`);
    }
    await dashboard.presses('Show as table: Hits and misses of stepsTo');
    const rows = await dashboard.rows('Hits and misses of stepsTo');
    assert.deepEqual(rows.at(-1)?.slice(1), ['52', '30']);
    await dashboard.presses('Show as picture: Hits and misses of stepsTo');
    await person.sees(canvas);
  });

  it('clears a cache', async () => {
    await dashboard.presses('Clear stepsTo');
    await dashboard.shows('CacheInfo(hits=0, misses=0, maxsize=16, currsize=0)');
    await person.sees((await dashboard.card('stepsTo')).getByText('0 of 16', { exact: true }));
  });

  it('clears a cache that is in use, which then fetches again', async () => {
    await runsWith(person, TIMED, ['4', '', '3600', '128', 'false']);
    await dashboard.shows('Check 1 done. The next one follows in 4 s.');
    const { fetches } = await dashboard.numbers(`Counts of ${TIMED}`);
    await dashboard.shows(
      `CacheInfo(hits=0, misses=${fetches ?? '?'}, maxsize=128, currsize=${fetches ?? '?'})`,
    );
    await dashboard.presses('Clear getArticle');
    await dashboard.shows('CacheInfo(hits=0, misses=0, maxsize=128, currsize=0)');
    await dashboard.shows('Check 2 done. The next one follows in 4 s.');
    assert.equal((await dashboard.numbers(`Counts of ${TIMED}`))['fetches'], String(2 * Number(fetches)));
    await dashboard.presses(`Stop ${TIMED}`);
    await person.seesNoMore(statusItem(person));
  });

  it('shows timings on a logarithmic axis, with their numbers', async () => {
    await runsWith(person, 'Run Stairs With Memoization', ['22', '128']);
    const picture = (await dashboard.frame()).getByRole('img', { name: /^Timings\. 3 measured/ });
    await person.sees(picture);
    const ticks = await picture.locator('.timing-ticks text').allTextContents();
    assert.ok(ticks.length > 1 && ticks.every((tick) => /^10{0,2} (ns|µs|ms|s)$/.test(tick)), ticks.join());
    const values = await picture.locator('.timing-value').allTextContents();
    await dashboard.presses('Show as table: Timings');
    const rows = await dashboard.rows('Timings');
    assert.deepEqual(
      rows.map(([name]) => name?.split(' ')[0]),
      ['plain', 'cold', 'warm'],
    );
    assert.deepEqual(
      rows.map(([, minimum]) => minimum),
      values,
    );
  });
});
