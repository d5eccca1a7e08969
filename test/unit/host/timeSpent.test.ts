import assert from 'node:assert/strict';
import type { Lesson } from '../../../src/host/lessons/catalogue.ts';
import { Progress } from '../../../src/host/lessons/progress.ts';
import { registerTimeSpent } from '../../../src/host/lessons/timeSpent.ts';
import { settled } from './host.ts';
import { desk, openNotebook } from './stub/desk.ts';
import { NotebookData, StubMemento } from './stub/values.ts';

describe('the time that is spent in a lesson', () => {
  it('counts again in the minute in which the lesson was reset', async () => {
    const progress = new Progress(new StubMemento());
    const asked: string[] = [];
    const lessonOf = (): Promise<Lesson> => {
      asked.push('which lesson it is');
      return Promise.resolve({ id: '1' } as Lesson);
    };
    const registered = registerTimeSpent({ progress, lessonOf }, (error) => assert.fail(String(error)));
    const minutes = (): number => Object.keys(progress.of('1').active).length;
    const moves = async (): Promise<void> => {
      desk.moved.fire({ notebookEditor: desk.editors.at(-1)! });
      await settled();
    };
    openNotebook(new NotebookData([]));
    await moves();
    assert.equal(minutes(), 1);
    progress.reset(['1']);
    assert.equal(minutes(), 0);
    await moves();
    assert.equal(minutes(), 1);
    // Who only scrolls costs nothing.
    for (let time = 0; time < 20; time++) await moves();
    assert.ok(asked.length < 8, `asked ${asked.length} times`);
    registered.dispose();
    progress.dispose();
  });
});
