import assert from 'node:assert/strict';
import path from 'node:path';
import { e2eFiles, suiteFiles } from '../../vscode/asked.ts';

const names = (files: readonly string[]): Set<string> => new Set(files.map((file) => path.basename(file)));

describe('what is asked', () => {
  const newest = names(suiteFiles({ label: 'newest', source: 'sources' }));
  const floor = names(suiteFiles({ label: 'floor', source: 'sources' }));
  const packed = names(suiteFiles({ label: 'newest', source: 'vsix' }));

  it('of the oldest VS Code is asked of the newest, too', () => {
    assert.deepEqual([...floor].filter((file) => !newest.has(file)), []); // oxfmt-ignore
    const specs = names(e2eFiles('newest'));
    assert.deepEqual([...names(e2eFiles('floor'))].filter((file) => !specs.has(file)), []); // oxfmt-ignore
  });

  it('of both are notebooks, their kernels and what a person does with them', () => {
    for (const file of [
      'notebook.test.ts',
      'notebookStops.test.ts',
      'notebookFile.test.ts',
      'predictions.test.ts',
    ])
      assert.ok(floor.has(file), file);
    for (const file of ['notebook.spec.ts', 'lessons.spec.ts', 'trust.spec.ts', 'walkthrough.spec.ts'])
      assert.ok(names(e2eFiles('floor')).has(file), file);
  });

  it('of the package is everything, and what only it has', () => {
    assert.deepEqual(packed, new Set([...newest, 'packed.test.ts']));
    assert.ok(!newest.has('packed.test.ts'));
  });
});
