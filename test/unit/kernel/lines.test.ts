import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Lines } from '../../../src/kernel/lines.ts';

function linesOf(pieces: readonly string[]): string[] {
  const told: string[] = [];
  const lines = new Lines((line) => told.push(line));
  for (const piece of pieces) lines.write(piece);
  lines.end();
  return told;
}

describe('lines of text that comes in pieces', () => {
  it('are those of the whole text, however it is cut', () => {
    const piece = fc.stringMatching(/^[ab\n]{0,9}$/);
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const whole = pieces.join('').split('\n');
        if (whole.at(-1) === '') whole.pop();
        assert.deepEqual(linesOf(pieces), whole);
      }),
    );
  });

  it('have none of what only a terminal shows', () => {
    assert.deepEqual(linesOf(['\u001B[1;31mred\u001B[0m\r\n', 'plain\r\n']), ['red', 'plain']);
  });

  it('are cut where they are long, and say by how much', () => {
    const told = linesOf([...Array.from({ length: 500 }, () => '0123456789'), '\nnext']);
    assert.deepEqual(told, [`${'0123456789'.repeat(200)} ... 3000 more characters`, 'next']);
  });
});
