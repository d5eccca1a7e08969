import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { isInstalled } from './lockFile.mjs';
import { run } from './run.mjs';

/**
 * Makes node_modules match package-lock.json; fetches nothing where it does already.
 * @param {string} root the checkout
 * @param {(line: string) => void} print
 * @returns {Promise<number>} npm's exit code, 0 when all is there
 */
export async function installDependencies(root, print) {
  const stamp = path.join(root, 'node_modules', '.package-lock.json');
  const installed = readJson(stamp);
  if (installed && isInstalled(readJson(path.join(root, 'package-lock.json')), installed)) return 0;
  rmSync(stamp, { force: true });
  print('Installing the development tools (npm ci) …');
  const started = Date.now();
  const code = await npmCi(root, () => print(`  still installing, ${seconds(started)} s …`));
  print(code === 0 ? `Installed in ${seconds(started)} s.` : failure(code));
  return code;
}

/** @param {number} code */
function failure(code) {
  if (code > 128) return 'The installation was stopped. The next run repairs it.';
  return `npm ci ended with code ${code}. Check that the npm registry can be reached, then run the command again.`;
}

/**
 * @param {string} cwd
 * @param {() => void} onTick called every few seconds while npm works
 */
async function npmCi(cwd, onTick) {
  const timer = setInterval(onTick, 5000);
  try {
    const args = ['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    // A half-installed folder is no harm: the next run installs anew.
    return await run('npm', args, { cwd, atOnce: true, shell: process.platform === 'win32' });
  } finally {
    clearInterval(timer);
  }
}

/** @param {string} file */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** @param {number} started in ms */
function seconds(started) {
  return Math.round((Date.now() - started) / 1000);
}
