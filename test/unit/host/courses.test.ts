import assert from 'node:assert/strict';
import { readCourseFile } from '../../../src/host/lessons/courseFile.ts';
import { registerLessonsView } from '../../../src/host/lessons/lessonsView.ts';
import { viewAsLearner } from '../../../src/host/lessons/viewAsLearner.ts';
import { Host } from './host.ts';
import { desk } from './stub/desk.ts';

const lesson = (number: string, more = ''): string =>
  `---\ntitle: L${number}\nlesson: ${number}\nminutes: 5\n${more}---\n\n\`\`\`ts\nprint ${number}\n\`\`\`\n`;

describe('a course of the workspace', () => {
  let host: Host;
  beforeEach(() => {
    host = new Host();
  });
  afterEach(() => host.dispose());

  function put(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files))
      desk.files.set(`file:///folder/${name}`, new TextEncoder().encode(text));
  }

  const outline = async (): Promise<string[]> =>
    (await host.course.workspace.all()).map(
      ({ title, lessons }) => `${title}: ${lessons.map((each) => each.title).join(', ')}`,
    );

  it('is a folder with lessons, in the order of their numbers', async () => {
    put({
      'caches/b.cachebook.md': lesson('10'),
      'caches/a.cachebook.md': lesson('2'),
      'caches/notes.cachebook.md': '# No lesson\n',
      'more/x.cachebook.md': lesson('A'),
      'scratch.cachebook.md': '# No lesson either\n',
    });
    assert.deepEqual(await outline(), ['caches: 2. L2, 10. L10', 'more: Practice A. LA']);
    assert.deepEqual(desk.problems, []);
  });

  it('may say its title and its order in course.json, and is told what is wrong there, with the line', async () => {
    put({
      'own/course.json': `{
  "title": "Caches in a week",
  "lessons": [
    "deep/z.cachebook.md",
    "a.cachebook.md",
    "gone.cachebook.md",
    "/home/me/a.cachebook.md",
    "../x.cachebook.md",
    "a.cachebook.md"
  ],
  "autor": "me"
}`,
      'own/a.cachebook.md': lesson('2', 'prerequisites: 7\n'),
      'own/deep/z.cachebook.md': '# Without front matter\n',
      'other/course.json': 'no JSON',
    });
    assert.deepEqual(await outline(), ['Caches in a week: z, 2. L2']);
    assert.deepEqual(desk.problems.sort(), [
      '/folder/own/a.cachebook.md:1 "prerequisites" names the lesson "7", which is not in this course.',
      '/folder/own/course.json:11 Nothing reads "autor" here. Known: title, lessons.',
      '/folder/own/course.json:6 There is no lesson "gone.cachebook.md" in this folder.',
      '/folder/own/course.json:7 Name a lesson by its path from this folder, such as "1-start.cachebook.md".',
      '/folder/own/course.json:8 Name a lesson by its path from this folder, such as "1-start.cachebook.md".',
      '/folder/own/course.json:9 "a.cachebook.md" stands here twice. Keep one of them.',
    ]);
  });

  it('is told of a number that two lessons have', async () => {
    put({ 'a.cachebook.md': lesson('1'), 'b.cachebook.md': lesson('1') });
    await outline();
    assert.deepEqual(desk.problems, [
      '/folder/b.cachebook.md:1 The lesson "1" is there twice: a.cachebook.md and b.cachebook.md.',
    ]);
  });

  it('leaves out what cannot be read, and says so there; all else is shown', async () => {
    put({ 'own/a.cachebook.md': lesson('1'), 'own/course.json': '{}', 'own/b.cachebook.md': lesson('2') });
    for (const name of ['own/course.json', 'own/b.cachebook.md'])
      desk.files.set(`file:///folder/${name}`, undefined as never);
    assert.deepEqual(await outline(), ['own: 1. L1']);
    assert.equal((await host.course.lessons()).length, 15);
    assert.deepEqual(
      desk.problems.map((each) => each.replace(/: file.*/, '')).sort(),
      ['b.cachebook.md', 'course.json'].map(
        (name) => `/folder/own/${name}:1 This file cannot be read, so the course is without it`,
      ),
    );
  });

  it('is looked at again when its files change', async () => {
    put({ 'a.cachebook.md': lesson('1') });
    assert.deepEqual(await outline(), ['folder: 1. L1']);
    put({ 'b.cachebook.md': lesson('2') });
    const changed = new Promise<void>((resolve) => host.course.workspace.onDidChange(resolve));
    desk.filesChanged.fire(undefined);
    await changed;
    assert.deepEqual(await outline(), ['folder: 1. L1, 2. L2']);
  });

  it('has progress as what is shipped has, and is where one goes on', async () => {
    put({ 'a.cachebook.md': lesson('1'), 'b.cachebook.md': lesson('2') });
    const [first] = await host.course.lessons();
    await host.course.open(first!);
    const own = desk.notebooks.find(({ uri }) => uri.toString() === first!.id);
    assert.ok(own);
    const progress = await host.course.progressOf(own as never);
    assert.equal(progress.key, first!.id);
    host.course.progress.record(first!.id, (at) => ({ done: { [first!.required[0]!]: at }, finishedAt: at }));
    const statuses = await host.course.statuses();
    assert.deepEqual(
      statuses.slice(0, 2).map(({ state, done, total, isNext }) => [state, done, total, isNext]),
      [
        ['finished', 1, 1, false],
        ['new', 0, 1, true],
      ],
    );
    assert.equal((await host.course.next())?.lesson.title, '2. L2');
    await host.course.reset(first!);
    assert.equal((await host.course.statuses())[0]?.state, 'new');
    assert.ok(desk.files.has(first!.id));
  });

  it('stands above what is shipped in the view, a folder with its lessons', async () => {
    put({ 'a.cachebook.md': lesson('1') });
    const view = registerLessonsView(host.course, (error) => host.errors.push(error));
    const provider = desk.tree as {
      getChildren(id?: string): Promise<string[]> | string[];
      getTreeItem(id: string): { label: string; description: string; contextValue: string };
    };
    const [folder, ...shipped] = await provider.getChildren();
    assert.equal(shipped.length, 14);
    const { label, description, contextValue } = provider.getTreeItem(folder!);
    assert.deepEqual([label, description, contextValue], ['folder', '0 of 1 lessons', 'course']);
    assert.deepEqual(await provider.getChildren(folder), ['file:///folder/a.cachebook.md']);
    view.dispose();
  });
});

describe('a lesson as a learner sees it', () => {
  it('is a copy in which nothing was done, each time anew', async () => {
    const host = new Host();
    const uri = await viewAsLearner(host.course, '1');
    assert.equal(uri, 'file:///storage/learner/1-why-cache%20as%20a%20learner.cachebook.md');
    host.course.progress.record(uri, (at) => ({ done: { a: at } }));
    desk.files.set(uri, new Uint8Array());
    assert.equal(await viewAsLearner(host.course, '1'), uri);
    assert.deepEqual(host.course.progress.of(uri).done, {});
    const shipped = (await host.course.get('1')).bytes;
    assert.deepEqual(desk.files.get(uri), shipped);
    assert.deepEqual(host.course.progress.of('1').done, {});
    await assert.rejects(viewAsLearner(host.course, '99'), /There is no lesson "99"/);
    host.dispose();
  });
});

describe('course.json', () => {
  it('says the order, or leaves it to the lessons', () => {
    assert.deepEqual(readCourseFile('{ "title": "T" }'), { title: 'T', lessons: undefined, problems: [] });
    for (const text of ['', '[]', '"x"', '{ "lessons": [', '{', 'null'])
      assert.notDeepEqual(readCourseFile(text).problems, [], text);
    assert.equal(readCourseFile('{\n"lessons": 3 }').problems[0]?.line, 2);
    assert.equal(readCourseFile('{\n\n"title": [] }').problems[0]?.line, 3);
  });
});
