import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { KernelToHost } from '../../../../src/protocol/kernel.ts';
import type { CacheLine } from '../../../../src/protocol/session.ts';
import { ask } from '../redis/ask.ts';
import { anyServer } from '../../../support/server.ts';
import { withServer } from '../redis/withServer.ts';
import type { NotebookProcess } from './notebookProcess.ts';
import { SECRET, shareNotebook, transcript } from './notebookProcess.ts';

withServer('redisServer in cells', () => {
  let notebook: NotebookProcess;
  shareNotebook((shared) => (notebook = shared));
  before(async () => open(await setting()));

  /** The same server as for all tests, so that nothing is looked for. */
  async function setting(): Promise<unknown> {
    const found = await anyServer();
    return found.kind === 'program' && found.libraries === undefined ? found.file : '';
  }

  function open(redis: unknown): void {
    notebook.send({ type: 'open', secret: SECRET, redis });
  }

  async function say(code: string): Promise<string[]> {
    return transcript(await notebook.run(code));
  }

  async function urlOfServer(): Promise<string> {
    const said = await say('console.log((await redisServer()).url)');
    // What is wrong with a line of an earlier test may be told beside it.
    return said.find((line) => !line.startsWith('? ')) ?? '';
  }

  it('is one server for all cells, also after an interrupt', async () => {
    const url = await urlOfServer();
    assert.match(url, /^unix:\/\/\//);
    assert.match((await say('(await redisServer()).title')).join(), /^= '(?:Redis|Valkey) [\d.]+'$/);
    notebook.execute('await new Promise(() => {})');
    await notebook.until('started');
    notebook.send({ type: 'interrupt' });
    await notebook.until('idle');
    assert.equal(await urlOfServer(), url);
    assert.match(await ask(url, 'PING'), /PONG/);
  });

  it('stands still and goes on as a cell says', async () => {
    const url = await urlOfServer();
    await say('(await redisServer()).pause()');
    const asked = ask(url, 'PING');
    assert.equal(await Promise.race([asked, delay(50, 'nothing')]), 'nothing');
    await say('(await redisServer()).goOn()');
    assert.match(await asked, /PONG/);
  });

  it('tells how a shared cache stands with it, and what it says of itself', async () => {
    notebook.execute(`
      const line = await connectShared((await redisServer()).url);
      const shared = memoizeShared(async (n) => n, { client: line, name: 'told' });
      await shared(1);`);
    const linesIn = (message: KernelToHost): CacheLine[] =>
      message.type === 'events' ? Object.values(message.delta.lines ?? {}) : [];
    const isWell = (message: KernelToHost): boolean =>
      linesIn(message).some(({ state, owed }) => state === 'connected' && owed === 0);
    const isOwed = (message: KernelToHost): boolean => linesIn(message).some(({ owed }) => owed === 1);
    await notebook.untilMessage(isWell);
    notebook.execute('(await redisServer()).pause(); await shared.invalidate(1)');
    await notebook.untilMessage(isOwed);
    notebook.execute('(await redisServer()).goOn()');
    await notebook.untilMessage(isWell);
  });

  it('is followed by another one when it has ended', async () => {
    const url = await urlOfServer();
    await say('(await redisServer()).kill()');
    while (existsSync(path.dirname(url.slice('unix://'.length)))) await delay(5);
    const next = await urlOfServer();
    assert.notEqual(next, url);
    assert.match(await ask(next, 'PING'), /PONG/);
  });

  it('says what is wrong with a setting, and is had once that is right', async () => {
    await say('(await redisServer()).kill()');
    open('/nowhere');
    let said: string[];
    do said = await say('await redisServer()');
    while (said[0]?.startsWith('=')); // The end of the one before is not noticed yet.
    assert.match(said.join(), /^! .*cachebook\.redis\.server names no Redis or Valkey server/);
    open(await setting());
    assert.match(await urlOfServer(), /^unix:/);
  });

  it('goes away with the kernel', async () => {
    const url = await urlOfServer();
    await notebook.close();
    while (existsSync(path.dirname(url.slice('unix://'.length)))) await delay(5);
  });
});
