import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { root } from '../vscode/root.ts';
import { waitUntil } from '../vscode/window/waitUntil.ts';
import { Notebook } from './support/notebook.ts';
import { somebody } from './support/person.ts';
import { stage } from './support/stage.ts';

const CACHE = {
  kind: 'cache',
  name: 'pages',
  policy: 'lru',
  info: { hits: 1234567, misses: 0, maxsize: null, currsize: 1 },
};

describe('the language of the renderer', () => {
  const person = somebody();
  const notebook = new Notebook(person);

  it('is the one that the extension tells it when there is something to draw', async () => {
    await notebook.opens('one.cachebook.md', '# One\n\n```js\nshow({ one: 1 })\n```\n');
    const page = await notebook.page();
    await page.evaluate(() => {
      addEventListener('message', ({ data }: MessageEvent<{ type?: string; message?: object }>) => {
        if (data.type === 'customRendererMessage')
          document.body.dataset['told'] = JSON.stringify(data.message);
      });
    });
    await notebook.runsAll();
    const told = await waitUntil('the language', () =>
      page.locator('body').getAttribute('data-told').then(known),
    );
    assert.deepEqual(JSON.parse(told), { type: 'init', language: 'en' });
  });
});

function known(text: string | null): string | undefined {
  return text ?? undefined;
}

/** What VS Code says of another language comes from a language pack, which the registry does not have. */
describe('the renderer in another language', () => {
  let page: Page;
  before(async () => {
    page = await stage().browser.newPage();
    await page.addInitScript('globalThis.__name = (value) => value');
    await page.goto('about:blank');
  });
  after(() => page.close());

  it('asks for it once, and writes words and numbers in it also in what is drawn already', async () => {
    const bundle = readFileSync(path.join(root, 'dist/webview/renderer.js'), 'utf8');
    const { asked, before, after } = await page.evaluate(drawInGerman, {
      bundle,
      json: JSON.stringify(CACHE),
    });
    assert.deepEqual(asked, [{ type: 'ready' }]);
    assert.match(before, /Hits\s*1,234,567/);
    assert.match(after, /Treffer\s*1\.234\.567/);
  });
});

async function drawInGerman(input: { bundle: string; json: string }) {
  interface Renderer {
    readonly activate: (context: object) => {
      readonly renderOutputItem: (item: object, element: Element) => void;
    };
  }
  const address = URL.createObjectURL(new Blob([input.bundle], { type: 'text/javascript' }));
  const { activate } = (await import(address)) as Renderer;
  const asked: unknown[] = [];
  let tell: (message: object) => void = () => undefined;
  const { renderOutputItem } = activate({
    postMessage: (message: unknown) => asked.push(message),
    onDidReceiveMessage: (listener: typeof tell) => (tell = listener),
  });
  renderOutputItem({ id: 'one', text: () => input.json }, document.body);
  const text = (): string => document.body.shadowRoot?.textContent ?? '';
  const before = text();
  tell({ type: 'init', language: 'de', l10n: { Hits: 'Treffer' } });
  return { asked, before, after: text() };
}
