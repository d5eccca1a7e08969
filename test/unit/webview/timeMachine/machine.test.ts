import assert from 'node:assert/strict';
import fc from 'fast-check';
import { kinds, type RecordedEvent, type Recording } from '../../../../src/recording/index.ts';
import type { Target } from '../../../../src/webview/timeMachine/machine.ts';
import { PACES } from '../../../../src/webview/timeMachine/view.ts';
import { dice, Studio } from '../../recording/support.ts';
import { session } from '../support.ts';
import { fresh, played, playOn, Screen } from './support.ts';

const TARGETS: readonly Target[] = ['miss', 'eviction', 'key'];

/** The nearest event that a target names, by looking at all of them. */
function nearest(
  recording: Recording,
  cache: number,
  step: number,
  target: Target,
  by: 1 | -1,
): number | undefined {
  const events = [...recording.events()].filter((event) => event.cache === cache);
  const key = events.filter(({ number, key }) => number <= step && key !== '').at(-1)?.key;
  const isOne = (event: RecordedEvent): boolean =>
    target === 'miss'
      ? event.kind === kinds.miss
      : target === 'eviction'
        ? event.kind === kinds.evicted
        : key !== undefined && event.key === key;
  return by > 0
    ? events.find((event) => event.number > step && isOne(event))?.number
    : events.filter((event) => event.number < step && isOne(event)).at(-1)?.number;
}

describe('the time machine', () => {
  const recording = played();

  it('has nothing to show before a session is opened, and before its first event', () => {
    const { machine } = new Screen();
    assert.equal(machine.look(), undefined);
    machine.walk(1);
    machine.play();
    assert.equal(machine.jump('miss', 1), false);
    assert.deepEqual([machine.step, machine.isPlaying, machine.caches()], [0, false, []]);
    machine.open('a');
    assert.equal(machine.look(), undefined);
    assert.equal(machine.jump('key', -1), false);
  });

  it('asks for one piece after the other, and takes those of its session only', () => {
    const { machine, asked } = new Screen();
    machine.open('a');
    assert.deepEqual(asked, [{ type: 'follow', session: 'a', isFirst: true }]);
    const [tick] = recording.ticks();
    machine.receive('b', tick!);
    assert.deepEqual([machine.recording?.last, asked.length], [0, 1]);
    machine.receive('a', tick!);
    assert.deepEqual(asked.slice(1), [{ type: 'follow', session: 'a', isFirst: false }]);
    assert.equal(machine.recording?.last, recording.last);
    machine.close();
    machine.receive('a', tick!);
    assert.equal(machine.recording, undefined);
  });

  it('follows the newest event until a moment of the past is chosen, and then stays there', () => {
    const studio = new Studio(String);
    playOn(studio, { requests: 50 });
    const screen = new Screen();
    const { machine } = screen;
    machine.open('a');
    screen.receives(fresh(studio));
    const before = machine.step;
    assert.equal(before, machine.recording?.last);
    playOn(studio, { requests: 50 });
    screen.receives(fresh(studio));
    assert.equal(machine.step, machine.recording?.last);
    assert.ok(machine.step > before);
    machine.walk(-3);
    const past = machine.step;
    playOn(studio, { requests: 50 });
    screen.receives(fresh(studio));
    assert.deepEqual([machine.step, machine.view.step], [past, past]);
    assert.ok(machine.recording!.last > past + 3);
    machine.go(null);
    assert.equal(machine.step, machine.recording?.last);
  });

  it('stays between the moment before the first event and the last', () => {
    const { machine } = new Screen().shows(recording);
    for (const [by, step] of [[-1e9, 0], [-1, 0], [1, 1], [1e9, recording.last], [1, recording.last]] as const) {
      machine.walk(by);
      assert.equal(machine.step, step);
    } // oxfmt-ignore
    machine.go(-5);
    assert.equal(machine.step, 0);
    machine.go(recording.last + 5);
    assert.equal(machine.step, recording.last);
  });

  it('jumps to the nearest event of a kind in both directions, and says where there is none', () => {
    const studio = new Studio(String);
    playOn(studio, { policy: 'lru', seed: 1 });
    playOn(studio, { policy: 'sieve', seed: 2 });
    const two = studio.finish();
    const { machine } = new Screen().shows(two);
    const roll = dice(3);
    for (const { cache } of two.caches()) {
      machine.chooseCache(cache);
      for (let i = 0; i < 300; i++) {
        const step = i < 3 ? [0, 1, two.last][i]! : roll(two.last + 1);
        const [target, by] = [TARGETS[roll(3)]!, roll(2) === 0 ? 1 : -1] as const;
        machine.go(step);
        const wanted = nearest(two, cache, step, target, by);
        assert.equal(machine.jump(target, by), wanted !== undefined);
        assert.deepEqual(machine.failedJump, wanted === undefined ? { target, by } : undefined);
        assert.equal(machine.step, wanted ?? step, `${target} ${by} from ${step}`);
      }
    }
  });

  it('closes when its session has gone, and comes back with what is remembered', () => {
    const screen = new Screen().shows(recording);
    screen.machine.go(17);
    screen.machine.choosePicture('race');
    const [view] = screen.kept.slice(-1);
    screen.machine.keepTo(['a', 'b']);
    assert.equal(screen.machine.view.session, 'a');
    screen.machine.keepTo(['b']);
    assert.deepEqual([screen.machine.view.session, screen.machine.recording], [null, undefined]);
    assert.deepEqual(screen.asked.at(-1), { type: 'follow', session: null, isFirst: true });
    const again = new Screen(structuredClone(view));
    assert.deepEqual(again.asked, []);
    again.machine.keepTo(['a']);
    assert.deepEqual(again.asked, [{ type: 'follow', session: 'a', isFirst: true }]);
    again.machine.keepTo(['a']);
    assert.equal(again.asked.length, 1);
    again.receives(recording.ticks());
    assert.deepEqual([again.machine.step, again.machine.view.picture], [17, 'race']);
    assert.equal(again.look.step, 17);
  });

  it('begins anew with another session, in the same picture and at the same pace', () => {
    const { machine } = new Screen().shows(recording);
    machine.setPace(64);
    machine.choosePicture('calls');
    machine.chooseRoom(3);
    machine.go(5);
    machine.open('b');
    const { session, step, room, picture, pace } = machine.view;
    assert.deepEqual([session, step, room, picture, pace], ['b', null, null, 'calls', 64]);
    assert.equal(machine.recording?.last, 0);
  });

  it('takes whatever is remembered: what it cannot be falls away', () => {
    const value = (part: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => fc.oneof(part, fc.anything());
    const near = fc.record({
      session: value(fc.constant('a')),
      cache: value(fc.oneof(fc.integer(), fc.double())),
      step: value(fc.oneof(fc.constant(null), fc.integer(), fc.double())),
      picture: value(fc.oneof(fc.string(), fc.constantFrom('inside', 'calls', 'misses', 'race'))),
      pace: value(fc.constantFrom(...PACES)),
      room: value(fc.oneof(fc.constant(null), fc.integer(), fc.double())),
      misses: value(fc.constantFrom('', 'first', 'policy')),
    });
    fc.assert(
      fc.property(fc.oneof(near, fc.anything()), (remembered) => {
        const screen = new Screen(remembered);
        const { machine } = screen;
        machine.keepTo(['a']);
        if (machine.view.session !== 'a') machine.open('a');
        screen.receives(recording.ticks());
        const { step, room } = machine.view;
        assert.ok(Number.isInteger(machine.step) && machine.step >= 0 && machine.step <= recording.last);
        assert.ok(step === null || Number.isInteger(step), String(step));
        assert.ok(room === null || (Number.isInteger(room) && room >= 0), String(room));
        assert.ok(screen.look);
        machine.play();
        screen.frame(1000);
        machine.walk(-1);
        machine.jump('key', 1);
        assert.ok(screen.look);
      }),
      { numRuns: 500 },
    );
  });

  it('looks at one of several caches, whichever a cell made, and at the first where the chosen is not there', () => {
    const studio = new Studio(String);
    for (const policy of ['lru', 'arc', 'random']) playOn(studio, { policy });
    const screen = new Screen().shows(studio.finish());
    const { machine } = screen;
    assert.deepEqual(machine.caches().map(({ policy }) => policy), ['lru', 'arc', 'random']); // oxfmt-ignore
    assert.equal(screen.look.facts.policy, 'lru');
    machine.chooseCache(3);
    assert.equal(screen.look.facts.policy, 'random');
    machine.chooseCache(99);
    assert.equal(screen.look.facts.policy, 'lru');
  });

  it('shows an entry that is about to leave in its place', () => {
    const screen = new Screen().shows(recording);
    const { machine } = screen;
    machine.go(0);
    let seen = 0;
    for (; machine.jump('eviction', 1); seen++) {
      const { moment, event } = screen.look;
      const slots = moment.layout.flatMap(({ entries }) => entries.map(({ slot }) => slot));
      assert.ok(slots.includes(event!.slot));
    }
    assert.ok(seen > 10);
  });

  it('lets things glide to a near moment, not to a far one, and not otherwise when it is drawn again', () => {
    const screen = new Screen().shows(recording);
    const isBusyAt = (step: number): boolean => {
      screen.frame(1000);
      screen.machine.go(step);
      return screen.look.isBusy;
    };
    isBusyAt(10);
    assert.equal(isBusyAt(12), false);
    assert.equal(isBusyAt(recording.last - 1), true);
    screen.frame(1000);
    assert.equal(screen.look.isBusy, true);
    assert.equal(isBusyAt(recording.last - 2), false);
  });

  it('begins where what is kept begins, goes on when more is cut, and says where it does not know', () => {
    const studio = new Studio(String);
    playOn(studio, { requests: 20_000 });
    const cut = studio.finish({ budget: 400_000 });
    assert.ok(cut.first > 1);
    const screen = new Screen().shows(cut);
    const { machine } = screen;
    machine.walk(-Infinity);
    assert.equal(machine.step, cut.first - 1);
    assert.equal(screen.look.event, undefined);
    assert.equal(machine.jump('miss', -1), false);
    machine.go(0);
    assert.equal(machine.step, cut.first - 1);
    const whole = studio.finish();
    screen.shows(whole, 'b');
    machine.go(100);
    assert.ok(screen.look.moment.isKnown);
    machine.recording!.shrink(0);
    assert.equal(machine.step, machine.recording!.first - 1);
    assert.ok(machine.step > 100);
    assert.ok(screen.look.moment.isKnown);
    assert.deepEqual(screen.look.moment.info, whole.stateAt(1, machine.step).info);
  });

  it('shows counters and output of the moment; of the newest all there is', () => {
    const { machine } = new Screen().shows(recording);
    const counts = recording.counts(1);
    const info = { hits: counts.hits, misses: counts.misses, maxsize: 8, currsize: counts.currsize };
    const now = session('a', {
      caches: [
        { cache: '1', name: 'c', policy: 'lru', time: 1, evictions: counts.evictions, info, history: [] },
      ],
      output: [
        { text: 'early', after: 10 },
        { text: 'late', after: recording.last },
      ],
    });
    assert.equal(machine.asShown(now), now);
    machine.go(0);
    assert.deepEqual([machine.asShown(now).caches, machine.asShown(now).output], [[], []]);
    for (const step of [1, 10, 100, recording.last]) {
      machine.go(step);
      const { caches, output } = machine.asShown(now);
      const { info } = recording.stateAt(1, step);
      assert.deepEqual(caches[0]?.info, info);
      assert.deepEqual(output.map(({ text }) => text), ['early', 'late'].slice(0, step < 10 ? 0 : step < recording.last ? 1 : 2)); // oxfmt-ignore
    }
    const other = session('b');
    assert.equal(machine.asShown(other), other);
  });
});
