import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseNotebook } from '../../../src/protocol/notebook/index.ts';
import { folder, GLOSSARY, lessonFiles } from './lessonFiles.ts';

const glossary = readFileSync(path.join(folder, GLOSSARY), 'utf8');
const files: ReadonlyMap<string, string> = new Map([
  [GLOSSARY, glossary],
  ...lessonFiles.map(({ name, text }): [string, string] => [name, text]),
]);

/** As VS Code and GitHub name the place of a heading. */
const slugOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .trim()
    .replace(/\s/g, '-');

const slugsIn = (text: string): string[] =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => slugOf(heading!));

/** Where each link of a text leads: a file, and a place in it. */
function linksIn(text: string): { readonly file: string; readonly place: string | undefined }[] {
  return [...text.matchAll(/\]\(([^)#\s]*)(?:#([^)]*))?\)/g)].map(([, file, place]) => ({
    file: file!,
    place,
  }));
}

/** A word of the glossary as sentences have it. */
const FORMS: Readonly<Record<string, RegExp>> = {
  'Compulsory miss': /compulsory/i,
  Entry: /\bentr(?:y|ies)\b/i,
  Eviction: /\bevict/i,
  Expiry: /\bexpir/i,
  Memoization: /\bmemoiz/i,
  'Near copy': /\bnear cop(?:y|ies)\b/i,
  Miss: /\bmiss(?:es)?\b/i,
  Policy: /\bpolic(?:y|ies)\b/i,
};
const formOf = (word: string): RegExp =>
  FORMS[word] ?? new RegExp(`(?<!\\w)${word.replace(/[()]/g, '\\$&')}s?(?!\\w)`, 'i');

describe('the links of the lessons', () => {
  for (const { name, text, notebook } of lessonFiles) {
    it(`${name}: each leads to a place that is there`, () => {
      for (const { file, place } of linksIn(text)) {
        const target = files.get(file);
        assert.ok(target !== undefined, file);
        if (place !== undefined) assert.ok(slugsIn(target).includes(place), `${file}#${place}`);
      }
    });

    it(`${name} ends with what was done, and one link to what comes next`, () => {
      const isPractice = !/^\d+$/.test(notebook.frontMatter.get('lesson') ?? '');
      const end = text.slice(text.lastIndexOf(isPractice ? '## When it passes' : '## In short'));
      assert.match(end, /\n\nYou have /);
      const links = linksIn(end);
      assert.equal(links.length, 1);
      assert.ok(links[0]!.file !== name && links[0]!.file !== GLOSSARY);
      assert.match(end, /\*\*Next:\*\* \[[^\]]*\]\([^)]*\)[^\n]*\n$/);
    });
  }

  it('lead to each word of the glossary from the sentence that uses it first', () => {
    const words = [...glossary.matchAll(/^### (.*)$/gm)].map(([, word]) => word!);
    const numberOf = ({ notebook }: (typeof lessonFiles)[number]): number =>
      Number(notebook.frontMatter.get('lesson'));
    const numbered = lessonFiles
      .filter((file) => Number.isInteger(numberOf(file)))
      .sort((a, b) => numberOf(a) - numberOf(b));
    const paragraphs = numbered.flatMap(({ name, notebook }) =>
      notebook.cells.flatMap((cell) =>
        cell.kind === 'markdown' ? cell.text.split(/\n\n|^#.*$/m).map((text) => ({ name, text })) : [],
      ),
    );
    for (const word of words) {
      // What code says is read as code, and the name of another lesson is its name.
      const first = paragraphs.find(({ text }) =>
        formOf(word).test(text.replace(/\*\*Next:.*|`[^`]*`|\([^()]*\.md[^()]*\)/g, '')),
      );
      assert.ok(first, `nobody says ${word}`);
      assert.ok(
        linksIn(first.text).some(({ place }) => place === slugOf(word)),
        `${first.name} says ${word} first, and does not say what it is:\n${first.text}`,
      );
    }
    assert.deepEqual(words, [...words].sort());
  });
});

describe('the glossary', () => {
  it('is a notebook in which nothing has to be run', () => {
    const { cells, problems } = parseNotebook(glossary, { exercises: [] });
    assert.deepEqual(problems, []);
    assert.ok(cells.every(({ kind }) => kind === 'markdown'));
  });
});
