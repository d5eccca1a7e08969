import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { analyzeFromExplorer, labFrame, writeRequests } from '../vscode/window/lab.ts';
import { themes, type ThemeName } from '../vscode/window/themes.ts';
import { colours, violations } from './support/axe.ts';
import { Dashboard } from './support/dashboard.ts';
import { wears } from './support/look.ts';
import { somebody } from './support/person.ts';

const FILE = 'shop.txt';
const OTHER = 'other.txt';
/** The end of a part, as the lab remembers it. */
const COMPARED = '"to":1000';

describe('the lab', () => {
  // What a window looks at is read again after a reload, so it has a folder of its own.
  const person = somebody({ workspaceSettings: () => ({}) });
  let frame: Frame;

  before(async () => {
    writeRequests(person.folder, FILE, 4000);
    writeRequests(person.folder, OTHER, 1600);
    // The explorer of these windows watches no files.
    await person.runs('Refresh Explorer');
  });

  it('analyzes a file from its menu in the explorer, and says what to do', async () => {
    frame = await analyzeFromExplorer(person.page, FILE);
    await person.sees(frame.getByRole('region', { name: 'Advice' }).getByRole('heading').first());
    await person.sees(frame.getByText(/Worth caching where a look-up costs less than [\d.]+ % of a miss/));
    assert.deepEqual(await violations(frame), []);
  });

  it('puts a part of the requests beside all of them, by the keyboard', async () => {
    await frame.getByLabel('to request').fill('1000');
    await frame.getByLabel('to request').press('Tab');
    await person.presses('Enter');
    await person.sees(frame.getByRole('heading', { name: 'A: Requests 1 to 1,000' }));
    await person.sees(frame.getByRole('region', { name: /^Beside each other/ }));
    assert.deepEqual(await violations(frame), []);
  });

  it('can be read in every theme', async () => {
    for (const theme of Object.keys(themes) as ThemeName[]) {
      await wears(person.page, frame, theme);
      assert.deepEqual(await violations(frame, colours), [], theme);
    }
  });

  it('is there again after the window was reloaded, with what was compared', async () => {
    await person.keeps(COMPARED);
    await person.reloads();
    frame = await labFrame(person.page, FILE);
    await person.sees(frame.getByRole('heading', { name: 'A: Requests 1 to 1,000' }));
  });

  it('takes the address of a file that is dropped on it', async () => {
    // As the explorer of a VS Code in a browser writes it. A mouse of the tools cannot drag with Shift held.
    const address = `vscode-remote://${new URL(person.page.url()).host}${person.folder}/${OTHER}`;
    await frame.evaluate((list) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.setData('text/uri-list', list);
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    }, address);
    frame = await labFrame(person.page, OTHER);
  });

  it('opens a request in the time machine', async () => {
    await frame.getByLabel('Request', { exact: true }).fill('7');
    await frame.getByRole('button', { name: 'Open in Time Machine' }).click();
    await new Dashboard(person).shows(/^Close Time Machine/);
  });
});
