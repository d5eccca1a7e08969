import { createRandom, picks, randomInts, randomUrls } from '../random.ts';
import type { MemoSubject } from '../subject.ts';
import { memo } from '../subjects/memo.ts';
import { timed, type Workload } from '../workload.ts';

const count = 200_000;
const find = (name: string): MemoSubject => memo.find((subject) => subject.name === name)!;
const names = (can: (subject: MemoSubject) => boolean): string[] => [
  ...memo.filter(can).map((subject) => subject.name),
  'CPython',
];

type Unary<A> = (a: A) => number;
type Binary = (a: number, b: number) => number;

/** Two dozen memoized functions with all kinds of keys, used in turn: what they teach the compiler, it believes of all. */
function pollute(subject: MemoSubject): void {
  const random = createRandom(9);
  const functions = Array.from({ length: 24 }, (_, i) =>
    subject.wrap((a: unknown) => String(a).length + i, 128),
  );
  const keys: unknown[] = [
    ...randomInts(40, random),
    ...randomUrls(40, random),
    1.5,
    null,
    undefined,
    true,
    -0,
  ];
  for (let round = 0; round < 200; round++) for (const fn of functions) for (const key of keys) fn(key);
}

function oneArgument(
  id: string,
  title: string,
  goal: number,
  kind: 'int' | 'string',
  polluted: boolean,
): Workload {
  return {
    id,
    title,
    unit: 'ns per operation',
    baseline: 'CPython',
    goal,
    subjects: names(() => true),
    prepare(name) {
      const subject = find(name);
      if (polluted) pollute(subject);
      const random = createRandom(4);
      const cached = subject.wrap<Unary<unknown>>((a) => String(a).length, 128);
      const asked = picks<unknown>(
        count,
        kind === 'int' ? randomInts(100, random) : randomUrls(100, random),
        random,
      );
      return timed(count, () => {
        let sum = 0;
        for (const key of asked) sum += cached(key);
        return sum;
      });
    },
  };
}

function twoArguments(id: string, title: string, goal: number, polluted: boolean): Workload {
  return {
    id,
    title,
    unit: 'ns per operation',
    baseline: 'CPython',
    goal,
    subjects: names((subject) => subject.args === 2),
    prepare(name) {
      const subject = find(name);
      if (polluted) pollute(subject);
      const random = createRandom(5);
      const cached = subject.wrap<Binary>((a, b) => a ^ b, 128);
      const asked = picks(count, randomInts(100, random), random);
      return timed(count, () => {
        let sum = 0;
        for (const key of asked) sum += cached(key, ~key);
        return sum;
      });
    },
  };
}

const stairs: Workload = {
  id: 'stairs',
  title: 'stepsTo(30), maxsize 16, clear + call',
  unit: 'ns per operation',
  baseline: 'CPython',
  goal: 8,
  subjects: names((subject) => subject.clear !== undefined),
  prepare(name) {
    const { wrap, clear } = find(name);
    const stepsTo: Unary<number> = wrap(
      (n: number): number => (n <= 2 ? n : n === 3 ? 4 : stepsTo(n - 3) + stepsTo(n - 2) + stepsTo(n - 1)),
      16,
    );
    return timed(1000, () => {
      let sum = 0;
      for (let i = 0; i < 1000; i++) {
        clear!(stepsTo);
        sum += stepsTo(30);
      }
      return sum;
    });
  },
};

export const memoWorkloads: readonly Workload[] = [
  oneArgument('memo-int', 'memo hit, one int', 10, 'int', false),
  twoArguments('memo-two-ints', 'memo hit, two ints', 8, false),
  oneArgument('memo-string', 'memo hit, one string', 1.4, 'string', false),
  oneArgument('memo-int-24', 'memo hit, one int, 24 other functions alive', 3, 'int', true),
  twoArguments('memo-two-ints-24', 'memo hit, two ints, 24 other functions alive', 3, true),
  oneArgument('memo-string-24', 'memo hit, one string, 24 other functions alive', 3, 'string', true),
  stairs,
];
