import path from 'node:path';
import { startGuarded } from './process/guarded.ts';
import { root } from './root.ts';

const OPTIONS = ['--no-dependencies', '--allow-missing-repository', '--skip-license'];

/** Packs an extension of our own that helps with tests, from its folder. Returns the packed file. */
export async function packExtension(folder: string, name: string): Promise<string> {
  const file = path.join(root, `dist/${name}.vsix`);
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  const packing = startGuarded({
    command: [process.execPath, vsce, 'package', ...OPTIONS, '--out', file],
    cwd: folder,
  });
  let output = '';
  packing.onOutput((text) => (output += text));
  if ((await packing.exited) === 0) return file;
  throw new Error(`The extension in ${folder} could not be packed.\n${output}`);
}
