import path from 'node:path';
import { startGuarded } from '../process/guarded.ts';
import { root } from '../root.ts';

const OPTIONS = ['--no-dependencies', '--allow-missing-repository', '--skip-license'];

/**
 * Packs the extension that shows Cachebook when a window opens. Cachebook's own activation cannot do that, for it runs in
 * everybody's VS Code, where nothing opens by itself; and no setting of VS Code opens a walkthrough or a view.
 * @returns the packed file
 */
export async function packWelcome(): Promise<string> {
  const file = path.join(root, 'dist/welcome.vsix');
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const packing = startGuarded({
    command: [process.execPath, vsce, 'package', ...OPTIONS, '--out', file],
    cwd: path.join(import.meta.dirname, 'extension'),
  });
  let output = '';
  packing.onOutput((text) => (output += text));
  if ((await packing.exited) === 0) return file;
  throw new Error(`The extension that shows Cachebook could not be packed.\n${output}`);
}
