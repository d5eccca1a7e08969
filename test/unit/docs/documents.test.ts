import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { scenarios } from '../../../src/lessons/scenarios/index.ts';
import { commands, findAll, manifest, read, root, wording } from './project.ts';

const DOCUMENTS = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'SUPPORT.md',
  'docs/lab.md',
  'docs/teaching.md',
];
const READY_MADE = new Set(['ci', 'install']);

function missing(paths: readonly string[], folder = ''): string[] {
  return paths.filter((file) => !existsSync(path.join(root, folder, file)));
}

for (const file of DOCUMENTS) {
  describe(file, () => {
    const text = read(file);

    it('names only npm scripts that exist', () => {
      const named = findAll(text, /\bnpm (?:run )?([a-z][\w:]*)(?=`| --)/g);
      assert.deepEqual(
        named.filter((script) => !READY_MADE.has(script) && !(script in manifest.scripts)),
        [],
      );
    });

    it('names only files and folders that exist', () => {
      const named = findAll(text, /`((?:src|test|media|l10n)\/[\w./-]*)`/g);
      assert.deepEqual(missing(named.filter((name) => !/\b(NAME|ID)\b/.test(name))), []);
    });

    it('names only options of npm start that it takes', () => {
      const options = read('test/vscode/start.ts').replaceAll("'", '');
      assert.deepEqual(
        findAll(text, /`npm start -- --([\w-]+)/g).filter((name) => !options.includes(`${name}: { type:`)),
        [],
      );
    });

    it('names only environment variables that are read', () => {
      const readers = [
        'src/kernel/node/cacheFolder.ts',
        'src/kernel/node/redis/find.ts',
        'test/vscode/install/chromium.ts',
      ]
        .map(read)
        .join('');
      assert.deepEqual(
        findAll(text, /`([A-Z]+(?:_[A-Z]+)+)`/g).filter((name) => !readers.includes(`['${name}']`)),
        [],
      );
    });

    it('links only to pages that exist', () => {
      const links = findAll(text, /(?<!!)\[[^\]]*\]\((?!https:)([^)]+)\)/g);
      assert.deepEqual(missing(links, path.dirname(file)), []);
    });

    it('names no home on the web, for there is none yet', () => {
      assert.doesNotMatch(`${text}${read('package.json')}`, /github\.com\/cachebook/);
    });

    it('speaks calmly', () => {
      assert.doesNotMatch(text, /!(?!\[)|\p{Emoji_Presentation}/u);
    });
  });
}

describe('README.md tells of', () => {
  const text = read('README.md');
  /** The line of a table that begins with this cell. */
  const row = (cell: string): string => text.split('\n').find((line) => line.startsWith(`| ${cell} |`)) ?? '';

  for (const { command, title } of commands) {
    it(command, () => assert.notEqual(row(wording(title)), '', `no row for "${wording(title)}"`));
  }

  for (const { id, params } of scenarios) {
    it(`the parameters of ${id}, with their defaults`, () => {
      const expected = Object.entries(params).map(
        ([name, param]) => `${name} (${param.toText(param.fallback) || 'endless'})`,
      );
      const cell = row(`\`${id}\``).split(' | ')[1] ?? '';
      assert.equal(cell.replace(/[`']/g, ''), expected.join(', '));
    });
  }

  for (const [name, setting] of Object.entries(manifest.contributes.configuration.properties)) {
    it(`the setting ${name}, with its default`, () => {
      assert.ok(row(`\`${name}\``).includes(`| ${String(setting.default) || 'empty'} |`));
    });
  }

  it('pictures that the tour has taken, each with words for it', () => {
    const pictures = findAll(text, /!\[[^\]]{20,}\]\(([^)]+)\)/g);
    assert.deepEqual(pictures, findAll(text, /!\[[^\]]*\]\(([^)]+)\)/g));
    assert.ok(pictures.length >= 4);
    assert.deepEqual(missing(pictures), []);
  });
});

describe('CHANGELOG.md', () => {
  it('has a heading for the version of package.json', () => {
    assert.ok(read('CHANGELOG.md').includes(`\n## [${manifest.version}] - `));
  });
});
