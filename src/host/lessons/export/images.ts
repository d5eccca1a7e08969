import { Uri, workspace } from 'vscode';
import { toBase64 } from '../../../protocol/base64.ts';

const IMAGE_TYPES: Readonly<Record<string, string>> = {
  svg: 'svg+xml',
  png: 'png',
  jpg: 'jpeg',
  jpeg: 'jpeg',
  gif: 'gif',
  webp: 'webp',
};

/** The pictures beside a notebook that can be read, as addresses that need no file. */
export async function readImages(notebook: Uri, sources: readonly string[]): Promise<Map<string, string>> {
  const images = new Map<string, string>();
  for (const source of sources) {
    const type = IMAGE_TYPES[/\.(\w+)$/.exec(source)?.[1]?.toLowerCase() ?? ''];
    if (type === undefined || /^(?:\w+:|\/)/.test(source)) continue;
    try {
      const bytes = await workspace.fs.readFile(Uri.joinPath(notebook, '..', decodeURI(source)));
      images.set(source, `data:image/${type};base64,${toBase64(bytes)}`);
    } catch {
      // It is not there: its words are.
    }
  }
  return images;
}
