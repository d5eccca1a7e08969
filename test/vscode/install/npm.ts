import { startGuarded } from '../process/guarded.ts';

/** npm's own variables of the outer `npm start`: they would point the inner npm at this checkout. */
const outer =
  /^npm_(package|lifecycle|command|node_execpath|config_(local_prefix|prefix|global|include|omit|production))/i;

/**
 * Runs npm in a folder; quiet when all goes well. No package's own install script is ever run.
 * @throws Error with the end of npm's output
 */
export async function npmInstall(folder: string, args: readonly string[]): Promise<void> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !outer.test(name)));
  const command = [
    'npm',
    'install',
    '--prefix',
    folder,
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--omit=dev',
  ];
  // What npm leaves behind is thrown away, so it need not tidy up.
  const npm = startGuarded({
    command: [...command, '--loglevel=error', ...args],
    cwd: folder,
    env,
    graceMs: 0,
  });
  let output = '';
  npm.onOutput((text) => (output = (output + text).slice(-4000)));
  const code = await npm.exited;
  if (code === 0) return;
  throw new Error(
    `npm install ${args.join(' ')} ended with code ${code}. Check that the npm registry can be reached, then run the command again.\n${output}`,
  );
}
