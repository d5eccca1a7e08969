import assert from 'node:assert/strict';
import fc from 'fast-check';
import { renderToString } from 'preact-render-to-string';
import { policies } from '../../../../src/engine/index.ts';
import type { Recording } from '../../../../src/recording/index.ts';
import { missClasses, whole } from '../../../../src/recording/index.ts';
import { pictures } from '../../../../src/webview/timeMachine/pictures.ts';
import { recursionAt } from '../../../../src/webview/timeMachine/recursion.ts';
import { TimeMachineView } from '../../../../src/webview/views/timeMachine.tsx';
import { dice, Studio } from '../../recording/support.ts';
import { played, playOn, Screen, stairs, type Play } from './support.ts';

/** What stands in a picture where a number or a text was missing. */
const MISSING = /\bNaN\b|\bundefined\b|\bInfinity\b|\[object /;

/** The whole time machine with a picture, as text. Frames come until long computations are done. */
function drawn(screen: Screen, picture: string): string {
  screen.machine.choosePicture(picture);
  for (;;) {
    const html = renderToString(<TimeMachineView machine={screen.machine} title="A run" />);
    if (!html.includes('<progress')) return html;
    screen.frame(1);
  }
}

/** Every picture with its twins, at this moment: nothing throws, and nothing is missing. */
function assertWhole(screen: Screen): void {
  for (const { id, chart } of pictures) {
    const html = drawn(screen, id);
    const { look } = screen;
    const { columns, rows } = chart.table(look);
    const texts = [chart.title(look), chart.summary(look), ...columns, ...rows.flat()];
    for (const text of [html, ...texts]) {
      const found = MISSING.exec(text);
      assert.equal(found && text.slice(Math.max(0, found.index - 80), found.index + 40), null, id);
    }
    for (const row of rows) assert.equal(row.length, columns.length);
    assert.ok(chart.title(look) !== '' && chart.summary(look) !== '', id);
  }
}

function assertWholeEverywhere(recording: Recording, steps: number, seed = 1): void {
  const screen = new Screen().shows(recording);
  assertWhole(screen);
  const roll = dice(seed);
  for (let i = 0; i < steps; i++) {
    screen.machine.go(i === 0 ? 0 : roll(recording.last + 1));
    assertWhole(screen);
  }
}

/** What a picture's table tells. */
function rowsOf(screen: Screen, id: string): readonly (readonly string[])[] {
  drawn(screen, id);
  return pictures.find((picture) => picture.id === id)!.chart.table(screen.look).rows;
}

/** How many calls the last recursion of a recording made. */
const callsIn = (recording: Recording): number => recursionAt(recording, recording.last)!.calls.length;

const summaryOf = (screen: Screen, id: string): string => {
  drawn(screen, id);
  return pictures.find((picture) => picture.id === id)!.chart.summary(screen.look);
};

describe('the pictures of the time machine', () => {
  for (const { id } of policies)
    it(`are whole at any moment of ${id}, with room for few entries, none and all`, () => {
      for (const maxsize of [0, 1, 2, 8, 100, null])
        assertWholeEverywhere(played({ policy: id, maxsize, requests: 250, keys: 30 }), 3);
    });

  it('are whole for an empty cache, and before it was asked for anything', () => {
    const studio = new Studio(String);
    studio.open();
    assertWholeEverywhere(studio.finish(), 1);
  });

  it('are whole for a policy that nobody knows, and for events that cannot have happened', () => {
    assertWholeEverywhere(played({ policy: 'lru', maxsize: 4 }, new Studio(() => '')), 4);
    const studio = new Studio(String);
    const writer = studio.open({ policy: 'of a person', maxsize: 2 });
    for (const slot of [5, 1, 1, 3]) writer.hit(slot);
    writer.removed(2, 'evicted');
    writer.stored(1, true, { number: 0, key: 'a', isList: false, label: 'a', value: 1 });
    writer.cleared([], 'expired');
    assertWholeEverywhere(studio.finish(), 6);
  });

  it('are whole for several caches at once, whichever is looked at', () => {
    const studio = new Studio(String);
    for (const policy of ['lru', 'arc', 's3-fifo']) playOn(studio, { policy, maxsize: 5, requests: 80 });
    const recording = studio.finish();
    const screen = new Screen().shows(recording);
    for (const cache of [1, 2, 3])
      for (const step of [0, 1, 40, 200, recording.last]) {
        screen.machine.chooseCache(cache);
        screen.machine.go(step);
        assertWhole(screen);
      }
  });

  it('draw at most 64 entries of a part of a large cache, and tell how many more there are', () => {
    for (const { id } of policies) {
      const screen = new Screen().shows(
        played({ policy: id, maxsize: 10_000, requests: 12_000, keys: 2 ** 31 }),
      );
      const html = drawn(screen, 'inside');
      const parts = screen.look.moment.layout.length;
      const boxes = html.split('class="entry"').length - 1;
      assert.ok(boxes > 0 && boxes <= 64 * parts, `${boxes} of ${id}`);
      assert.match(html, / more</);
      assert.doesNotMatch(html, MISSING);
    }
  });

  it('stay small and whole with any keys: long ones, right to left, emoji, markup, control characters', () => {
    const key = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.constantFrom(
        'א'.repeat(300),
        'x'.repeat(100_000),
        '👩‍👩‍👧‍👦'.repeat(50),
        '</text><script>',
        '\u202eabc\u202d',
        '',
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(key, { minLength: 1, maxLength: 12 }), (keys) => {
        const play: Play = { maxsize: 4, requests: 40, keys: keys.length, nameOf: (number) => keys[number]! };
        const screen = new Screen().shows(played(play));
        for (const picture of ['inside', 'calls']) {
          const svg = /<svg class="(?:inside|call-tree)[^]*<\/svg>/.exec(drawn(screen, picture))?.[0] ?? '';
          assert.ok(svg.length < 40_000, `${svg.length} characters`);
          assert.doesNotMatch(svg, /<script/);
          assert.ok(
            Math.max(...[...svg.matchAll(/ (?:x|width)="([\d.]+)"/g)].map(([, x]) => Number(x))) <= 600,
          );
        }
      }),
      { numRuns: 40 },
    );
  });

  describe('of calls', () => {
    it('draw stepsTo(7) without a cache as the 25 calls that it is', () => {
      const screen = new Screen().shows(stairs(7, 0));
      assert.equal(drawn(screen, 'calls').split('class="call ').length - 1, 25);
      assert.match(summaryOf(screen, 'calls'), /^25 calls, all of them computed\.$/);
      assert.equal(rowsOf(screen, 'calls').length, 25);
    });

    it('show the cliff between maxsize 3 and 2, really run and imagined alike', () => {
      const calls = (n: number, maxsize: number): number => callsIn(stairs(n, maxsize));
      for (const n of [7, 12, 15]) {
        const screen = new Screen().shows(stairs(n, null));
        for (const maxsize of [0, 1, 2, 3, 4, 5, 20]) {
          screen.machine.chooseRoom(maxsize);
          assert.equal(
            rowsOf(screen, 'calls').length,
            Math.min(300, calls(n, maxsize)),
            `stepsTo(${n}), ${maxsize}`,
          );
        }
      }
      assert.ok(calls(15, 2) > 10 * calls(15, 3));
      assert.equal(calls(15, 3), calls(15, 1000));
      assert.deepEqual([calls(12, 3), calls(12, 2)], [28, 532], 'as lesson 6 says');
    });

    it('count what hits have saved: with them it is what the plain recursion takes', () => {
      for (const maxsize of [0, 1, 2, 3, 5, null]) {
        const screen = new Screen().shows(stairs(12, maxsize));
        const numbers = summaryOf(screen, 'calls')
          .match(/\d[\d,]*/g)!
          .map((text) => Number(text.replaceAll(',', '')));
        const [calls, , , saved = 0] = numbers;
        assert.equal(calls! + saved, 532);
      }
    });

    it('fold what has no room, and tell how many calls that is', () => {
      const screen = new Screen().shows(stairs(16, 0));
      const html = drawn(screen, 'calls');
      const boxes = html.split('class="call ').length - 1;
      const folded = [...html.matchAll(/>(?:\+([\d,]+)|([\d,]+) more)</g)].reduce(
        (sum, [, short, long]) => sum + Number((short ?? long)!.replaceAll(',', '')),
        0,
      );
      assert.equal(boxes + folded, callsIn(screen.look.recording));
      assert.ok(boxes < 200);
    });

    it('do not end at a recursion of 5,000 levels', () => {
      const studio = new Studio(String);
      const writer = studio.open({ name: 'deep', maxsize: null });
      for (let level = 0; level < 5000; level++) {
        writer.miss(level, false, level);
        writer.entered();
      }
      for (let level = 5000; level-- > 0;) writer.left();
      const screen = new Screen().shows(studio.finish());
      for (const [step, room] of [[5000, null], [10, null], [10, 3]] as const) {
        screen.machine.go(step);
        screen.machine.chooseRoom(room);
        assertWhole(screen);
      } // oxfmt-ignore
    });
  });

  describe('of misses', () => {
    it('have classes that add up to the misses that were counted', () => {
      for (const { id } of policies)
        for (const maxsize of [0, 3, 10, null]) {
          const recording = played({ policy: id, maxsize, requests: 500 });
          const events = [...recording.events()];
          const { numbers, classes } = whole(recording.misses(1));
          assert.equal(numbers.length, events.filter(({ type }) => type === 'miss').length);
          assert.ok(classes.every((place) => place < missClasses.length));
          const screen = new Screen().shows(recording);
          const rows = rowsOf(screen, 'misses');
          assert.equal(rows.reduce((sum, [, count]) => sum + Number(count), 0), numbers.length); // oxfmt-ignore
          const listed = screen.machine.view.misses;
          assert.equal(listed, '');
        }
    });

    it('list the misses of the chosen class, and say why the miss of this moment came about', () => {
      const screen = new Screen().shows(played({ maxsize: 3, requests: 60 }));
      for (const { number, type } of screen.look.recording.events()) {
        if (type !== 'miss') continue;
        screen.machine.go(number);
        assert.match(drawn(screen, 'misses'), /Why this miss: /);
      }
      screen.look.chooseMisses('first');
      const html = drawn(screen, 'misses');
      assert.doesNotMatch(html.slice(html.indexOf('<ol')), />Deleted</);
    });
  });

  it('of lifetimes tell of no time that an entry still had where none was set', () => {
    const screen = new Screen().shows(played({ maxsize: 4, requests: 60 }));
    const html = drawn(screen, 'lifetimes');
    assert.ok(html.includes('class="life evicted"'));
    assert.doesNotMatch(html, /class="lost"/);
  });

  describe('of a race', () => {
    it('name every policy, OPT before all, and none is better than it', () => {
      const screen = new Screen().shows(played({ maxsize: 4, requests: 400 }));
      const rows = rowsOf(screen, 'race');
      assert.equal(rows.length, policies.length + 2);
      assert.equal(rows[0]?.[0], 'OPT (knows the future)');
      const hits = rows.map(([, , count]) => Number(count?.replaceAll(',', '')));
      assert.equal(Math.max(...hits), hits[0]);
      for (const { id } of policies) assert.ok(drawn(screen, 'race').includes(`class="lane-name ${id}"`));
    });
  });
});
