import assert from 'node:assert/strict';
import type { NotebookCell } from 'vscode';
import type { Lesson } from '../../../src/host/lessons/catalogue.ts';
import type { LessonSummary, NotebookProgress } from '../../../src/host/lessons/notebookProgress.ts';
import { MissedQuestions } from '../../../src/host/lessons/missedQuestions.ts';
import { reportAsMarkdown } from '../../../src/host/lessons/report.ts';
import { reportProgress } from '../../../src/host/lessons/reportProgress.ts';
import { describeStatus } from '../../../src/host/lessons/status.ts';
import { lessonEnd } from '../../../src/host/notebook/lessonEnd.ts';
import { Host, settled } from './host.ts';
import { desk } from './stub/desk.ts';

const HOUR = 60 * 60 * 1000;

describe('a lesson whose cells have all run', () => {
  let host: Host;
  let lesson: Lesson;
  let now: number;
  let missed: MissedQuestions;

  beforeEach(async () => {
    host = new Host();
    lesson = await host.course.catalogue.get('1');
    now = Date.now() + HOUR;
    missed = new MissedQuestions(host.course, host.memento, () => now);
  });
  afterEach(() => host.dispose());

  const questions = (): string[] =>
    lesson.cells.flatMap(({ cell, id }) => (cell.kind === 'predict' ? [id] : []));

  /** All cells have run, and the first so many questions were answered right. */
  function runAll(right: number): void {
    host.course.progress.record('1', (at) => ({
      finishedAt: at,
      done: Object.fromEntries(lesson.required.map((id) => [id, at])),
      answers: Object.fromEntries(
        questions().map((id, index) => [id, { text: 'never', right: index < right, at }]),
      ),
    }));
  }

  const state = async (): Promise<string> => {
    const status = (await host.course.statuses()).find((each) => each.lesson.id === '1')!;
    return `${status.state}: ${describeStatus(status)}`;
  };

  it('is finished where each question was answered right once, and says how many were at first', async () => {
    runAll(0);
    assert.equal(await state(), 'run: all cells run, 0 of 2 predicted right');
    for (const id of questions())
      host.course.progress.record('1', (at) => ({
        again: { [`${id} ${at}`]: { text: 'once', right: true, at } },
      }));
    assert.equal(await state(), 'finished: finished, 0 of 2 predicted right');
  });

  it('does not keep anybody from the next one', async () => {
    runAll(0);
    assert.equal((await host.course.statuses()).find(({ isNext }) => isNext)?.lesson.id, '2');
  });

  it('has its missed questions asked again: what is right then is settled, what is wrong comes again', async () => {
    runAll(0);
    const asking = missed.askNow();
    (await desk.question()).answer({ choice: 'once' });
    await settled();
    assert.match(desk.messages.at(-1)!.message, /^That is right\. The first call finds nothing/);
    desk.messages.at(-1)!.choose('Go On');
    (await desk.question()).answer('1000');
    await settled();
    assert.match(desk.messages.at(-1)!.message, /^The answer is 1001\. .* again another day\.$/);
    desk.messages.at(-1)!.choose(undefined);
    assert.equal(await asking, 1);
    assert.equal(await state(), 'run: all cells run, 0 of 2 predicted right');
    const again = missed.askNow();
    (await desk.question()).answer('1,001');
    await settled();
    desk.messages.at(-1)!.choose('Go On');
    assert.equal(await again, 1);
    assert.match(await state(), /^finished/);
    assert.equal(await missed.askNow(), undefined);
    const told = reportAsMarkdown(await reportProgress(host.course, ''));
    assert.match(told, /\| never \| wrong \| once \| right \|/);
    assert.match(told, /\| never \| wrong \| 1,001 \| right \|/);
  });

  it('is not asked about before a night has passed, then once a day, and never again after one click', async () => {
    runAll(1);
    assert.equal(await missed.offer(), false);
    now += 20 * HOUR;
    const offered = missed.offer();
    await settled();
    assert.deepEqual(desk.messages.at(-1)!.buttons, ['Ask Me', 'Not Now', 'Never Offer This']);
    desk.messages.at(-1)!.choose('Not Now');
    assert.equal(await offered, true);
    assert.equal(await missed.offer(), false);
    now += 20 * HOUR;
    const last = missed.offer();
    await settled();
    desk.messages.at(-1)!.choose('Never Offer This');
    assert.equal(await last, true);
    now += 1000 * HOUR;
    assert.equal(await missed.offer(), false);
  });

  it('asks nobody who has missed nothing', async () => {
    runAll(2);
    now += 100 * HOUR;
    assert.equal(await missed.offer(), false);
    assert.match(await state(), /^finished: finished, 2 of 2 predicted right$/);
  });

  it('says below its last cell what was done', async () => {
    const done = { run: 6, total: 6, asked: 2, right: 1, missed: ['a'] };
    const saidOf = async (summary: LessonSummary | undefined): Promise<string[]> => {
      const said = lessonEnd(() =>
        Promise.resolve({ summaryAt: () => summary } as unknown as NotebookProgress),
      );
      const outputs = await said({} as NotebookCell);
      return outputs.map(({ items }) => new TextDecoder().decode(items[0]!.data));
    };
    assert.deepEqual(await saidOf(undefined), []);
    assert.deepEqual(await saidOf({ ...done, asked: 0 }), []);
    assert.match(
      (await saidOf(done))[0]!,
      /^In this lesson you have run 6 of 6 cells and predicted 1 of 2 right\. One question was missed\./,
    );
    assert.match((await saidOf({ ...done, right: 2, missed: [] }))[0]!, /predicted 2 of 2 right\.$/);
  });
});
