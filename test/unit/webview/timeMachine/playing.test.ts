import assert from 'node:assert/strict';
import { PACES } from '../../../../src/webview/timeMachine/view.ts';
import { dice, Studio } from '../../recording/support.ts';
import { fresh, played, playOn, Screen } from './support.ts';

describe('the time machine as it plays', () => {
  const recording = played();

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
});
