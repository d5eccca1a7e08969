import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CacheEntry } from '../../../src/protocol/values.ts';
import { listRows, mapRows, placesOf } from '../../../src/webview/cachePicture/rows.ts';
import type { PictureState } from '../../../src/webview/cachePicture/state.ts';
import { look } from '../../../src/webview/cachePicture/state.ts';

/** Keys, the most recently used first; `*` stands before the one that leaves next. */
function entries(keys: string): CacheEntry[] {
  const all = keys.split(' ').filter((key) => key !== '');
  return all.map((key) => ({ key: key.replace('*', ''), value: 'v', next: key.startsWith('*') }));
}

/** The state after looks, written as keys and parted by `|`. */
function after(looks: string): PictureState {
  return looks.split('|').map(entries).reduce<PictureState | undefined>(look, undefined)!;
}

/** Looks | … => what the last movement did, and the order of the hash map. */
const MOVEMENTS = `
  c b a                          => nothing changed; map c b a
  c b a | c b a                  => nothing changed; map c b a
  c b a | a c b                  => a used; map c b a
  c b a | b c a                  => b used; map c b a
  c b a | d c b                  => d new; a gone; map c b d
  c b a | d c b | d c b          => d new; a gone; map c b d
  c b a | e d c                  => e new, d new; b, a gone; map c e d
  c b a | a b c                  => a used, b used; map c b a
  c b a | b d a c                => b used, d new, a used; map c b a d
  c b a |                        => c, b, a gone; map
  | a                            => a new; map a
  b a | a                        => b gone; map a
  1 1 | 2 1 1                    => 2 new; map 1 1#2 2
`;

function story({ changes, gone, slots }: PictureState): string {
  const moved = [...changes].map(([id, change]) => `${id} ${change}`).join(', ');
  const left = gone.map(({ id }) => id).join(', ');
  const parts = [moved, left === '' ? '' : `${left} gone`].filter((part) => part !== '');
  const told = [...(parts.length > 0 ? parts : ['nothing changed']), ['map', ...slots].join(' ')].join('; ');
  return told.replaceAll('\u0000', '#');
}

const key = fc.constantFrom<string[]>('a', 'b', 'c', 'd', 'e', 'f');

describe('the picture of a cache', () => {
  for (const line of MOVEMENTS.trim().split('\n')) {
    const [looks = '', expected = ''] = line.split('=>').map((part) => part.trim());
    it(`${looks}: ${expected}`, () => assert.equal(story(after(looks)), expected));
  }

  it('tells of a use only where there was one, and enough of them to explain the new order', () => {
    const uses = fc.array(key, { maxLength: 6 });
    fc.assert(
      fc.property(uses, uses, (first, then) => {
        const before = used([], first);
        const after = used(before, then);
        const told = [...look(look(undefined, before), after).changes.keys()];
        assert.deepEqual(
          told.filter((key) => !then.includes(key)),
          [],
        );
        assert.deepEqual(used(before, told.reverse()), after);
      }),
    );
  });

  it('keeps every key at its place in the hash map as long as it is there', () => {
    const keys = fc.uniqueArray(key, { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(keys, keys, (first, then) => {
        const before = look(undefined, entries(first.join(' ')));
        const { slots } = look(before, entries(then.join(' ')));
        assert.deepEqual([...slots].sort(), [...then].sort());
        for (const [place, id] of before.slots.entries())
          if (then.includes(id)) assert.equal(slots[place], id);
      }),
    );
  });
});

/** Keys | maxsize => the rows of the list / those of the map; a free place is `_`, what is left out `(n)`. */
const ROWS = `
  b *a | 2        => b a / b a
  a | 3           => a _ _ / a _ _
  b a | null      => b a / b a
  | 2             => _ _ / _ _
`;

describe('the rows of the picture', () => {
  for (const line of ROWS.trim().split('\n')) {
    const [input = '', expected] = line.split('=>').map((part) => part.trim());
    it(`${input}: ${expected}`, () => {
      const [keys = '', maxsize] = input.split('|').map((part) => part.trim());
      assert.equal(rows(keys, JSON.parse(maxsize ?? '') as number | null), expected);
    });
  }

  it('of a large cache are its ends and whoever leaves next', () => {
    const keys = Array.from({ length: 30 }, (_, index) => String(index));
    const least = [...keys.slice(0, 29), '*29'].join(' ');
    assert.equal(rows(least, 64).split(' / ')[0], '0 1 2 3 4 5 6 7 8 (17) 26 27 28 29');
    const within = keys.map((key) => (key === '15' ? '*15' : key)).join(' ');
    assert.equal(rows(within, 64).split(' / ')[0], '0 1 2 3 4 5 6 7 8 (6) 15 (10) 26 27 28 29');
  });

  it('lead from the hash map to the list', () => {
    const list = listRows(after('b a | a b').entries, 3);
    assert.deepEqual([...placesOf(list)], [['a', 0], ['b', 1]]); // oxfmt-ignore
    assert.deepEqual([...placesOf(mapRows(list, ['b', 'a']))], [['b', 0], ['a', 1]]); // oxfmt-ignore
  });
});

function rows(keys: string, maxsize: number | null): string {
  const state = look(undefined, entries(keys));
  const list = listRows(state.entries, maxsize);
  return [list, mapRows(list, state.slots)]
    .map((all) =>
      all
        .map((row) => (row.kind === 'entry' ? row.entry.key : row.kind === 'free' ? '_' : `(${row.count})`))
        .join(' '),
    )
    .join(' / ');
}

/** The order of use after further uses: a key goes to the front. */
function used(before: readonly CacheEntry[], keys: readonly string[]): CacheEntry[] {
  return keys.reduce<CacheEntry[]>(
    (order, key) => [{ key, value: 'v' }, ...order.filter((entry) => entry.key !== key)],
    [...before],
  );
}
