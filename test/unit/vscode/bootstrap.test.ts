import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { isInstalled } from '../../vscode/bootstrap/lockFile.mjs';
import { nodeVersionProblem } from '../../vscode/bootstrap/nodeVersion.mjs';
import { root } from '../../vscode/root.ts';
import { onPosix } from '../standIns.ts';

describe('the oldest Node', () => {
  for (const version of ['20.19.0', '20.20.2', '22.0.0', '24.1.0']) {
    it(`is not newer than ${version}`, () => assert.equal(nodeVersionProblem(version), undefined));
  }
  for (const version of ['20.18.9', '18.20.0', '9.99.0']) {
    it(`is newer than ${version}, and the message says what to do`, () => {
      assert.match(
        nodeVersionProblem(version) ?? '',
        new RegExp(`needs Node 20\\.19 .* Node ${version}.*Install`),
      );
    });
  }
});

interface Entry {
  readonly version: string;
  readonly optional?: boolean;
}

/** `a@1` is a package a in version 1, `b@2?` an optional one; `-` is no package. */
function packages(text: string): Record<string, Entry> {
  const words = text.split(' ').filter((word) => word !== '-');
  return Object.fromEntries(
    words.map((word): [string, Entry] => {
      const [name = '', version = ''] = word.replace('?', '').split('@');
      return [`node_modules/${name}`, { version, optional: word.endsWith('?') }];
    }),
  );
}

describe('what npm installed', () => {
  const cases = [
    ['a@1 b@2', 'a@1 b@2', true],
    ['a@1 b@2', 'a@1', false],
    ['a@1', 'a@2', false],
    ['a@1', 'a@1 b@2', false],
    ['a@1', '-', false],
    ['a@1 b@2?', 'a@1', true],
    ['a@1 b@2?', 'a@1 b@2?', true],
    ['a@1 b@2?', 'a@1 b@3?', false],
  ] as const;
  for (const [wanted, installed, verdict] of cases) {
    it(`${verdict ? 'will' : 'will not'} do: ${installed} for ${wanted}`, () => {
      const lock = { packages: { '': { version: '0.1.0' }, ...packages(wanted) } };
      assert.equal(isInstalled(lock, { packages: packages(installed) }), verdict);
    });
  }
});

/** Stands in for npm on the PATH: notes that it ran, and writes what npm writes last. */
const FAKE_NPM = `#!/usr/bin/env node
const fs = require('node:fs');
fs.appendFileSync('npm.log', process.argv.slice(2).join(' ') + '\\n');
if (fs.existsSync('npm-fails')) process.exit(7);
fs.rmSync('node_modules', { recursive: true, force: true });
fs.mkdirSync('node_modules');
fs.symlinkSync(process.env.TSX, 'node_modules/tsx');
fs.copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
`;

onPosix('the bootstrap of a fresh clone', () => {
  let clone = '';

  before(() => {
    clone = mkdtempSync(path.join(os.tmpdir(), 'cachebook-clone-'));
    const folder = path.join(clone, 'test/vscode');
    mkdirSync(path.join(clone, 'bin'));
    for (const name of ['bootstrap.mjs', 'bootstrap', 'process']) {
      cpSync(path.join(root, 'test/vscode', name), path.join(folder, name), { recursive: true });
    }
    writeFileSync(path.join(clone, 'package-lock.json'), '{"packages":{"node_modules/a":{"version":"1"}}}');
    writeFileSync(
      path.join(folder, 'echo.ts'),
      'console.log(...process.argv.slice(2)); process.exitCode = 3;',
    );
    writeFileSync(path.join(clone, 'bin/npm'), FAKE_NPM);
    chmodSync(path.join(clone, 'bin/npm'), 0o755);
  });

  after(() => rmSync(clone, { recursive: true, force: true }));

  const npmRuns = (): string[] =>
    existsSync(path.join(clone, 'npm.log'))
      ? readFileSync(path.join(clone, 'npm.log'), 'utf8').trim().split('\n')
      : [];

  /** Runs `bootstrap.mjs echo …` and resolves with its exit code and what it printed. */
  function bootstrap(...args: string[]): Promise<{ code: number; output: string }> {
    const env = {
      ...process.env,
      TSX: path.join(root, 'node_modules/tsx'),
      PATH: `${path.join(clone, 'bin')}${path.delimiter}${process.env['PATH'] ?? ''}`,
    };
    return new Promise((resolve) => {
      const child = execFile(
        process.execPath,
        [path.join(clone, 'test/vscode/bootstrap.mjs'), 'echo', ...args],
        { env, cwd: os.tmpdir() },
        (_, stdout, stderr) => resolve({ code: child.exitCode ?? -1, output: stdout + stderr }),
      );
    });
  }

  it('says what to do when npm fails, and leaves no claim behind', async () => {
    writeFileSync(path.join(clone, 'npm-fails'), '');
    const { code, output } = await bootstrap();
    rmSync(path.join(clone, 'npm-fails'));
    assert.equal(code, 7);
    assert.match(output, /npm ci ended with code 7\. Check that the npm registry can be reached/);
  });

  it('installs first, then runs the command with its arguments and its exit code', async () => {
    const { code, output } = await bootstrap('--floor', 'a b');
    assert.equal(code, 3, output);
    assert.match(output, /--floor a b\n/);
    assert.match(npmRuns().at(-1) ?? '', /^ci --include=dev --ignore-scripts/);
  });

  it('runs npm no second time', async () => {
    const runs = npmRuns().length;
    const { output } = await bootstrap();
    assert.equal(npmRuns().length, runs);
    assert.doesNotMatch(output, /Install/);
  });

  it('repairs what a stopped installation left', async () => {
    rmSync(path.join(clone, 'node_modules/.package-lock.json'));
    const runs = npmRuns().length;
    await bootstrap();
    assert.equal(npmRuns().length, runs + 1);
  });

  it('installs again when package-lock.json has changed', async () => {
    writeFileSync(path.join(clone, 'package-lock.json'), '{"packages":{"node_modules/a":{"version":"2"}}}');
    const runs = npmRuns().length;
    await bootstrap();
    assert.equal(npmRuns().length, runs + 1);
  });
});
