import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createExamplePrograms } from '../../../src/host/watch/examplePrograms.ts';
import { extensionUri } from './host.ts';
import { desk } from './stub/desk.ts';
import { Uri } from './stub/values.ts';

const shipped = path.join(import.meta.dirname, '../../../media/programs');
const names = readdirSync(shipped);
const folder = Uri.parse('file:///somewhere');
const textAt = (address: string): string => new TextDecoder().decode(desk.files.get(address));

describe('the example programs', () => {
  beforeEach(() => {
    desk.clear();
    for (const name of names)
      desk.files.set(`file:///extension/media/programs/${name}`, readFileSync(path.join(shipped, name)));
  });

  it('are all that is shipped, and written as they are', async () => {
    const written = await createExamplePrograms(extensionUri, folder);
    assert.deepEqual(written?.slice().sort(), names.map((name) => `file:///somewhere/${name}`).sort());
    for (const name of names)
      assert.equal(textAt(`file:///somewhere/${name}`), readFileSync(path.join(shipped, name), 'utf8'));
  });

  it('leave what is there as it is', async () => {
    desk.files.set('file:///somewhere/stairs.py', new TextEncoder().encode('mine'));
    await createExamplePrograms(extensionUri, folder);
    assert.equal(textAt('file:///somewhere/stairs.py'), 'mine');
    assert.ok(desk.files.has('file:///somewhere/feed.mjs'));
  });
});
