import assert from 'node:assert/strict';
import type { KernelBundle } from '../kernelProcess.ts';
import type { RedisServer } from '../../../../src/kernel/redisServer.ts';
import { startServer } from '../../../../src/kernel/node/redis/start.ts';
import { anyServer } from '../../../support/server.ts';
import { withServer } from '../redis/withServer.ts';
import { bundleNotebookKernel, NotebookProcess } from './notebookProcess.ts';

withServer('a shared cache in cells', () => {
  let bundle: KernelBundle;
  let notebook: NotebookProcess;
  let server: RedisServer;

  before(async () => {
    [bundle, server] = await Promise.all([bundleNotebookKernel(), anyServer().then(startServer)]);
    notebook = await NotebookProcess.start(bundle.file);
  });

  after(async () => {
    await notebook.close();
    await server.stop();
  });

  const textOf = (said: readonly { readonly type: string }[], type: string): string =>
    said
      .filter((each) => each.type === type)
      .map((each) => JSON.stringify(each))
      .join('\n');

  it('without a server a function runs as without a cache, and a sentence says why', async () => {
    const said = await notebook.run(`
      const nobody = await connectShared('unix:///tmp/nobody-is-here');
      let runs = 0;
      const twice = memoizeShared(async (n: number) => { runs++; return n * 2; }, { client: nobody, name: 'twice' });
      console.log(await twice(4), await twice(4), runs, String(twice.sharedInfo()));
    `);
    assert.match(textOf(said, 'output'), /Nobody answers at \/tmp\/nobody-is-here/);
    assert.match(
      textOf(said, 'output'),
      /8 8 2 SharedInfo\(near=0, remote=0, misses=2, waited=0, bypassed=2\)/,
    );
  });

  it('with one it is shared, watched, and survives the cell', async () => {
    const said = await notebook.run(`
      const line = await connectShared(${JSON.stringify(server.url)});
      const sameLine = (await connectShared(${JSON.stringify(server.url)})) === line;
      const thrice = memoizeShared(async (n: number) => n * 3, { client: line, name: 'thrice', timeout: 20 });
      console.log(await thrice(4), sameLine);
    `);
    assert.match(textOf(said, 'output'), /12 true/);
    const next = await notebook.run(`
      while (thrice.cacheInfo().currsize === 0) await thrice(4);
      console.log(await thrice(4), thrice.sharedInfo());
      show(thrice);
    `);
    assert.match(
      textOf(next, 'output'),
      /12 SharedInfo\(near=\d+, remote=1, misses=1, waited=0, bypassed=0\)/,
    );
    assert.match(JSON.stringify(next), /"kind":"cache"/);
  });
});
