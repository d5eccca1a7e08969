import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';

const root = path.join(import.meta.dirname, '../../..');

describe('translations', () => {
  it('l10n/bundle.l10n.json holds every string of src (npm run l10n writes it)', async () => {
    const src = path.join(root, 'src');
    const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => ({
        extension: path.extname(file) as '.ts' | '.tsx',
        contents: readFileSync(path.join(src, file), 'utf8'),
      }));
    // Parsing is what takes long, and a file that does not name it has no string.
    const strings = await getL10nJson(files.filter(({ contents }) => contents.includes('l10n')));
    const stored: unknown = JSON.parse(readFileSync(path.join(root, 'l10n/bundle.l10n.json'), 'utf8'));
    assert.deepEqual(stored, strings);
  });
});
