import { FileType, Uri, workspace } from 'vscode';
import type { ProbeFiles } from './environment.ts';

/**
 * Copies the probes to where no update of the extension takes them away from a program that runs: a program whose
 * probe has vanished would not start another. A folder is named by what is in it, so it never changes.
 */
export async function installProbes(extensionUri: Uri, storage: Uri): Promise<ProbeFiles> {
  const source = Uri.joinPath(extensionUri, 'dist', 'probe');
  const files = await filesIn(source, '');
  const folder = Uri.joinPath(storage, 'probe', await nameOf(files));
  const has = (name: string): boolean => files.some((file) => file.name === name);
  const probes: ProbeFiles = {
    ...(has('python/sitecustomize.py') && { python: Uri.joinPath(folder, 'python').fsPath }),
    ...(has('node/probe.cjs') && { node: Uri.joinPath(folder, 'node', 'probe.cjs').fsPath }),
  };
  if (await exists(folder)) return probes;
  const beside = Uri.joinPath(storage, 'probe', crypto.randomUUID());
  for (const { name, bytes } of files) await workspace.fs.writeFile(Uri.joinPath(beside, name), bytes);
  try {
    await workspace.fs.rename(beside, folder);
  } catch (error) {
    await workspace.fs.delete(beside, { recursive: true });
    if (!(await exists(folder))) throw error; // Otherwise another window was quicker.
  }
  return probes;
}

interface ProbeFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

async function filesIn(root: Uri, path: string): Promise<ProbeFile[]> {
  const found: ProbeFile[] = [];
  for (const [name, type] of await workspace.fs.readDirectory(Uri.joinPath(root, path))) {
    const inside = path === '' ? name : `${path}/${name}`;
    if (type === FileType.Directory) found.push(...(await filesIn(root, inside)));
    else if (/\.(py|cjs)$/.test(name))
      found.push({
        name: inside,
        bytes: new Uint8Array(await workspace.fs.readFile(Uri.joinPath(root, inside))),
      });
  }
  return found.sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function nameOf(files: readonly ProbeFile[]): Promise<string> {
  const encoder = new TextEncoder();
  const all = files.flatMap(({ name, bytes }) => [encoder.encode(`${name} ${bytes.length}\n`), bytes]);
  const digest = await crypto.subtle.digest('SHA-256', await new Blob(all).arrayBuffer());
  return Array.from(new Uint8Array(digest, 0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function exists(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
