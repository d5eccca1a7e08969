import type { Page } from 'playwright-core';
import { waitUntil } from '../../vscode/window/waitUntil.ts';

/**
 * Waits until VS Code has stored something with the state of its window. In a browser it writes every 5 s and not when
 * the window goes away: what is younger is lost by a reload, whoever made it.
 */
export async function isRemembered(page: Page, what: RegExp): Promise<void> {
  await waitUntil(`${what.source} in the memory of the window`, () => page.evaluate(isStored, what));
}

async function isStored(what: RegExp): Promise<boolean> {
  const databases = await indexedDB.databases();
  const states = databases.flatMap(({ name }) => (name?.startsWith('vscode-web-state-db-') ? [name] : []));
  const found = states.map(
    (name) =>
      new Promise<boolean>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onerror = () => reject(new Error(`${name} cannot be opened.`));
        opening.onsuccess = () => {
          const database = opening.result;
          const reading = database.transaction('ItemTable').objectStore('ItemTable').getAll();
          reading.onerror = () => reject(new Error(`${name} cannot be read.`));
          reading.onsuccess = () => {
            database.close();
            resolve(reading.result.some((value) => what.test(String(value))));
          };
        };
      }),
  );
  return (await Promise.all(found)).includes(true);
}
