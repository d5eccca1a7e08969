import assert from 'node:assert/strict';
import { Uri } from 'vscode';
import type { Lesson } from '../../../src/host/lessons/catalogue.ts';
import { Host, storage } from './host.ts';
import { desk } from './stub/desk.ts';

const EARLIER = '# An earlier text\n';

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

describe('a lesson of a new version', () => {
  let host: Host;
  beforeEach(() => (host = new Host()));
  afterEach(() => host.dispose());

  const at = (path: string): string => Uri.joinPath(storage, 'lessons', path).toString();
  const textAt = (path: string): string => new TextDecoder().decode(desk.files.get(at(path)));

  /** The lesson where an earlier version had shipped another text, and a person has made `copy` of it. */
  async function comesWith(copy: (shipped: string) => string): Promise<{ lesson: Lesson; shipped: string }> {
    const lesson = await host.course.get('3');
    const shipped = new TextDecoder().decode(lesson.bytes);
    const put = (path: string, text: string): unknown =>
      desk.files.set(at(path), new TextEncoder().encode(text));
    put(`shipped/${lesson.file}`, EARLIER);
    put(lesson.file, copy(shipped));
    return { lesson, shipped };
  }

  it('replaces a copy that nobody changed', async () => {
    const { lesson, shipped } = await comesWith(() => EARLIER);
    await host.course.open(lesson);
    assert.equal(textAt(lesson.file), shipped);
    assert.match(shipped, /^---[^]*# 3\. Inside LRU/);
    assert.equal(textAt(`shipped/${lesson.file}`), shipped);
  });

  it('leaves a copy alone that somebody changed, until it is reset', async () => {
    const mine = `${EARLIER}\nand mine\n`;
    const { lesson, shipped } = await comesWith(() => mine);
    for (let times = 0; times < 2; times++) {
      await host.course.open(lesson);
      assert.equal(textAt(lesson.file), mine);
    }
    await host.course.reset(lesson);
    assert.equal(textAt(lesson.file), shipped);
  });

  it('leaves a copy alone that happens to say the same already', async () => {
    const { lesson, shipped } = await comesWith((text) => text);
    assert.deepEqual(await host.course.open(lesson), { isOutdated: false });
    assert.equal(textAt(`shipped/${lesson.file}`), shipped);
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
