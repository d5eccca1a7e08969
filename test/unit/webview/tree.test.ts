import assert from 'node:assert/strict';
import type { ValueTree } from '../../../src/protocol/values.ts';
import { treeRows, treeStep } from '../../../src/webview/views/treeRows.ts';

const leaf = (label: string): ValueTree => ({ label });
const node = (label: string, ...values: ValueTree[]): ValueTree => ({
  label,
  children: values.map((value) => ({ key: value.label, value })),
});

/** root > (a > (b, c), d), and 7 more. */
const ROOT: ValueTree = { ...node('root', node('a', leaf('b'), leaf('c')), leaf('d')), more: 7 };

const PATHS: Readonly<Record<string, string>> = {
  root: '',
  a: '/0',
  b: '/0/0',
  c: '/0/1',
  d: '/1',
  more: '/2',
};
const NAMES = Object.fromEntries(Object.entries(PATHS).map(([name, path]) => [path, name]));

/** Which nodes are open | at | key => what happens */
const STEPS = `
  root      | root | ArrowDown  => a
  root      | a    | ArrowDown  => d
  root a    | a    | ArrowDown  => b
  root a    | d    | ArrowUp    => c
  root      | more | ArrowDown  => more
  root      | root | ArrowUp    => root
  root a    | b    | End        => more
  root a    | c    | Home       => root
  root      | a    | ArrowRight => toggle a
  root a    | a    | ArrowRight => b
  root      | d    | ArrowRight => d
  root a    | c    | ArrowLeft  => a
  root a    | a    | ArrowLeft  => toggle a
  root      | a    | ArrowLeft  => root
            | root | ArrowLeft  => root
  root      | a    | Enter      => toggle a
  root      | d    | Enter      => d
  root      | a    | x          => nothing
`;

describe('a tree', () => {
  const rows = (open: string): ReturnType<typeof treeRows> => {
    return treeRows(ROOT, new Set(open.split(' ').filter(Boolean).map((name) => PATHS[name]!))); // oxfmt-ignore
  };

  it('shows the nodes within open ones, and counts at the end what was left out', () => {
    const names = (open: string): string => rows(open).map(({ path }) => NAMES[path]).join(' '); // oxfmt-ignore
    assert.equal(names(''), 'root');
    assert.equal(names('a'), 'root');
    assert.equal(names('root'), 'root a d more');
    assert.equal(names('root a'), 'root a b c d more');
  });

  for (const line of STEPS.trim().split('\n')) {
    const [input = '', expected] = line.split('=>').map((part) => part.trim());
    it(`${input} => ${expected}`, () => {
      const parts = input.split('|').map((part) => part.trim());
      const [open, at, key] = parts.length === 3 ? parts : ['', ...parts];
      const step = treeStep(key!, rows(open!), PATHS[at!]!);
      const told =
        step === undefined ? 'nothing' : 'go' in step ? NAMES[step.go] : `toggle ${NAMES[step.toggle]}`;
      assert.equal(told, expected);
    });
  }
});
