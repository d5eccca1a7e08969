import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { programs, runPlain, WatchedNode } from './watchedNode.ts';

describe('a watched Node program of an unusual kind', () => {
  let watched: WatchedNode;
  before(async () => (watched = await WatchedNode.make()));
  after(() => watched.dispose());

  const loader = (name: string): string => pathToFileURL(path.join(programs, 'loader', name)).href;
  for (const [how, options] of [
    ['that it registers', ['--import', loader('register.mjs')]],
    ['that it begins with', ['--no-warnings', '--experimental-loader', loader('hooks.mjs')]],
  ] as const)
    it(`is loaded by a loader of the person's own ${how}, and its caches are heard`, async () => {
      const args = [...options, path.join(programs, 'loader', 'uses.mjs')];
      const [plain, { told, ...outcome }] = await Promise.all([runPlain(args), watched.run(args)]);
      assert.deepEqual(outcome, plain);
      assert.match(plain.stdout, /^up /);
      const own = told.flatMap(({ caches }) => caches);
      assert.deepEqual(
        own.map(({ line, hits, misses, maxsize }) => [line, hits, misses, maxsize]),
        [
          [5, 1, 0, 2],
          [8, 0, 1, 3],
        ],
      );
    });

  it('is made into a snapshot, and goes on from it', async () => {
    const blobs = ['plain', 'watched'].map((name) => path.join(watched.folder, `${name}.blob`));
    const build = (blob: string): string[] => ['--snapshot-blob', blob, '--build-snapshot', 'snapshot.cjs'];
    const [plain, { told, ...outcome }] = await Promise.all([
      runPlain(build(blobs[0]!)),
      watched.run(build(blobs[1]!)),
    ]);
    assert.deepEqual([outcome, told], [plain, []]);
    assert.equal(plain.status, 0, plain.stderr);
    const [first, second] = await Promise.all([
      runPlain(['--snapshot-blob', blobs[0]!, 'x']),
      watched.run(['--snapshot-blob', blobs[1]!, 'x']),
    ]);
    const { status, signal, stdout, stderr } = second;
    assert.deepEqual({ status, signal, stdout, stderr }, first);
    assert.match(first.stdout, /^went on 1 /);
  });
});
