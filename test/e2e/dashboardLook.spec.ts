import assert from 'node:assert/strict';
import { closeSideBar, setSize, setTheme } from '../vscode/window/appearance.ts';
import type { ThemeName } from '../vscode/window/themes.ts';
import { themes } from '../vscode/window/themes.ts';
import { waitUntil } from '../vscode/window/waitUntil.ts';
import { defaultSize } from '../vscode/window/window.ts';
import { Dashboard } from './support/dashboard.ts';
import { nameless, pixelsOf, readability } from './support/look.ts';
import { somebody } from './support/person.ts';
import { runsWith } from './support/scenarios.ts';

/** WCAG AA for text. */
const LEAST_CONTRAST = 4.5;

describe('the look of the dashboard', () => {
  const person = somebody();
  const dashboard = new Dashboard(person);

  before(async () => {
    await dashboard.opens();
    await dashboard.presses('Run Stairs With a Bounded Cache');
    await dashboard.shows('CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)');
    await runsWith(person, 'Run Stairs With Memoization', ['20', '128']);
    await person.sees((await dashboard.frame()).getByRole('img', { name: /^Timings\. 3 measured/ }));
  });

  for (const theme of Object.keys(themes) as ThemeName[]) {
    it(`can be read in ${theme}`, async () => {
      await setTheme(person.page, theme);
      const frame = await dashboard.frame();
      await waitUntil('the theme in the dashboard', () => frame.evaluate(hasClass, `vscode-${KINDS[theme]}`));
      const { least, text } = await readability(frame.locator('main'));
      assert.ok(least >= LEAST_CONTRAST, `"${text}" has a contrast of ${least.toFixed(2)}`);
      const canvas = (await dashboard.card('stepsTo')).first().locator('canvas');
      await waitUntil('the chart in the colours of the theme', async () => {
        return (await pixelsOf(canvas, '--cachebook-hits')) > 50;
      });
    });
  }

  it('has a name for every button and a text for every picture', async () => {
    assert.deepEqual(await nameless(await dashboard.frame()), []);
  });

  it('needs no scrolling sideways when it is 320 px wide', async () => {
    await closeSideBar(person.page);
    const frame = await dashboard.frame();
    const width = (): Promise<number> => frame.evaluate(() => innerWidth);
    const around = defaultSize.width - (await width());
    await setSize(person.page, { width: 320 + around, height: defaultSize.height });
    await waitUntil('a dashboard of 320 px', async () => (await width()) === 320);
    assert.equal(await frame.evaluate(() => document.documentElement.scrollWidth), 320);
  });
});

/** How a webview's body names the kind of theme. */
const KINDS: Readonly<Record<ThemeName, string>> = {
  light: 'light',
  dark: 'dark',
  'high-contrast': 'high-contrast',
  'high-contrast-light': 'high-contrast-light',
};

function hasClass(name: string): boolean {
  return document.body.classList.contains(name);
}
