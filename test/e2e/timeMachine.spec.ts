import assert from 'node:assert/strict';
import type { Frame, Locator } from 'playwright-core';
import { closeSideBar, setSize, zoom } from '../vscode/window/appearance.ts';
import { themes, type ThemeName } from '../vscode/window/themes.ts';
import { holds, waitUntil } from '../vscode/window/waitUntil.ts';
import { defaultSize } from '../vscode/window/window.ts';
import { colours, layout, violations, violationsIn } from './support/axe.ts';
import { Dashboard } from './support/dashboard.ts';
import { focusIn, tabsTo, type Focus } from './support/keyboard.ts';
import { freezeKernelsOf, killKernelsOf } from './support/kernels.ts';
import { LEAST_CONTRAST, readability, wears } from './support/look.ts';
import { somebody } from './support/person.ts';
import { LONG_RUN, runsWith, statusItem } from './support/scenarios.ts';

const BOUNDED = 'Run Stairs With a Bounded Cache';
const PLAIN = 'Run Stairs Without a Cache';
const TIMED = 'Start Feed Monitor With a Timed Cache';

describe('the time machine', () => {
  const person = somebody();
  const dashboard = new Dashboard(person);
  let frame: Frame;

  /** Where it stands: the step and the newest one. */
  async function moment(): Promise<{ step: number; last: number }> {
    const text = (await frame.locator('.moment-step').textContent()) ?? '';
    const [step = NaN, last = NaN] = (text.match(/\d[\d,]*/g) ?? []).map((part) =>
      Number(part.replaceAll(',', '')),
    );
    return { step, last };
  }

  const isAt = (step: number): Promise<void> =>
    waitUntil(`event ${step}`, async () => (await moment()).step === step || undefined).then(() => undefined);

  async function expectBadge(text: 'Newest' | 'Past'): Promise<void> {
    await person.sees(frame.locator('.badge', { hasText: text }));
  }

  const event = (start: RegExp): Promise<void> =>
    person.sees(frame.locator('.moment-event', { hasText: start }));

  const isFocused = (name: string | RegExp): Promise<void> =>
    holds(async () => {
      const focus = await focusIn(frame);
      if (typeof name === 'string') assert.equal(focus.name, name);
      else assert.match(focus.name, name);
    });

  /** What axe-core and the eye object to as the dashboard stands now. */
  async function objections(): Promise<string[]> {
    return [...(await violations(frame)), ...(await faintIn(frame.locator('main')))];
  }

  /** What another theme can make wrong in a part of the page. */
  async function colourObjections(part: Locator): Promise<string[]> {
    return [...(await violationsIn(frame, part, colours)), ...(await faintIn(part))];
  }

  async function faintIn(part: Locator): Promise<string[]> {
    const { least, text } = await readability(part);
    return least < LEAST_CONTRAST ? [`"${text}" has a contrast of ${least.toFixed(2)}`] : [];
  }

  before(async () => {
    await closeSideBar(person.page);
    await dashboard.opens();
    await dashboard.empties();
    frame = await dashboard.frame();
  });

  it('has no violation in any theme while nothing has run', async () => {
    for (const theme of Object.keys(themes) as ThemeName[]) {
      await wears(person.page, frame, theme);
      assert.deepEqual(await objections(), [], theme);
    }
    await dashboard.opens();
  });

  describe('with the keyboard alone', () => {
    let way: Focus[] = [];

    it('is opened for a scenario that was run', async () => {
      way = await tabsTo(person, frame, BOUNDED);
      await person.presses('Enter');
      await dashboard.shows('Finished');
      way.push(...(await tabsTo(person, frame, `Step Through: ${BOUNDED}`)));
      await person.presses('Enter');
      await expectBadge('Newest');
      await isFocused(`Close Time Machine: ${BOUNDED}`);
    });

    it('goes from event to event, to both ends, and from miss to miss', async () => {
      way.push(...(await tabsTo(person, frame, `Moment of ${BOUNDED}`)));
      const { last } = await moment();
      await person.presses('Home');
      await isAt(1);
      await expectBadge('Past');
      await person.presses('ArrowRight', 'ArrowRight', 'ArrowLeft');
      await isAt(2);
      await event(/^Miss: 30 is not there\./);
      await person.presses('m');
      await isAt(3);
      await event(/^Miss: /);
      await person.presses('e');
      await event(/^Eviction: /);
      const { step } = await moment();
      await person.presses('Shift+M', 'Shift+E');
      await waitUntil('an earlier event', async () => (await moment()).step < step);
      await person.presses('k');
      await person.presses('End');
      await isAt(last);
      await expectBadge('Newest');
    });

    it('plays, at another speed, and pauses', async () => {
      await person.presses('Home', 'Space');
      await person.sees(frame.getByRole('button', { name: 'Pause (Space)' }));
      await waitUntil('the third event', async () => (await moment()).step >= 3 || undefined);
      await person.presses('Space');
      await person.sees(frame.getByRole('button', { name: 'Play (Space)' }));
      way.push(...(await tabsTo(person, frame, /^Speed/)));
      await person.presses('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown');
      const speed = frame.locator('.choice select').first();
      await holds(async () => assert.equal(await speed.inputValue(), '1024'));
      await person.presses('Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'Enter');
      await isAt((await moment()).last);
    });

    it('shows every picture and its table', async () => {
      way.push(...(await tabsTo(person, frame, 'Inside')));
      for (const [place, picture] of (await pictures()).entries()) {
        if (place > 0) await person.presses('ArrowRight');
        await isFocused(picture);
        await person.sees(frame.getByRole('tabpanel', { name: picture }));
        await tabsTo(person, frame, /^Show as table: /);
        await person.presses('Enter');
        await isFocused(/^Show as picture: /);
        await person.sees(frame.getByRole('tabpanel').getByRole('table'));
        await person.presses('Enter');
        await person.sees(frame.getByRole('tabpanel').getByRole('img'));
        await waitUntil(`the keyboard on ${picture}`, async () => {
          await person.presses('Shift+Tab');
          return (await focusIn(frame)).name === picture || undefined;
        });
      }
    });

    it('goes through everything in the order in which it stands, and shows where it is', () => {
      assert.deepEqual(way.filter(({ isVisible }) => !isVisible), []); // oxfmt-ignore
    });

    it('comes to everything in reading order, from the button that opens and closes it on', async () => {
      await frame.getByRole('button', { name: `Close Time Machine: ${BOUNDED}` }).focus();
      const names = (await tabsTo(person, frame, 'Save Report…')).map(({ name }) => name);
      const order = [
        new RegExp(`^Moment of ${BOUNDED}`),
        /^Play/,
        /^Speed/,
        /^Cache/,
        new RegExp(`^${(await pictures()).at(-1)!}$`),
        /^Show as /,
        /^Save Picture/,
        /^Save Table/,
        /^Save Events/,
        /^Save Report/,
      ];
      const places = order.map((name) => names.findIndex((each) => name.test(each))).filter((at) => at >= 0);
      assert.ok(places.length >= order.length - 1, names.join(', '));
      assert.deepEqual(places, [...places].sort((a, b) => a - b), names.join(', ')); // oxfmt-ignore
    });

    it('is closed by its button, which keeps the keyboard, and is opened by it again', async () => {
      await tabsTo(person, frame, `Moment of ${BOUNDED}`);
      await person.presses('Home', 'ArrowRight');
      await isAt(2);
      const button = frame.getByRole('button', { name: `Close Time Machine: ${BOUNDED}` });
      await waitUntil('the keyboard on the button', async () => {
        await person.presses('Shift+Tab');
        return (await focusIn(frame)).name === `Close Time Machine: ${BOUNDED}` || undefined;
      });
      await person.presses('Enter');
      await button.waitFor({ state: 'detached' });
      await holds(async () => assert.equal(await frame.getByRole('slider').count(), 0));
      await isFocused(`Step Through: ${BOUNDED}`);
      await person.presses('Enter');
      await person.sees(frame.getByRole('slider', { name: `Moment of ${BOUNDED}` }));
      await isFocused(`Close Time Machine: ${BOUNDED}`);
    });

    it('is as it was when the dashboard was hidden and is shown again, however soon', async () => {
      await person.runs('Create: New File...');
      await person.picks('Text File');
      await dashboard.isHidden();
      await dashboard.tab.click();
      frame = await dashboard.frame();
      await frame.getByRole('slider', { name: `Moment of ${BOUNDED}` }).focus();
      await person.presses('Home', ...Array<string>(9).fill('ArrowRight'));
      await isAt(10);
      await person.page.locator('.tab', { hasText: 'Untitled' }).click();
      await dashboard.isHidden();
      await dashboard.tab.click();
      frame = await dashboard.frame();
      await isAt(10);
      await expectBadge('Past');
      await person.sees(frame.getByRole('tab', { name: (await pictures()).at(-1)!, selected: true }));
    });
  });

  describe('while a run goes on', () => {
    it('follows the newest event, and stays at a moment of the past while others come', async () => {
      await runsWith(person, TIMED, ['1', '', '3600', '128', 'false']);
      await dashboard.presses(`Step Through: ${TIMED}`);
      await expectBadge('Newest');
      const grows = async (): Promise<void> => {
        const { last } = await moment();
        await waitUntil('more events', async () => (await moment()).last > last);
      };
      await grows();
      await holds(async () => {
        const { step, last } = await moment();
        assert.equal(step, last);
      });
      await frame.getByRole('slider', { name: `Moment of ${TIMED}` }).focus();
      await person.presses('Home', 'ArrowRight', 'ArrowRight');
      await expectBadge('Past');
      await isAt(3);
      await grows();
      assert.equal((await moment()).step, 3);
      await person.presses('End');
      await expectBadge('Newest');
      await grows();
      const now = await moment();
      assert.equal(now.step, now.last);
      await dashboard.presses(`Stop ${TIMED}`);
      await person.seesNoMore(statusItem(person));
    });
  });

  describe('for everybody', () => {
    it('has no violation in any theme: running, failed and finished, in every picture and as tables', async () => {
      await runsWith(person, PLAIN, LONG_RUN);
      await dashboard.shows(/^Counting: /);
      killKernelsOf(person.server);
      await person.isTold('The kernel ended before the scenario did');
      await dashboard.shows('Failed');
      await runsWith(person, PLAIN, LONG_RUN);
      await dashboard.shows(/^Counting: /);
      freezeKernelsOf(person.server);
      await dashboard.presses(`Step Through: ${BOUNDED}`);
      await eachPicture(async (what) => assert.deepEqual(await objections(), [], what));
      for (const theme of Object.keys(themes) as ThemeName[]) {
        await wears(person.page, frame, theme);
        assert.deepEqual(await colourObjections(frame.locator('main')), [], theme);
        // From picture to picture only this changes.
        const panel = frame.getByRole('tabpanel');
        // All tables have the same rules of style; whether their texts can be read is asked of each.
        await eachPicture(
          async (what) => assert.deepEqual(await colourObjections(panel), [], `${what} in ${theme}`),
          async (what) => assert.deepEqual(await faintIn(panel), [], `${what} in ${theme}`),
        );
      }
    });

    after(async () => {
      killKernelsOf(person.server);
      await person.isTold('The kernel ended before the scenario did');
      await setSize(person.page, defaultSize);
    });

    it('has none where the window is zoomed to 200 %, and needs no scrolling sideways', async () => {
      const unzoom = await zoom(person.page, 2);
      try {
        await waitUntil('the zoom', () => frame.evaluate(() => devicePixelRatio === 2));
        await eachPicture(async (what) => {
          assert.deepEqual(await violations(frame, layout), [], what);
          assert.deepEqual(
            await frame.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
            true,
            what,
          );
        });
      } finally {
        await unzoom();
      }
    });

    // Where it is narrowest most is hidden, and everything is asked again.
    for (const [width, rules] of [
      [640, layout],
      [320, undefined],
    ] as const)
      it(`has none where it is ${width} px wide, and needs no scrolling sideways`, async () => {
        await person.narrowsTo(width, () => frame.evaluate(() => innerWidth), 400);
        await eachPicture(async (what) => {
          assert.deepEqual(await violations(frame, rules), [], what);
          assert.equal(await frame.evaluate(() => document.documentElement.scrollWidth), width, what);
        });
      });
  });

  function pictures(): Promise<string[]> {
    return frame.getByRole('tab').allTextContents();
  }

  /** Shows every picture, and its table. */
  async function eachPicture(
    look: (what: string) => Promise<void>,
    lookAtTable: (what: string) => Promise<void> = look,
  ): Promise<void> {
    for (const picture of await pictures()) {
      await frame.getByRole('tab', { name: picture }).click();
      await person.sees(frame.getByRole('tabpanel').getByRole('img'));
      await look(picture);
      await frame
        .getByRole('tabpanel')
        .getByRole('button', { name: /^Show as table/ })
        .click();
      await lookAtTable(`the table of ${picture}`);
    }
  }
});
