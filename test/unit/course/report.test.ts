import assert from 'node:assert/strict';
import { nameCells } from '../../../src/host/lessons/cellIds.ts';
import { minutesSpent } from '../../../src/host/lessons/minutes.ts';
import { noProgress } from '../../../src/host/lessons/progressState.ts';
import type { Report, ReportedLesson } from '../../../src/host/lessons/report.ts';
import { askedIn, reportAsCsv, reportAsMarkdown } from '../../../src/host/lessons/report.ts';
import { parseNotebook } from '../../../src/protocol/notebook/index.ts';

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
        q2: { text: '=1000', right: false, at: 5 },
        q1: { text: 'once', right: true, at: 6 },
      },
      again: {
        'q2 20': { text: '1001', right: true, at: 20 },
        'q2 9': { text: '1', right: false, at: 9 },
      },
      active: { 10: 1, 12: 2, 90: 3 },
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
    progress: {
      ...noProgress,
      passed: { lru: 9 },
      attempts: { 'lru 3': 3, 'lru 9': 9, 'lfu 4': 4, 'lru x 4': 4 },
      hints: { 'lru 1': 3, 'lru 2': 4 },
      solutions: { lfu: 5 },
    },
  },
];

const report = (name: string, lessons = LESSONS): Report => ({
  name,
  now: 10,
  lessons,
  formatTime: (at) => `day ${at}`,
});

describe('the report for a teacher', () => {
  it('tells of lessons, exercises and predictions', () => {
    assert.equal(
      reportAsMarkdown(report('Ada *L*')),
      `# Progress in Cachebook

Name: Ada \\*L\\*.

As of day 10.

| lesson | cells done | predictions right | exercises passed | attempts | hints taken | solutions opened | time spent | finished |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 1. Why cache | 5 of 5 | 2 of 3 |  |  |  |  | 4 min | day 7 |
| 2. Five strategies | 0 of 6 |  |  |  |  |  |  |  |
| Practice A. Implement LRU | 1 of 1 |  | 1 of 2 | 3 | 2 | 1 |  |  |

## Exercises

| lesson | exercise | passed | attempts | hints taken | solution opened |
| --- | --- | --- | --- | --- | --- |
| Practice A. Implement LRU | lru | day 9 | 2 | 2 |  |
| Practice A. Implement LRU | lfu | not passed | 1 | 0 | yes |

## Predictions

### 1. Why cache

| question | first answer | verdict | last answer | verdict | when |
| --- | --- | --- | --- | --- | --- |
| a question that the text no longer has | 12 | right | 12 | right | day 1 |
| How often is \`a \\| b\` printed? | once | right | once | right | day 6 |
| How many entries? | =1000 | wrong | 1001 | right | day 20 |
`,
    );
  });

  it('keeps a name in its column, whatever is in it, and makes it no formula', () => {
    for (const name of [
      'Ann, "A." B; C',
      'two\nlines',
      '=1',
      '+1',
      '-1',
      '@a',
      '\t=1',
      '\r=1',
      '\n=1',
      '＝1',
      '＋1',
      '－1',
      '＠a',
    ]) {
      const rows = reportAsCsv(report(name))
        .slice(1)
        .split(/\r\n(?!=)/);
      const first = /^(?:"(?<quoted>(?:[^"]|"")*)"|(?<plain>[^,"\r\n]*)),/.exec(rows[1] ?? '')?.groups;
      const told = first?.['quoted']?.replaceAll('""', '"') ?? first?.['plain'];
      assert.equal(told, /^[\w]/.test(name) ? name : `'${name}`);
    }
  });

  it('is a table for a class: each row has the name, and nothing in it is a formula', () => {
    const text = reportAsCsv(report('=cmd()'));
    assert.ok(text.startsWith('\uFEFFname,lesson,what,item,result,'));
    const [head = '', ...rows] = text.trimEnd().split('\r\n');
    assert.equal(head.split(',').length, 14);
    for (const row of rows) assert.ok(row.startsWith("'=cmd(),"), row);
    assert.deepEqual(
      rows.filter((row) => !row.includes('`')).map((row) => row.slice("'=cmd(),".length)),
      [
        '1. Why cache,lesson,1. Why cache,5 of 5,,,,,0,0,0,4,day 7',
        '1. Why cache,prediction,a question that the text no longer has,right,12,right,12,right,,,,,day 1',
        "1. Why cache,prediction,How many entries?,right,'=1000,wrong,1001,right,,,,,day 20",
        '2. Five strategies,lesson,2. Five strategies,0 of 6,,,,,0,0,0,0,',
        'Practice A. Implement LRU,lesson,Practice A. Implement LRU,1 of 1,,,,,3,2,1,0,',
        'Practice A. Implement LRU,exercise,lru,passed,,,,,2,2,0,,day 9',
        'Practice A. Implement LRU,exercise,lfu,not passed,,,,,1,0,1,,',
      ],
    );
  });

  it('knows what a lesson asks', () => {
    const text =
      '```predict\nanswer: 1\nexplanation: e\n---\nHow many?\n```\n\n```exercise\nid: constructor\n```\n';
    const cells = nameCells(parseNotebook(text).cells);
    const answers = { [cells[0]!.id]: { text: '1', right: true, at: 2 } };
    const mine = { title: 'mine', total: 1, done: 0, progress: { ...noProgress, answers } };
    const read = reportAsMarkdown(report('', [{ ...mine, ...askedIn(cells) }]));
    assert.match(read, /\| mine \| 0 of 1 \| 1 of 1 \| 0 of 1 \| 0 \|/);
    assert.match(read, /\| mine \| constructor \| not passed \|/);
    assert.match(read, /\| How many\? \| 1 \| right \|/);
  });

  it('leaves out what nobody has begun, and a name that nobody has said', () => {
    const [, second] = LESSONS;
    assert.doesNotMatch(reportAsMarkdown(report('', [second!])), /##|Name/);
  });
});

describe('the time that was spent', () => {
  it('is that of the minutes in which something happened, short pauses included', () => {
    const minutes = (...active: readonly number[]): number =>
      minutesSpent(Object.fromEntries(active.map((minute) => [minute, 1])));
    assert.equal(minutes(), 0);
    assert.equal(minutes(100), 1);
    assert.equal(minutes(100, 101, 103), 4);
    assert.equal(minutes(105, 100), 6);
    assert.equal(minutes(100, 106), 2);
    assert.equal(minutes(9, 10, 29_000_000), 3);
  });
});
