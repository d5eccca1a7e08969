import assert from 'node:assert/strict';
import type { Exercise } from '../../../src/lessons/exercises/exercise.ts';
import { lfu } from '../../../src/lessons/exercises/lfu.ts';
import { lru } from '../../../src/lessons/exercises/lru.ts';
import { countStops } from '../../../src/lessons/exercises/mistakes/keyed/countStops.ts';
import * as lfuRight from './answers/lfuRight.ts';
import * as lfuWrong from './answers/lfuWrong.ts';
import * as lruRight from './answers/lruRight.ts';
import * as lruSlow from './answers/lruSlow.ts';
import * as lruWrong from './answers/lruWrong.ts';
import { programs } from './answers/programs.ts';
import type { LruAnswer } from './answers/types.ts';
import { checkAnswer, checkSource, tell } from './support.ts';

/** `get` and `put` of a cache that keeps its entries and its capacity here. */
function getAndPut(map: string, capacity: string): string {
  return `
    get(key) {
      const map = ${map};
      if (!map.has(key)) return -1;
      const value = map.get(key);
      map.delete(key);
      map.set(key, value);
      return value;
    }
    put(key, value) {
      const map = ${map};
      map.delete(key);
      map.set(key, value);
      if (map.size > (${capacity})) map.delete(map.keys().next().value);
    }`;
}

function classOf(capacity: string): string {
  return `class LRUCache {
    map = new Map();
    constructor(size) { this.size = size; }
    ${getAndPut('this.map', capacity)}
  }`;
}

/** An LFU cache that keeps uses as the counter gives them. */
function countingWith(count: (uses: number) => number): LruAnswer {
  return class {
    private readonly entries = new Map<number, { value: number; uses: number }>();
    constructor(private readonly capacity: number) {}
    get(key: number): number {
      const entry = this.entries.get(key);
      if (!entry) return -1;
      this.use(key, entry);
      return entry.value;
    }
    put(key: number, value: number): void {
      const entry = this.entries.get(key);
      if (entry) entry.value = value;
      else if (this.entries.size >= this.capacity) this.evict();
      this.use(key, entry ?? { value, uses: 0 });
    }
    private use(key: number, entry: { value: number; uses: number }): void {
      this.entries.delete(key);
      this.entries.set(key, entry);
      entry.uses = count(entry.uses + 1);
    }
    private evict(): void {
      let [victim, fewest] = [-1, Infinity];
      for (const [key, { uses }] of this.entries) if (uses < fewest) [victim, fewest] = [key, uses];
      this.entries.delete(victim);
    }
  };
}

/** exercise | right answers | wrong ones with the length of the shortest proof | right but slow ones */
const ZOOS: readonly [
  Exercise,
  Record<string, LruAnswer>,
  typeof lruWrong.wrong,
  Record<string, LruAnswer>,
][] = [
  [lru, lruRight.right, lruWrong.wrong, lruSlow.slow],
  [lfu, lfuRight.right, lfuWrong.wrong, lfuWrong.slow],
];

for (const [exercise, right, wrong, slow] of ZOOS) {
  describe(`exercise ${exercise.id}`, function () {
    for (const [style, answer] of Object.entries(right)) {
      it(`takes ${style}`, async () => {
        const report = await checkAnswer(exercise, answer);
        assert.ok(report.passed, tell(report).join('\n'));
        assert.equal(report.results.length, 4);
      });
    }

    for (const [mistake, { answer, length, told: sentence, mistake: known }] of Object.entries(wrong)) {
      it(`refuses: ${mistake}, in ${length} operations`, async () => {
        const report = await checkAnswer(exercise, answer);
        const [result] = report.results;
        assert.ok(!report.passed && result && !result.passed);
        const told = tell(report).join('\n');
        assert.equal(result.steps.length, length + 1, told); // The first step makes the cache.
        assert.equal(result.steps.at(-1)?.isRight, false, told);
        assert.equal(result.message, sentence);
        if (known) assert.equal(result.rule, known.rule());
        else assert.match(result.rule ?? '', /No operation may fail/);
      });
    }

    for (const [way, answer] of Object.entries(slow)) {
      it(`refuses as too slow: ${way}`, async () => {
        const report = await checkAnswer(exercise, answer);
        assert.deepEqual(
          report.results.map((result) => result.passed),
          [true, true, false],
          tell(report).join('\n'),
        );
      });
    }

    it('asks for the class where there is none', async () => {
      for (const answer of [undefined, 3, {}]) {
        const report = await checkAnswer(exercise, answer);
        assert.match(tell(report).join('\n'), new RegExp(`has to define ${exercise.entry} as a class`));
      }
    });
  });
}

const OWN_STATE = /Every cache has a state of its own/;
const LARGE_ONLY = /Small caches do this right/;

/** answers to lru that a person may give | the check that refuses them | the sequence that shows it | the rule */
const REFUSED: Readonly<
  Record<string, readonly [source: string, title: string, sequence: string, rule: RegExp]>
> = {
  'the newest cache takes the Map of all': [
    `let held, room; class LRUCache {
      constructor(size) { room = size; held = new Map(); }
      ${getAndPut('held', 'room')}
    }`,
    'Every cache has a state of its own',
    'b.put(1, 10), a.get(1)',
    OWN_STATE,
  ],
  'a static Map': [
    `class LRUCache {
      static map; constructor(size) { this.size = size; LRUCache.map = new Map(); }
      ${getAndPut('LRUCache.map', 'this.size')}
    }`,
    'Every cache has a state of its own',
    'b.put(1, 10), a.get(1)',
    OWN_STATE,
  ],
  'a capacity for all': [
    `let room; class LRUCache {
      map = new Map(); constructor(size) { room = size; }
      ${getAndPut('this.map', 'room')}
    }`,
    'Every cache has a state of its own',
    'a.put(1, 10), a.put(2, 20), a.get(1)',
    OWN_STATE,
  ],
  'nothing leaves above a capacity of 8': [
    classOf('this.size <= 8 ? this.size : Infinity'),
    'Every operation gives what it should',
    'put(1, 10) up to put(5, 50), put(10, 100) up to put(14, 140), get(1)',
    LARGE_ONLY,
  ],
  'nothing leaves above a capacity of 2000': [
    classOf('this.size <= 2000 ? this.size : Infinity'),
    'A large cache does the same',
    'put(1, 10), put(3001, 30010) up to put(5963, 59630), get(1)',
    LARGE_ONLY,
  ],
  'a capacity of 8 bits': [
    classOf('this.size & 255'),
    'A large cache does the same',
    'put(1, 10) up to put(77, 770), get(77)',
    LARGE_ONLY,
  ],
};

describe('exercise lru', function () {
  for (const [mistake, [source, title, sequence, rule]] of Object.entries(REFUSED)) {
    it(`refuses: ${mistake}`, async () => {
      const last = (await checkSource('lru', source)).results.at(-1);
      assert.equal(last?.title, title);
      const told = last.steps.slice(1).map(({ operation }) => operation);
      assert.equal(told.join(', '), sequence);
      assert.match(last.rule ?? '', rule);
    });
  }
});

/** Which counters of uses an answer to lfu may have. */
const COUNTERS: readonly [string, (uses: number) => number][] = [
  ['15 uses at most', (uses) => Math.min(uses, 15)],
  ['200 uses at most', (uses) => Math.min(uses, 200)],
  ['8 bits', (uses) => uses & 255],
  ['16 bits', (uses) => uses & 65535],
];

describe('exercise lfu', function () {
  for (const [counter, count] of COUNTERS) {
    it(`refuses a counter of ${counter}`, async () => {
      const report = await checkAnswer(lfu, countingWith(count));
      assert.equal(report.passed, false);
      assert.match(tell(report).join('\n'), /[0-9]+ times/);
      assert.equal(report.results[0]?.rule, countStops.rule());
    });
  }
  it('takes a counter without end', async () => {
    const report = await checkAnswer(
      lfu,
      countingWith((uses) => uses),
    );
    assert.deepEqual(
      report.results.map(({ passed }) => passed),
      [true, true, false], // It looks for the fewest uses among all.
    );
  });
});

describe('a program with a mistake', function () {
  for (const [what, id, source, mistake] of programs) {
    it(`${id}: ${what}`, async () => {
      const report = await checkSource(id, source);
      assert.equal(report.results.at(-1)?.rule, mistake.rule(), tell(report).join('\n'));
    });
  }
});

describe('the report of an exercise', function () {
  it('shows expected and actual, step by step', async () => {
    assert.deepEqual(tell(await checkAnswer(lru, lruWrong.wrong['get is no use']!.answer)), [
      'failed: Every operation gives what it should. After put(3, 30) it should hold 1 and 3; yours answers for 2 and 3.',
      'rule: A get is a use of the entry. Yours evicts as if nobody had asked for it.',
      '  new LRUCache(2) |  |  | empty | empty',
      '  put(1, 10) |  |  | 1: 10 | 1: 10',
      '  put(2, 20) |  |  | 1: 10, 2: 20 | 1: 10, 2: 20',
      '! get(1) | 10 | 10 | 2: 20, 1: 10 | 1: 10, 2: 20', // What it would lose next stands first.
      '! put(3, 30) |  |  | 1: 10, 3: 30 | 2: 20, 3: 30',
      '! get(1) | 10 | -1 | 3: 30, 1: 10 | 2: 20, 3: 30',
    ]);
  });

  it('is the same for the same seed', async () => {
    const { answer } = lfuWrong.wrong['ties by insertion']!;
    const [first, again] = await Promise.all([1, 2].map(async () => tell(await checkAnswer(lfu, answer, 7))));
    assert.deepEqual(first, again);
  });

  it('tells errors of the answer', async () => {
    const noClass = 'class LRUCache { constructor() { throw new Error("no"); } }';
    assert.deepEqual(tell(await checkSource('lru', noClass)), [
      'failed: Every operation gives what it should. new LRUCache(1) fails with Error: no.',
      'rule: No operation may fail: a full cache, a missing key and a key that is present are all in order.',
      '! new LRUCache(1) |  | Error: no | empty | unknown',
    ]);
    assert.match(
      tell(await checkSource('lru', 'class LRUCache { put() {} }')).at(-1)!,
      /^! get\(1\) \| -1 \| TypeError: .*get is not a function/,
    );
  });

  it('tells whatever comes back', async () => {
    /** what get returns | how it is told */
    const returned: readonly [string, string][] = [
      ['"10"', '"10"'],
      ['10n', '10n'],
      ['Promise.resolve(10)', 'a promise instead of a value'],
      ['(a => (a[0] = a))([])', '[object Array]'],
      ['new Proxy({}, { has() { throw 1; } })', 'a value that cannot be shown'],
      ['({ [Symbol.toPrimitive]: () => -1, toString: () => "-1" })', '[object Object]'],
      ['({ get [Symbol.toStringTag]() { throw 1; } })', 'a value that cannot be shown'],
      ['new Number(-1)', '[object Number]'],
      ['"x".repeat(1e4)', `"${'x'.repeat(199)}...`],
      ['() => 1', 'a function'],
    ];
    for (const [source, told] of returned) {
      const report = await checkSource('lru', `class LRUCache { get() { return ${source}; } put() {} }`);
      assert.equal(report.results[0]?.steps.at(-1)?.actual, told);
    }
  });

  it('says so when the answer keeps its state outside', async () => {
    const counting = lru.solution.replace('get(key: number): number {', '$& if (++calls === 500) return -2;');
    const report = await checkSource('lru', `let calls = 0; ${counting}`);
    assert.match(tell(report).join('\n'), /Does every cache have a state of its own\?/);
  });
});
