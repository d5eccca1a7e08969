/** `npm run test:desktop`: the suite in desktop VS Code, floor and newest, for people who can download it. */
import { runTests } from '@vscode/test-electron';
import { runMain } from './process/runMain.ts';
import { root } from './root.ts';
import { runNpm } from './stages/npm.ts';
import { buildSuite, suiteEntry } from './suite/build.ts';
import { floor } from './versions.ts';

async function main(): Promise<number> {
  await runNpm('build');
  await buildSuite('sources');
  for (const version of [floor.vscode, 'stable']) {
    const code = await runTests({
      version,
      extensionDevelopmentPath: root,
      extensionTestsPath: suiteEntry,
      launchArgs: ['--disable-extensions', '--disable-workspace-trust'],
    });
    if (code !== 0) return code;
  }
  return 0;
}

runMain(main);
