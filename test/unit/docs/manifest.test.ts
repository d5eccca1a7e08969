import assert from 'node:assert/strict';
import { commands, findAll, read, steps, texts, wording } from './project.ts';

describe('the texts of the manifest', () => {
  it('are all there, and all used', () => {
    const used = findAll(read('package.json'), /"%([\w.-]+)%"/g);
    assert.deepEqual(Object.keys(texts).sort(), used.sort());
  });

  it('name only commands that exist', () => {
    const known = new Set(commands.map(({ command }) => command));
    const named = findAll(JSON.stringify(texts), /\(command:([\w.-]+)\)/g);
    assert.ok(named.length > 7);
    assert.deepEqual(
      named.filter((command) => !known.has(command)),
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
