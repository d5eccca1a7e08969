import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createCache, lruCache } from '../../../src/engine/index.ts';
import { manifest, read, root, steps, wording } from './project.ts';
import { parseSvg, type Element } from './svg.ts';

/** All that VS Code's page for pictures shows: no styles, no scripts, nothing from elsewhere. */
const ALLOWED = /^(svg|title|desc|defs|marker|g|path|rect|circle|text)$/;
const COLOURS = new Set(['fill', 'stroke', 'color', 'stop-color', 'flood-color', 'lighting-color']);
const THEMED = /^(none|var\(--vscode-[\w-]+, (#[0-9a-f]{6}|var\(--vscode-[\w-]+, #[0-9a-f]{6}\))\))$/;
/** A picture is at least 350 px wide, usually 530: 20 of 640 units are 11 to 17 px. */
const SMALLEST_TEXT = 20;

function attributesOf(elements: readonly Element[]): [string, string][] {
  return elements.flatMap(({ attributes }) => [...attributes]);
}

/** Everything written in a picture, in the order of the file. */
function wordsOf(name: string): string {
  const elements = parseSvg(read(`media/walkthrough/${name}.svg`));
  return elements.flatMap((element) => (element.name === 'text' ? [element.text] : [])).join(' ');
}

describe('pictures of the walkthrough', () => {
  it('are those that package.json names', () => {
    assert.deepEqual(
      readdirSync(path.join(root, 'media/walkthrough')).map((file) => `media/walkthrough/${file}`),
      steps.map(({ media }) => media.svg).sort(),
    );
  });

  for (const { id, media } of steps) {
    describe(id, () => {
      let elements: Element[];
      let attributes: [string, string][];

      before('is well-formed', () => {
        elements = parseSvg(read(media.svg));
        attributes = attributesOf(elements);
      });

      it('is told in words', () => {
        for (const name of ['title', 'desc']) {
          const told = elements.find((element) => element.name === name);
          assert.ok((told?.text.length ?? 0) > 15, name);
          assert.equal(told?.attributes.get('id'), name);
        }
        assert.equal(elements[0]?.attributes.get('aria-labelledby'), 'title desc');
        assert.match(wording(media.altText), /^[A-Z].{40,}\.$/);
      });

      it('takes every colour from the theme', () => {
        const colours = attributes.filter(([name]) => COLOURS.has(name));
        assert.ok(colours.length > 5);
        for (const [name, value] of colours) assert.match(value, THEMED, name);
      });

      it('holds nothing that VS Code would not show', () => {
        for (const { name } of elements) assert.match(name, ALLOWED);
        for (const [name, value] of attributes) {
          assert.doesNotMatch(name, /^(style|class|on.*|(xlink:)?href|src)$/);
          assert.doesNotMatch(value, /url\((?!#)/);
        }
      });

      it('refers only to what it defines', () => {
        const defined = new Set(
          attributes.flatMap(([name, value]) => (name === 'id' ? [`url(#${value})`] : [])),
        );
        const used = attributes.map(([, value]) => value).filter((value) => value.startsWith('url('));
        assert.deepEqual(
          used.filter((reference) => !defined.has(reference)),
          [],
        );
      });

      it('has text that can be read', () => {
        assert.equal(elements[0]?.attributes.get('viewBox'), '0 0 640 480');
        for (const [name, value] of attributes) {
          if (name === 'font-size') assert.ok(Number(value) >= SMALLEST_TEXT, value);
        }
      });
    });
  }
});

describe('what the pictures claim', () => {
  it('strategies: victims and hits of each', () => {
    const rows = ['fifo', 'lifo', 'lru', 'mru', 'lfu'].map((policy) => {
      const victims: unknown[] = [];
      const cache = createCache<string, true>(policy, 3, {
        observer: (event) => event.type === 'removed' && victims.push(event.key),
      });
      for (const key of 'ABCAADBEA') if (!cache.get(key)) cache.set(key, true);
      return [policy.toUpperCase(), ...victims, cache.info().hits].join(' ');
    });
    assert.match(wordsOf('strategies'), new RegExp(`^request A B C A A D B E A hits ${rows.join(' ')} `));
  });

  it('recency: three moments of one list', () => {
    const cache = createCache<string, true>('lru', 4);
    const list = (): string => [...cache.keys()].reverse().join(' ');
    for (const key of 'ABCD') cache.set(key, true);
    const moments = [`full cache ${list()}`];
    cache.get('B');
    moments.push(`hit on B ${list()}`);
    cache.set('E', true);
    moments.push(`E is new ${list()}`);
    assert.ok(wordsOf('recency').startsWith(`${moments.join(' ')} A out`));
  });

  it('memoization: ways, misses and hits', () => {
    const stepsTo = lruCache((stair: number): number =>
      stair < 4 ? [0, 1, 2, 4][stair]! : stepsTo(stair - 3) + stepsTo(stair - 2) + stepsTo(stair - 1),
    );
    const ways = [1, 2, 3, 4].map((stair) => [stair, stepsTo.wrapped(stair)] as const);
    stepsTo.cacheClear();
    const words = wordsOf('memoization');
    assert.ok(words.includes(`stair 5 ${stepsTo(5)} ways`));
    for (const [stair, count] of ways)
      assert.ok(words.includes(`stair ${stair} ${count} way`), String(stair));
    const { hits, misses } = stepsTo.cacheInfo();
    assert.ok(words.includes(`${misses} misses: worked out ${hits} hits`));
  });

  it('cacheInfo: the numbers of stair 30 with 16 entries', () => {
    const stepsTo = lruCache({ maxsize: 16 })((stair: number): number =>
      stair < 4 ? [0, 1, 2, 4][stair]! : stepsTo(stair - 3) + stepsTo(stair - 2) + stepsTo(stair - 1),
    );
    stepsTo(30);
    const elements = parseSvg(read('media/walkthrough/cacheInfo.svg'));
    assert.equal(elements.find(({ name }) => name === 'title')?.text, String(stepsTo.cacheInfo()));
    for (const part of String(stepsTo.cacheInfo()).split(/(?<=\()| /)) {
      assert.ok(wordsOf('cacheInfo').includes(part), part);
    }
  });
});

describe('icons', () => {
  it('the extension has a PNG of 128 × 128 pixels', () => {
    const png = readFileSync(path.join(root, manifest.icon));
    assert.equal(png.toString('latin1', 1, 4), 'PNG');
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [128, 128]);
  });

  for (const file of ['media/icon.svg', 'media/activity.svg']) {
    it(`${file} is well-formed and has a title`, () => {
      assert.ok(parseSvg(read(file)).some(({ name, text }) => name === 'title' && text === 'Cachebook'));
    });
  }
});
