/** What F5 runs first, through the bootstrap so that it works from a fresh clone: the extension and the suite. */
import { runMain } from './process/runMain.ts';
import { runNpm } from './stages/npm.ts';
import { suiteFiles } from './asked.ts';
import { buildSuite } from './suite/build.ts';

runMain(async () => {
  await runNpm('build');
  await buildSuite(suiteFiles({ label: 'newest', source: 'sources' }));
  return 0;
});
