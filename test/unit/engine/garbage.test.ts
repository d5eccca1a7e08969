import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';

describe('garbage', () => {
  it('a dropped cache and its entries are collected, although it was observed', function () {
    this.timeout(30_000);
    const script = path.join(import.meta.dirname, 'fixtures', 'garbage.ts');
    const node = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', script], {
      encoding: 'utf8',
    });
    assert.equal(node.status, 0, node.stderr);
    assert.deepEqual(JSON.parse(node.stdout), { left: 0, alive: 0, stored: 210 });
  });
});
