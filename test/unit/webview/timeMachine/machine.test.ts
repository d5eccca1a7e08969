import assert from 'node:assert/strict';
import fc from 'fast-check';
import { kinds, type RecordedEvent, type Recording, type Tick } from '../../../../src/recording/index.ts';
import { PACES, type Target } from '../../../../src/webview/timeMachine/machine.ts';
import { dice, Studio } from '../../recording/support.ts';
import { session } from '../support.ts';
import { played, playOn, Screen } from './support.ts';

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
  const key = events.findLast(({ number, key }) => number <= step && key !== '')?.key;
  const isOne = (event: RecordedEvent): boolean =>
    target === 'miss'
      ? event.kind === kinds.miss
      : target === 'eviction'
        ? event.kind === kinds.evicted
        : key !== undefined && event.key === key;
  return by > 0
    ? events.find((event) => event.number > step && isOne(event))?.number
    : events.findLast((event) => event.number < step && isOne(event))?.number;
}

/** What a studio has recorded since it was asked last. */
function fresh(studio: Studio): Tick[] {
  studio.recorder.flush();
  return studio.ticks.splice(0);
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
    assert.equal(machine.recording?.last, 0);
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
    } // prettier-ignore
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
        assert.equal(machine.step, wanted ?? step, `${target} ${by} from ${step}`);
      }
    }
  });

  it('plays at every pace by the clock, however frames fall, and ends at the last event', () => {
    for (const pace of PACES) {
      const screen = new Screen().shows(recording);
      const { machine } = screen;
      machine.setPace(pace);
      machine.play();
      assert.deepEqual([machine.step, machine.isPlaying], [0, true]);
      const roll = dice(pace);
      for (const start = screen.time; machine.isPlaying;) {
        const before = machine.step;
        screen.frame(1 + roll(4000 / pace));
        const wanted = Math.min(recording.last, Math.floor(((screen.time - start) * pace) / 1000));
        assert.equal(machine.step, wanted);
        assert.ok(machine.step >= before);
        assert.equal(screen.look.step, machine.step);
      }
      assert.equal(machine.step, recording.last);
      screen.frame(1);
      assert.equal(screen.waiting, 0, 'no frame is asked for when nothing plays');
    }
  });

  it('stops playing when a person pauses, steps or closes it, and goes on at another pace from where it is', () => {
    const ends: readonly ((screen: Screen) => void)[] = [
      ({ machine }) => machine.pause(),
      ({ machine }) => machine.walk(1),
      ({ machine }) => machine.close(),
      ({ machine }) => machine.keepTo([]),
    ];
    for (const end of ends) {
      const screen = new Screen().shows(recording);
      screen.machine.go(10);
      screen.machine.play();
      screen.frame(1000);
      assert.equal(screen.machine.step, 14);
      screen.machine.setPace(16);
      screen.frame(1000);
      assert.equal(screen.machine.step, 30);
      end(screen);
      const { step, isPlaying } = screen.machine;
      assert.equal(isPlaying, false);
      screen.frame(5000);
      assert.equal(screen.machine.step, step);
      assert.equal(screen.waiting, 0);
    }
  });

  it('asks for one frame at a time while it plays, however often a person presses Play or changes the pace', () => {
    const screen = new Screen().shows(recording);
    const { machine } = screen;
    machine.go(0);
    for (let i = 0; i < 20; i++) machine.play();
    for (const pace of PACES) machine.setPace(pace);
    machine.setPace(4);
    screen.frame(250);
    assert.equal(machine.step, 1);
    assert.equal(screen.waiting, 1);
  });

  it('plays on into what comes while it plays', () => {
    const studio = new Studio(String);
    playOn(studio, { requests: 5 });
    const screen = new Screen();
    const { machine } = screen;
    machine.open('a');
    screen.receives(fresh(studio));
    const end = machine.recording!.last;
    machine.go(end - 1);
    machine.play();
    playOn(studio, { requests: 50 });
    screen.receives(fresh(studio));
    screen.frame(500);
    assert.equal(machine.step, end + 1);
    assert.ok(machine.isPlaying);
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
    assert.deepEqual(machine.caches().map(({ policy }) => policy), ['lru', 'arc', 'random']); // prettier-ignore
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
      assert.deepEqual(output.map(({ text }) => text), ['early', 'late'].slice(0, step < 10 ? 0 : step < recording.last ? 1 : 2)); // prettier-ignore
    }
    const other = session('b');
    assert.equal(machine.asShown(other), other);
  });
});
