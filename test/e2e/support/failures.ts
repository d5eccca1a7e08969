import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { failuresFolder } from '../../vscode/root.ts';
import { screenshot } from '../../vscode/window/appearance.ts';
import { openPlaces, version } from './stage.ts';

/** Saves a picture and the console of every open window under the name of the test that failed. */
export async function saveFailure(title: string): Promise<void> {
  const name = `${version.label} ${title}`.replace(/[^a-z0-9]+/gi, '-').slice(0, 100);
  for (const [index, { window }] of [...openPlaces].entries()) {
    const file = path.join(failuresFolder, `${name}-${index + 1}`);
    await screenshot(window.page, `${file}.png`).catch((error: unknown) => console.error(error));
    writeFileSync(`${file}.log`, window.log.join('\n'));
  }
}
