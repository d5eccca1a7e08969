import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { commands, findAll, manifest, read, root, steps, texts, wording } from './project.ts';

describe('the texts of the manifest', () => {
  it('are all there, and all used', () => {
    const used = findAll(read('package.json'), /"%([\w.-]+)%"/g);
    assert.deepEqual(Object.keys(texts).sort(), used.sort());
  });

  it('name only commands that exist', () => {
    const known = new Set(commands.map(({ command }) => command));
    const named = findAll(JSON.stringify(texts), /\(command:([\w.-]+)[?)]/g);
    assert.ok(named.length > 7);
    assert.deepEqual(
      named.filter((command) => !known.has(command) && command !== 'workbench.action.openSettings'),
      [],
    );
  });

  it('label the button of a step as the palette labels its command', () => {
    for (const { id, description } of steps) {
      const [, label, command] = /\[(.+)\]\(command:([\w.-]+)\)$/.exec(wording(description)) ?? [];
      assert.equal(label, wording(commands.find((known) => known.command === command)?.title ?? ''), id);
    }
  });

  it('speak calmly', () => {
    for (const [key, text] of Object.entries(texts))
      assert.doesNotMatch(text, /!|\p{Emoji_Presentation}/u, key);
  });
});

describe('the list of packed files', () => {
  it('names only files that exist, besides those that the build makes', () => {
    const lasting = manifest.files.filter((file) => !file.startsWith('dist/') && !file.includes('*'));
    assert.ok(lasting.length > 5);
    assert.deepEqual(
      lasting.filter((file) => !existsSync(path.join(root, file))),
      [],
    );
  });

  it('has every file that the manifest shows', () => {
    const shown = findAll(read('package.json'), /"(media\/[\w./-]+)"/g);
    const packed = (file: string): boolean =>
      manifest.files.some((pattern) => {
        const [start = '', end = file] = pattern.split('*');
        return file.startsWith(start) && file.endsWith(end);
      });
    assert.deepEqual(
      shown.filter((file) => !packed(file)),
      [],
    );
  });
});
