import assert from 'node:assert/strict';
import { waitBetween } from '../../../src/kernel/node/work.ts';

describe('what a kernel waits for a processor', () => {
  const waitOf = (after: Readonly<Record<string, number>>): number =>
    waitBetween(new Map([['1', 5], ['2', 10], ['3', 0]]), new Map(Object.entries(after)), '1'); // oxfmt-ignore

  it('is what its threads wait, one after the other', () => {
    assert.equal(waitOf({ 1: 5, 2: 30, 3: 40 }), 60);
  });

  it('does not grow by what the thread that supervises waits beside them', () => {
    assert.equal(waitOf({ 1: 45, 2: 40, 3: 30 }), 60);
    assert.equal(waitOf({ 1: 105, 2: 40, 3: 30 }), 100);
  });

  it('leaves out threads that have begun or ended meanwhile', () => {
    assert.equal(waitOf({ 2: 30, 4: 500 }), 20);
  });
});
