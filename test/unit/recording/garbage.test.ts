import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';

describe('a recorder', () => {
  it('holds no cache, no value, and no key that it has told', () => {
    const script = 'test/unit/recording/fixtures/garbage.ts';
    const node = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', script], {
      encoding: 'utf8',
      env: { ...process.env, NODE_V8_COVERAGE: '' },
    });
    assert.equal(node.status, 0, node.stderr);
    assert.deepEqual(JSON.parse(node.stdout), { objects: 0, caches: 0 });
  });
});
