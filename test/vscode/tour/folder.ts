import path from 'node:path';
import { root } from '../root.ts';

/** Where the tour saves its pictures: nothing that is checked in changes unless it is asked for. */
export function picturesFolder(wish: {
  readonly out?: string | undefined;
  readonly 'update-readme'?: boolean | undefined;
}): string {
  if (wish.out !== undefined) return path.resolve(wish.out);
  return path.join(root, wish['update-readme'] ? 'media/readme' : 'out/tour');
}
