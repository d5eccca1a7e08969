import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { findServer } from '../../../../src/kernel/node/redis/find.ts';

describe('finding a Redis or Valkey server', () => {
  let folder: string;
  let cache: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'cachebook-find-'));
    cache = path.join(folder, 'cache');
    mkdirSync(path.join(folder, 'bin'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Puts a program into the only folder of PATH. */
  function program(name: string, script = ''): string {
    const file = path.join(folder, 'bin', name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    return file;
  }

  const env = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => ({
    PATH: path.join(folder, 'bin'),
    CACHEBOOK_CACHE: cache,
    ...more,
  });

  const unpacked = (name: string): void => {
    mkdirSync(path.join(cache, 'v1', name), { recursive: true });
  };

  it('takes what is set before all else, then CACHEBOOK_REDIS', async () => {
    program('valkey-server');
    const own = program('mine');
    const other = { CACHEBOOK_REDIS: own };
    assert.deepEqual(await findServer({ setting: ' redis://localhost:7000 ', env: env(other) }), {
      kind: 'running',
      url: 'redis://localhost:7000',
    });
    assert.deepEqual(await findServer({ setting: '', env: env(other) }), { kind: 'program', file: own });
    for (const url of ['rediss://h:1', 'unix:/tmp/s', 'valkey://h'])
      assert.deepEqual(await findServer({ env: env({ CACHEBOOK_REDIS: url }) }), { kind: 'running', url });
  });

  it('says of anything else that is set where it is set and what fits', async () => {
    program('valkey-server');
    for (const CACHEBOOK_REDIS of ['/nowhere/redis-server', folder, 'http://localhost'])
      await assert.rejects(
        findServer({ env: env({ CACHEBOOK_REDIS }) }),
        /^HumanError: CACHEBOOK_REDIS names/,
      );
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (setting) => {
        fc.pre(setting !== undefined && setting !== null && setting !== '');
        await assert.rejects(findServer({ setting, env: env() }), /cachebook\.redis\.server names no Redis/);
      }),
    );
  });

  it('takes Valkey in PATH before Redis in PATH before what was kept', async () => {
    if (process.platform !== 'linux') unpacked('nothing');
    else unpacked(`redis-server-7.0.15-${process.arch === 'arm64' ? 'arm64' : 'amd64'}`);
    const redis = program('redis-server');
    assert.deepEqual(await findServer({ env: env() }), { kind: 'program', file: redis });
    const valkey = program('valkey-server');
    assert.deepEqual(await findServer({ env: env() }), { kind: 'program', file: valkey });
  });

  it('takes the newest that was kept, and never a copy that is half done', async function () {
    if (process.platform !== 'linux') this.skip();
    const machine = process.arch === 'arm64' ? 'arm64' : 'amd64';
    for (const name of ['redis-server-7.0.9-1', 'redis-server-7.0.15-1', 'debian.partial-1-1/redis-server-9'])
      unpacked(`${name}-${machine}`);
    const found = await findServer({ env: env() });
    assert.ok(found.kind === 'program');
    assert.equal(
      found.file,
      path.join(cache, 'v1', `redis-server-7.0.15-1-${machine}`, 'usr/bin/redis-server'),
    );
    assert.match(found.libraries ?? '', /usr\/lib\/\w+-linux-gnu/);
  });

  it('takes docker where its daemon answers, and not where only its client is installed', async () => {
    program('docker', 'echo 27.1');
    assert.deepEqual(await findServer({ env: env() }), { kind: 'docker' });
    program('docker', 'echo "Cannot connect" >&2; exit 1');
    await assert.rejects(findServer({ env: env() }), /needs a Redis or Valkey server/);
  });

  for (const [platform, manager, command] of [
    ['linux', 'apt-get', 'sudo apt install redis-server'],
    ['linux', 'dnf', 'sudo dnf install valkey'],
    ['linux', 'none', 'docker pull valkey/valkey:8'],
    ['darwin', 'none', 'brew install valkey'],
    ['win32', 'none', 'winget install Docker.DockerDesktop'],
  ] as const) {
    it(`says on ${platform} with ${manager} how to get one: ${command}`, async () => {
      program(manager);
      await assert.rejects(findServer({ env: env(), platform }), {
        name: 'HumanError',
        message: `This needs a Redis or Valkey server, and there is none on this machine. Get one with "${command}", or name one in the setting cachebook.redis.server, and run it again.`,
      });
    });
  }

  describe('with the packages of Debian', () => {
    before(function () {
      if (process.platform !== 'linux') this.skip();
    });

    it('fetches nothing before a person has started it', async () => {
      program('apt-get', `touch ${folder}/asked`);
      program('dpkg-deb');
      await assert.rejects(findServer({ env: env() }), /there is none on this machine/);
      assert.equal(existsSync(path.join(folder, 'asked')), false);
    });

    it('says why none could be fetched, and leaves nothing behind', async () => {
      program('apt-get', 'echo "E: Unable to locate package redis-server" >&2; exit 100');
      program('dpkg-deb');
      await assert.rejects(
        findServer({ env: env(), mayFetch: true }),
        /none could be fetched: Unable to locate package redis-server\. Get one with "sudo apt install/,
      );
      assert.deepEqual(readdirSync(path.join(cache, 'v1')), []);
    });

    it('ends at once when it is called off, and leaves nothing behind', async () => {
      program('apt-get', `/bin/touch ${folder}/asked; exec /bin/sleep 1000`);
      program('dpkg-deb');
      const calledOff = new AbortController();
      const said: string[] = [];
      await assert.rejects(
        findServer({
          env: env(),
          mayFetch: true,
          signal: calledOff.signal,
          report: (text) => {
            said.push(text);
            calledOff.abort();
          },
        }),
        { name: 'AbortError' },
      );
      assert.deepEqual(said, ['Reading the list of Debian’s packages …']);
      assert.deepEqual(readdirSync(path.join(cache, 'v1')), []);
    });

    it('keeps what it has unpacked, removes what a stopped run has left, and finds it the next time', async () => {
      unpacked('debian.partial-999999999-1');
      unpacked(`debian.partial-${process.pid}-999`);
      program(
        'apt-get',
        `case "$*" in
          *print-uris*valkey*) exit 100 ;;
          *print-uris*) echo "'http://d/r.deb' redis-server_5%3a7.0.15-1~deb12u10_amd64.deb 73908 " ;;
          *download*) echo "$*" >redis.deb ;;
        esac`,
      );
      program(
        'dpkg-deb',
        '/bin/mkdir -p "$3/usr/bin"; /bin/cp "$2" "$3/usr/bin/redis-server"; /bin/chmod +x "$3/usr/bin/redis-server"',
      );
      const found = await findServer({ env: env(), mayFetch: true });
      assert.ok(found.kind === 'program');
      const kept = readdirSync(path.join(cache, 'v1')).sort();
      assert.deepEqual(kept, [
        `debian.partial-${process.pid}-999`,
        `redis-server-7.0.15-1~deb12u10-${process.arch === 'arm64' ? 'arm64' : 'amd64'}`,
      ]);
      assert.deepEqual(await findServer({ env: env() }), found);
    });
  });
});
