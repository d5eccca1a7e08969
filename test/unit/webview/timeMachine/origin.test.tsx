import assert from 'node:assert/strict';
import { renderToString } from 'preact-render-to-string';
import * as v from 'valibot';
import { DashboardToHost } from '../../../../src/protocol/dashboard.ts';
import { Recording, type Origin } from '../../../../src/recording/index.ts';
import { TimeMachineView } from '../../../../src/webview/views/timeMachine.tsx';
import { Writing } from '../../recording/writing.ts';
import { Screen } from './support.ts';

/** A screen that shows a cache whose first miss comes from a line. */
function shows(origin: Origin | undefined): Screen {
  const writing = new Writing();
  const writer = writing.open();
  writing.origin = origin;
  writer.miss('a', false, 'a');
  writing.recorder.flush();
  const recording = new Recording();
  for (const tick of writing.ticks) recording.append(tick);
  return new Screen().shows(recording);
}

/** The button that leads to the line of the event that is shown. */
function buttonOf({ machine }: Screen): string | undefined {
  const html = renderToString(<TimeMachineView machine={machine} title="A run" />);
  return /<button[^>]*title="Show the line[^>]*>(.*?)<\/button>/.exec(html)?.[1];
}

describe('the line of an event in the time machine', () => {
  it('is named by the number beside its cell, and otherwise by the name of its file', () => {
    assert.equal(buttonOf(shows({ file: 'cell-3', line: 2 })), 'Cell [3], line 2');
    assert.equal(buttonOf(shows({ file: 'stairs.ts', line: 20 })), 'stairs.ts, line 20');
    assert.equal(buttonOf(shows({ file: '<b>', line: 1 })), '&lt;b>, line 1');
  });

  it('is not there where it is not known', () => {
    assert.equal(buttonOf(shows(undefined)), undefined);
    const screen = shows({ file: 'cell-1', line: 1 });
    screen.machine.go(1);
    assert.equal(buttonOf(screen), undefined);
  });

  it('is asked for with its session, in words that the host understands', () => {
    const screen = shows({ file: 'cell-3', line: 2 });
    screen.machine.showOrigin(screen.look.event!.origin!);
    const asked = screen.asked.at(-1);
    assert.deepEqual(asked, { type: 'showOrigin', session: 'a', file: 'cell-3', line: 2 });
    assert.ok(v.is(DashboardToHost, asked));
    for (const line of [0, -1, 1.5, '2']) assert.ok(!v.is(DashboardToHost, { ...asked, line }));
  });
});
