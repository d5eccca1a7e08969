import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openDesktop, profileArguments } from '../../vscode/desktop/desktop.ts';
import { suiteLine } from '../../vscode/desktop/suite.ts';
import { desktopPackage, fetchDesktop } from '../../vscode/install/desktop.ts';
import { screenCommand } from '../../vscode/install/screen.ts';
import { NO_E2E, vsCodeKind } from '../../vscode/platform.ts';
import { temporaryFolder } from '../../vscode/server/profile.ts';
import { skippedCounts } from '../../vscode/stages/counts.ts';
import { summaryLines } from '../../vscode/stages/summary.ts';
import { picturesFolder } from '../../vscode/tour/folder.ts';
import { root } from '../../vscode/root.ts';
import { floor } from '../../vscode/versions.ts';
import { itOnPosix } from '../standIns.ts';

const silent = (): void => undefined;

describe('VS Code is brought', () => {
  const cases = [
    ['linux', 'x64', 'server'],
    ['linux', 'arm64', 'desktop'],
    ['darwin', 'x64', 'desktop'],
    ['darwin', 'arm64', 'desktop'],
    ['win32', 'x64', 'desktop'],
    ['win32', 'arm64', 'desktop'],
  ] as const;
  for (const [platform, arch, kind] of cases) {
    it(`as a ${kind} on ${platform} ${arch}`, () => assert.equal(vsCodeKind(platform, arch), kind));
  }
});

describe('what a person sees', () => {
  it('is skipped by name where it cannot be looked at, and is no failure', () => {
    const lines = summaryLines([{ title: 'e2e', counts: skippedCounts(NO_E2E), seconds: 0 }], 0);
    assert.ok(lines.includes(`skipped: ${NO_E2E}`));
    assert.equal(lines.at(-1), '0 passed, 0 failed');
  });
});

describe('a folder below a temporary one', () => {
  it('is named as every system looks it up', () => {
    assert.deepEqual(temporaryFolder('/t'), { TMPDIR: '/t', TEMP: '/t', TMP: '/t' });
  });
});

describe('a screen for the desktop VS Code', () => {
  let folder = '';
  beforeEach(() => void (folder = mkdtempSync(path.join(os.tmpdir(), 'cachebook-screen-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is there on macOS and Windows, and on Linux where the environment names one', () => {
    assert.deepEqual(screenCommand('darwin', {}), []);
    assert.deepEqual(screenCommand('win32', {}), []);
    assert.deepEqual(screenCommand('linux', { DISPLAY: ':0' }), []);
    assert.deepEqual(screenCommand('linux', { WAYLAND_DISPLAY: 'wayland-0' }), []);
  });

  it('is made up by xvfb-run, and asked for where there is none', () => {
    assert.throws(() => screenCommand('linux', { PATH: folder }), /DISPLAY is not set\. Install xvfb/);
    writeFileSync(path.join(folder, 'xvfb-run'), '');
    assert.deepEqual(screenCommand('linux', { PATH: `/nowhere${path.delimiter}${folder}` }), [
      'xvfb-run',
      '--auto-servernum',
    ]);
  });
});

describe('the desktop VS Code', () => {
  let folder = '';
  beforeEach(() => void (folder = mkdtempSync(path.join(os.tmpdir(), 'cachebook-desktop-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** As `@vscode/test-electron` does: what is complete is only looked up. */
  function fakeDownload() {
    const fetched: string[] = [];
    const download = (into: string, version: string): Promise<string> => {
      const executable = path.join(into, `vscode-${version}`, 'code');
      if (!existsSync(executable)) {
        fetched.push(version);
        mkdirSync(path.dirname(executable), { recursive: true });
        writeFileSync(executable, '');
      }
      return Promise.resolve(executable);
    };
    return { fetched, download };
  }

  it('is fetched once, into an entry of the cache folder that names version and system', async () => {
    const { fetched, download } = fakeDownload();
    const first = await fetchDesktop('1.2.3', silent, download, folder);
    const second = await fetchDesktop('1.2.3', silent, download, folder);
    assert.deepEqual(fetched, ['1.2.3']);
    assert.equal(first, second);
    assert.equal(first, path.join(folder, desktopPackage('1.2.3'), 'vscode-1.2.3', 'code'));
    assert.equal(desktopPackage('1.2.3', 'darwin', 'arm64'), 'vscode-darwin-arm64@1.2.3');
  });

  it('that cannot be fetched is told of in one sentence, and leaves nothing', async () => {
    const offline = (): Promise<string> => Promise.reject(new Error('getaddrinfo ENOTFOUND'));
    await assert.rejects(
      fetchDesktop('1.2.3', silent, offline, folder),
      /^Error: VS Code 1\.2\.3 for the desktop could not be fetched \(getaddrinfo ENOTFOUND\)\. Check that this machine can reach update\.code\.visualstudio\.com, then run the command again\.$/,
    );
    assert.deepEqual(readdirSync(folder), []);
  });

  it('has a profile of its own', () => {
    assert.deepEqual(profileArguments('/p'), [
      `--user-data-dir=${path.join('/p', 'data')}`,
      `--extensions-dir=${path.join('/p', 'extensions')}`,
    ]);
  });

  itOnPosix(
    'installs what is packed, then opens, in the same clean profile that goes away with it',
    async () => {
      const log = path.join(folder, 'log');
      const code = path.join(folder, 'code');
      const script = `#!/bin/sh\nprintf '%s\\n' "$@" >> ${log}\ncat "\${1#--user-data-dir=}/User/settings.json" > ${log}.settings\n`;
      writeFileSync(code, script);
      chmodSync(code, 0o755);
      const desktop = { version: floor, command: [code], cli: code };
      const running = await openDesktop(desktop, { vsix: ['a.vsix', 'b.vsix'], args: ['/folder'] });
      assert.equal(await running.exited, 0);
      const [installing = [], opening = []] = readFileSync(log, 'utf8')
        .split(/^(?=--user-data-dir)/m)
        .map((call) => call.trim().split('\n'));
      assert.deepEqual(installing.slice(2), [
        ...['--install-extension', 'a.vsix'],
        ...['--install-extension', 'b.vsix'],
      ]);
      assert.deepEqual(opening.slice(0, 2), installing.slice(0, 2));
      assert.equal(opening.at(-1), '/folder');
      const profile = path.dirname((opening[0] ?? '').replace('--user-data-dir=', ''));
      assert.ok(profile.startsWith(path.join(os.tmpdir(), 'cachebook-')), profile);
      assert.ok(!existsSync(profile));
      const settings = readFileSync(`${log}.settings`, 'utf8');
      assert.match(settings, /"workbench\.startupEditor": "none"/);
    },
  );
});

describe('a line that VS Code prints', () => {
  const cases = [
    ['│   ✔ runs a cell', '  ✔ runs a cell'],
    ['[main] │ 3 passing', '3 passing'],
    ['[main 2026] update#setState idle', undefined],
  ] as const;
  for (const [line, said] of cases) {
    it(`is ${said === undefined ? 'not of the suite' : 'of the suite'}: ${line}`, () =>
      assert.equal(suiteLine(line), said));
  }
});

describe('the pictures of the tour', () => {
  it('leave the checkout as it was, unless they are to update the README', () => {
    assert.equal(picturesFolder({}), path.join(root, 'out/tour'));
    assert.equal(picturesFolder({ 'update-readme': true }), path.join(root, 'media/readme'));
    assert.equal(picturesFolder({ out: '/else' }), path.resolve('/else'));
  });
});
