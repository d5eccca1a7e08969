import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { lessonNames } from '../../../src/host/lessons/index.ts';
import { exercises } from '../../../src/lessons/exercises/index.ts';
import { findGates, parseNotebook } from '../../../src/protocol/notebook/index.ts';
import { steps, wording } from '../docs/project.ts';
import { lessonFiles } from '../notebook/lessonFiles.ts';

describe('the course', () => {
  it('holds every file of media/lessons, in the order of their numbers', () => {
    const inOrder = [...lessonFiles].sort((a, b) => placeOf(a) - placeOf(b));
    assert.deepEqual(
      lessonNames.map((name) => `${name}.cachebook.md`),
      inOrder.map(({ name }) => name),
    );
  });
});

describe('the walkthrough', () => {
  it('leads to lessons by their titles', () => {
    const links = steps.flatMap(({ description }) => {
      const [, label, args] =
        /\[([^\]]+)\]\(command:cachebook\.openLesson\?([^)]+)\)/.exec(wording(description)) ?? [];
      return args === undefined ? [] : [[...(JSON.parse(decodeURIComponent(args)) as string[]), label]];
    });
    const titles = lessonFiles.map((file) => [numberOf(file), file.notebook.frontMatter.get('title')]);
    assert.deepEqual(
      links,
      titles.filter(([number]) => links.some(([id]) => id === number)),
    );
    assert.equal(links.length, 7);
  });
});

describe('the template of a lesson', () => {
  const text = readFileSync(path.join(import.meta.dirname, '../../../media/lessons/template.md'), 'utf8');
  const notebook = parseNotebook(text, { exercises: exercises.map(({ id }) => id) });

  it('has no mistake', () => assert.deepEqual(notebook.problems, []));

  it('shows front matter, code, a question and an exercise', () => {
    assert.deepEqual([...notebook.frontMatter.keys()], ['title', 'lesson', 'minutes', 'prerequisites']);
    const gates = [...findGates(notebook.cells).values()];
    assert.equal(gates.filter(({ predictions }) => predictions.length > 0).length, 1);
    assert.equal(gates.filter(({ exercise }) => exercise).length, 1);
  });

  it('begins its exercise with the starter', () => {
    const starter = exercises.find(({ id }) => id === 'lru')!.starter;
    assert.ok(notebook.cells.some(({ text }) => text === starter));
  });
});

/** Lessons come before practices. */
function placeOf(file: (typeof lessonFiles)[number]): number {
  const number = numberOf(file);
  return /^\d/.test(number) ? Number(number) : 1000 + number.charCodeAt(0);
}

function numberOf({ notebook }: (typeof lessonFiles)[number]): string {
  return notebook.frontMatter.get('lesson') ?? '';
}
