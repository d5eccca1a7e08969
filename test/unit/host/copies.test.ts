import assert from 'node:assert/strict';
import { Uri } from 'vscode';
import { Host, storage } from './host.ts';
import { desk } from './stub/desk.ts';

describe('a lesson with a new text', () => {
  it('is told of once where a person has changed their copy, and again with the next new text', async () => {
    const host = new Host();
    const lesson = await host.course.catalogue.get('1');
    const put = (path: string, text: string): unknown =>
      desk.files.set(Uri.joinPath(storage, path).toString(), new TextEncoder().encode(text));
    const told: boolean[] = [];
    for (const shippedBefore of ['one', 'another']) {
      put(`lessons/${lesson.file}`, 'mine');
      put(`lessons/shipped/${lesson.file}`, shippedBefore);
      for (let times = 0; times < 2; times++) told.push((await host.course.open(lesson)).isOutdated);
    }
    assert.deepEqual(told, [true, false, true, false]);
    host.dispose();
  });
});

describe('a lesson that is opened', () => {
  it('brings the pages that it leads to, and leaves copies alone that are there', async () => {
    const host = new Host();
    const put = Uri.joinPath(storage, 'lessons/3-inside-lru.cachebook.md').toString();
    desk.files.set(put, new TextEncoder().encode('mine'));
    await host.course.open(await host.course.catalogue.get('2'));
    for (const file of ['glossary', '3-inside-lru', '8-policy-and-size'])
      assert.ok(desk.files.has(Uri.joinPath(storage, `lessons/${file}.cachebook.md`).toString()), file);
    assert.equal(new TextDecoder().decode(desk.files.get(put)), 'mine');
    host.dispose();
  });
});
