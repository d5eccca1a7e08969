import { startGuarded } from '../process/guarded.ts';
import { root } from '../root.ts';

/** Runs an npm script of this project and shows its output only when it fails. Throws then. */
export async function runNpm(script: string): Promise<void> {
  const npm = startGuarded({ command: ['npm', 'run', '--silent', script], cwd: root });
  let output = '';
  npm.onOutput((text) => (output += text));
  const code = await npm.exited;
  if (code !== 0) throw new Error(`npm run ${script} ended with code ${code}.\n${output}`);
}
