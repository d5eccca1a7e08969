import type { SavedFile } from '../../protocol/dashboard.ts';
import { askWhereTo, writeWhole } from '../files.ts';

/**
 * Asks where to, and writes the file in the format that the name ends in; nothing where the person has chosen none.
 */
export async function saveFile(title: string, name: string, files: readonly SavedFile[]): Promise<void> {
  const [first] = files;
  if (!first) return;
  const uri = await askWhereTo({
    title,
    name: `${name}.${first.extension}`,
    filters: Object.fromEntries(files.map(({ extension }) => [extension.toUpperCase(), [extension]])),
  });
  if (!uri) return;
  const chosen = files.find(({ extension }) => uri.path.toLowerCase().endsWith(`.${extension}`)) ?? first;
  await writeWhole(uri, chosen.content);
}
