import assert from 'node:assert/strict';
import { holds } from '../vscode/window/waitUntil.ts';
import { Notebook } from './support/notebook.ts';
import { somebody } from './support/person.ts';

const MIME = 'application/vnd.cachebook.value+json';

/** A Jupyter notebook with outputs that no kernel of ours has made. */
function jupyter(...values: readonly unknown[]): string {
  const outputs = values.map((value) => ({
    output_type: 'display_data',
    metadata: {},
    data: { [MIME]: value, 'text/plain': 'The plain text.' },
  }));
  const cell = { cell_type: 'code', execution_count: null, metadata: {}, source: '', outputs };
  return JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 });
}

describe('values from anywhere', () => {
  const person = somebody();
  const notebook = new Notebook(person);

  it('are drawn in a notebook of another kind, and what cannot be drawn says so', async () => {
    const good = { kind: 'table', columns: ['key'], rows: [['<img src=x onerror=alert(1)>']], more: 0 };
    await notebook.opens('other.ipynb', jupyter(good, { kind: 'nonsense' }, { ...good, rows: 'none' }));
    const page = await notebook.page();
    await person.sees(page.getByRole('region', { name: '1 row' }).getByText('<img src=x onerror=alert(1)>'));
    const refusals = page.getByText(/^This output cannot be drawn\. .*"Change Presentation".*text\/plain\.$/);
    await person.sees(refusals.nth(1));
    await holds(async () => assert.equal(await refusals.count(), 2));
    assert.equal(await page.locator('.output img').count(), 0);
  });
});
