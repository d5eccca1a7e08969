import assert from 'node:assert/strict';
import { nameCells } from '../../../src/host/lessons/cellIds.ts';
import { noProgress } from '../../../src/host/lessons/progressState.ts';
import type { ReportedLesson } from '../../../src/host/lessons/report.ts';
import { parseNotebook } from '../../../src/protocol/notebook/index.ts';
import { askedIn, writeReport } from '../../../src/host/lessons/report.ts';

const LESSONS: readonly ReportedLesson[] = [
  {
    title: '1. Why cache',
    total: 5,
    done: 5,
    questions: new Map([
      ['q1', 'How often is\n`a | b` printed?'],
      ['q2', 'How many entries?'],
    ]),
    exercises: [],
    progress: {
      ...noProgress,
      finishedAt: 7,
      answers: {
        old: { text: '12', right: true, at: 1 },
        q2: { text: '1000', right: false, at: 5 },
        q1: { text: 'once', right: true, at: 6 },
      },
    },
  },
  {
    title: '2. Five strategies',
    total: 6,
    done: 0,
    questions: new Map(),
    exercises: [],
    progress: noProgress,
  },
  {
    title: 'Practice A. Implement LRU',
    total: 1,
    done: 1,
    questions: new Map(),
    exercises: ['lru', 'lfu'],
    progress: { ...noProgress, passed: { lru: 9 } },
  },
  {
    title: 'mine.cachebook.md',
    total: undefined,
    done: 3,
    questions: new Map(),
    exercises: [],
    progress: noProgress,
  },
];

describe('the report for a teacher', () => {
  it('tells of lessons, exercises and predictions', () => {
    assert.equal(
      writeReport(LESSONS, 10, (at) => `day ${at}`),
      `# Progress in Cachebook

As of day 10.

| lesson | cells done | predictions right | exercises passed | finished |
| --- | --- | --- | --- | --- |
| 1. Why cache | 5 of 5 | 2 of 3 |  | day 7 |
| 2. Five strategies | 0 of 6 |  |  |  |
| Practice A. Implement LRU | 1 of 1 |  | 1 of 2 |  |
| mine.cachebook.md | 3 |  |  |  |

## Exercises

| lesson | exercise | passed |
| --- | --- | --- |
| Practice A. Implement LRU | lru | day 9 |
| Practice A. Implement LRU | lfu | not passed |

## Predictions

### 1. Why cache

| question | answer | verdict | when |
| --- | --- | --- | --- |
| a question that the text no longer has | 12 | right | day 1 |
| How often is \`a \\| b\` printed? | once | right | day 6 |
| How many entries? | 1000 | wrong | day 5 |
`,
    );
  });

  it('knows what a notebook asks that is no lesson, and says so where it cannot be read', () => {
    const text =
      '```predict\nanswer: 1\nexplanation: e\n---\nHow many?\n```\n\n```exercise\nid: constructor\n```\n';
    const cells = nameCells(parseNotebook(text).cells);
    const answers = { [cells[0]!.id]: { text: '1', right: true, at: 2 } };
    const mine = { title: 'mine', total: undefined, done: 0, progress: { ...noProgress, answers } };
    const read = writeReport([{ ...mine, ...askedIn(cells) }], 10, String);
    assert.match(read, /\| mine \| 0 \| 1 of 1 \| 0 of 1 \|/);
    assert.match(read, /\| mine \| constructor \| not passed \|/);
    assert.match(read, /\| How many\? \| 1 \| right \|/);
    const unread = writeReport([{ ...mine, questions: undefined, exercises: [] }], 10, String);
    assert.match(unread, /\| a question of a notebook that cannot be read now \| 1 \|/);
  });

  it('leaves out what nobody has begun', () => {
    const [, second] = LESSONS;
    const text = writeReport([second!], 10, String);
    assert.doesNotMatch(text, /##/);
  });
});
