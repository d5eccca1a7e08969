import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { cacheFolder } from '../../../src/kernel/node/cacheFolder.ts';
import { entryName } from '../../vscode/install/entryName.ts';
import { ensureEntry } from '../../vscode/install/ensure.ts';
import { withLock } from '../../vscode/install/lock.ts';
import { shareServiceWorker } from '../../vscode/install/webviewWorker.ts';

const silent = (): void => undefined;

describe('the cache folder', () => {
  const cases = [
    [{ CACHEBOOK_CACHE: '/c', XDG_CACHE_HOME: '/x', HOME: '/h' }, '/c/v1'],
    [{ XDG_CACHE_HOME: '/x', HOME: '/h' }, '/x/cachebook/v1'],
    [{ HOME: '/h' }, '/h/.cache/cachebook/v1'],
    [{ CACHEBOOK_CACHE: '', XDG_CACHE_HOME: '', HOME: '/h' }, '/h/.cache/cachebook/v1'],
  ] as const;
  for (const [env, folder] of cases) {
    it(`is ${folder} for ${JSON.stringify(env)}`, () => assert.equal(cacheFolder(env), path.resolve(folder)));
  }

  it('names an entry after its packages', () => {
    assert.equal(entryName(['@a/b@1.0.0', 'c@2.0.0']), 'a-b@1.0.0+c@2.0.0');
  });

  it('tells what was done with them', () => {
    assert.equal(entryName(['c@2.0.0'], 'mended'), 'c@2.0.0+mended');
  });
});

describe('an installation', () => {
  let folder = '';
  beforeEach(() => void (folder = mkdtempSync(path.join(os.tmpdir(), 'cachebook-cache-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Something to install, with a count of how often it was. */
  function entry(install: (draft: string) => Promise<void> = () => Promise.resolve()) {
    const done = { times: 0 };
    const count = (draft: string): Promise<void> => {
      done.times++;
      writeFileSync(path.join(draft, 'file'), 'complete');
      return install(draft);
    };
    return { done, entry: { title: 'Something', packages: ['a@1'], install: count } };
  }

  it('happens once, also when several ask at once', async () => {
    const { done, entry: wanted } = entry(() => delay(50));
    const folders = await Promise.all([1, 2, 3].map(() => ensureEntry(wanted, silent, folder)));
    assert.equal(done.times, 1);
    assert.deepEqual(new Set(folders), new Set([path.join(folder, 'a@1')]));
    assert.deepEqual(readdirSync(folder), ['a@1']);
  });

  it('that failed is never taken for finished, and leaves nothing', async () => {
    const { entry: broken } = entry(() => Promise.reject(new Error('no registry')));
    await assert.rejects(ensureEntry(broken, silent, folder), /no registry/);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('clears away what a killed run left', async () => {
    mkdirSync(path.join(folder, 'a@1.partial-77/deep'), { recursive: true });
    mkdirSync(path.join(folder, 'b@1.partial-77'));
    await ensureEntry(entry().entry, silent, folder);
    assert.deepEqual(readdirSync(folder).sort(), ['a@1', 'b@1.partial-77']);
  });

  it('says what it does and how much arrived', async () => {
    const lines: string[] = [];
    await ensureEntry(entry().entry, (line) => lines.push(line), folder);
    assert.match(lines[0] ?? '', /^Fetching Something \(once; it stays in .*\) …$/);
    assert.match(lines.at(-1) ?? '', /Something: 0 MB in 0 s\.$/);
  });
});

describe('the service worker of webviews', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'cachebook-worker-'));
    file = path.join(folder, 'index.html');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const page = (script: string): string => {
    const hash = createHash('sha256').update(script).digest('base64');
    return `<meta content="script-src 'sha256-${hash}' 'self'"><script async type="module">${script}</script>`;
  };

  it('is shared by taking its id away, and the policy still allows the script', () => {
    writeFileSync(file, page('register(`worker.js?v=1&id=${ID}&x=2`)'));
    shareServiceWorker(file);
    assert.equal(readFileSync(file, 'utf8'), page('register(`worker.js?v=1&x=2`)'));
  });

  it('of another page is refused, and nothing is written', () => {
    for (const other of [
      '<html></html>',
      page('register()'),
      '<script async type="module">&id=${ID}</script>',
    ]) {
      writeFileSync(file, other);
      assert.throws(() => shareServiceWorker(file), /has no worker to share/);
      assert.equal(readFileSync(file, 'utf8'), other);
    }
  });
});

describe('the lock', () => {
  let folder = '';
  let file = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'cachebook-lock-'));
    file = path.join(folder, 'lock');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const ownedBy = (pid: number, host = os.hostname()): void =>
    writeFileSync(file, JSON.stringify({ host, pid }));

  /** A process that has certainly ended. */
  const deadPid = (): number => spawnSync(process.execPath, ['-e', '']).pid;

  it('lets one in at a time', async () => {
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      most = Math.max(most, ++inside);
      await delay(10);
      inside--;
    };
    await Promise.all([1, 2, 3, 4].map(() => withLock(file, silent, work)));
    assert.equal(most, 1);
    assert.deepEqual(readdirSync(folder), []);
  });

  it('is taken over from a dead process', async () => {
    ownedBy(deadPid());
    assert.equal(await withLock(file, silent, () => Promise.resolve('in')), 'in');
  });

  it('is taken over from a machine that has gone silent', async () => {
    ownedBy(1, 'another-machine');
    const old = new Date(Date.now() - 60_000);
    utimesSync(file, old, old);
    assert.equal(await withLock(file, silent, () => Promise.resolve('in')), 'in');
  });

  it('of a living process is waited for, and the person is told once', async () => {
    const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    ownedBy(other.pid ?? 0);
    const told: string[] = [];
    const entered = withLock(
      file,
      (line) => told.push(line),
      () => Promise.resolve('in'),
    );
    const first = await Promise.race([entered, delay(700).then(() => 'waiting')]);
    other.kill('SIGKILL');
    assert.equal(first, 'waiting');
    assert.equal(await entered, 'in');
    assert.deepEqual(told, [`  waiting for another installation to end (process ${other.pid ?? 0}) …`]);
  });

  it('is given back when the work fails', async () => {
    await assert.rejects(
      withLock(file, silent, () => Promise.reject(new Error('broken'))),
      /broken/,
    );
    assert.ok(!existsSync(file));
  });
});
