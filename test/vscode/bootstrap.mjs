// What `npm start` and `npm test` run first: plain Node, so that it works straight after `git clone`.
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDependencies } from './bootstrap/dependencies.mjs';
import { nodeVersionProblem } from './bootstrap/nodeVersion.mjs';
import { runNode } from './bootstrap/run.mjs';
import { onOrphaned } from './process/orphan.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const [command = 'start', ...rest] = process.argv.slice(2);

onOrphaned(() => process.kill(process.pid, 'SIGTERM'));

try {
  const problem = nodeVersionProblem(process.versions.node);
  if (problem) throw new Error(problem);
  process.exitCode = await installDependencies(root, (line) => console.log(line));
  const entry = path.join(root, 'test/vscode', `${command}.ts`);
  if (!process.exitCode) process.exitCode = await runNode(['--import', 'tsx', entry, ...rest], root);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
