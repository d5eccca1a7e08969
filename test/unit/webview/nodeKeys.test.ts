import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NodeKeys } from '../../../src/webview/charts/nodeKeys.ts';

describe('the nodes of a picture', () => {
  it('stay with their things where those move, else in their places, and never stand for two', () => {
    const things = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(things, fc.boolean()), { maxLength: 8 }), (pictures) => {
        const nodes = new NodeKeys();
        let before = new Map<string, number>();
        for (const [names, isMoving] of pictures) {
          const keys = nodes.of(names, isMoving);
          assert.equal(new Set(keys).size, names.length);
          names.forEach((name, place) => {
            const expected = isMoving ? before.get(name) : [...before.values()][place];
            if (expected !== undefined) assert.equal(keys[place], expected);
            else assert.ok(![...before.values()].includes(keys[place]!));
          });
          before = new Map(names.map((name, place) => [name, keys[place]!]));
        }
      }),
      { seed: 61, numRuns: 300 },
    );
  });
});
