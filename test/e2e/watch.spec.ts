import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { root } from '../vscode/root.ts';
import { lens, openFile } from '../vscode/tour/watch.ts';
import { waitUntil } from '../vscode/window/waitUntil.ts';
import { Dashboard } from './support/dashboard.ts';
import { somebody } from './support/person.ts';

/** A person may have no Python; a machine that checks everything has one. */
const isPythonHere = spawnSync('python3', ['--version']).status === 0;
const itWithPython = isPythonHere || process.env['CI'] !== undefined ? it : it.skip;

describe('a program of their own', () => {
  const person = somebody();
  const dashboard = new Dashboard(person);

  itWithPython('is watched by one click, and its figures stand above the function', async () => {
    cpSync(path.join(root, 'media/programs/stairs.py'), path.join(person.folder, 'stairs.py'));
    await openFile(person.page, 'stairs.py');
    // A click that meets the line while VS Code lays it out is lost; a person clicks again.
    await waitUntil('the question what to record', async () => {
      await lens(person.page, 'Watch the caches of this file').click();
      const question = person.page.locator('.quick-input-list', { hasText: 'Counters and keys' });
      return question.waitFor({ timeout: 5000 }).then(
        () => true,
        () => false,
      );
    });
    await person.picks('Counters and keys');
    const figures = lens(person.page, '52 hits');
    await person.sees(lens(person.page, 'last run'));
    assert.match(
      await figures.innerText(),
      /52 hits, 30 misses, 63 %, 16 of 16 · 3 would be enough · last run$/,
    );
    await figures.click();
    await person.sees((await dashboard.run('stairs.py')).getByText('Finished', { exact: true }).first());
    const counters = await dashboard.numbers('Counters of steps_to');
    assert.deepEqual([counters['Hits'], counters['Misses']], ['52', '30']);
  });
});
