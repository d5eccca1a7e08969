import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { compile } from './compile.ts';

/** Runs the engine's tests and fails unless every line, function and branch of `src/engine` was reached. */
const folder = compile(true);
try {
  const c8 = [
    'c8',
    '--100',
    '--include',
    '**/src/engine/**',
    '--exclude',
    'node_modules',
    '--reporter',
    'text',
  ];
  const mocha = ['mocha', '--no-config', '--timeout', '60000', '--reporter', 'dot'];
  const tests = `${folder}/test/unit/engine/*.test.js`;
  process.exitCode = spawnSync('npx', [...c8, ...mocha, tests], { stdio: 'inherit' }).status ?? 1;
} finally {
  rmSync(folder, { recursive: true });
}
