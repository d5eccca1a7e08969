import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

describe('garbage', () => {
  it('a dropped cache and its entries are collected, although it was observed', function () {
    const script = 'test/unit/engine/fixtures/garbage.ts';
    const node = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', script], {
      encoding: 'utf8',
      env: { ...process.env, NODE_V8_COVERAGE: '' }, // its files are other ones with the same names
    });
    assert.equal(node.status, 0, node.stderr);
    assert.deepEqual(JSON.parse(node.stdout), { left: 0, alive: 0, stored: 210 });
  });
});
