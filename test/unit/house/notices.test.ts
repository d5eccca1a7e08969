import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BuildOptions, BuildResult } from 'esbuild';
import { build } from 'esbuild';
import { manifest } from '../docs/project.ts';

const require = createRequire(import.meta.url);
const { builds, shippedInputs } = require('../../../esbuild.js') as {
  builds: BuildOptions[];
  readonly shippedInputs: (results: readonly BuildResult[]) => string[];
};
const { noticesOf } = require('../../../notices.js') as {
  readonly noticesOf: (inputs: readonly string[]) => string;
};

/** By a text that only it has: what the interpreter is compiled with. */
const COMPILED: Readonly<Record<string, string>> = {
  hiwire_: 'hiwire',
  ffi_call: 'libffi',
  inflate_copyright: 'zlib',
  BZ2_bzCompress: 'bzip2',
  lzma_stream: 'liblzma of XZ Utils',
  ZSTD_compress: 'Zstandard',
  _zstd: 'pyzstd',
  sqlite3_open: 'SQLite',
  XML_ParserCreate: 'Expat',
  HACL: 'HACL*',
  mimalloc: 'mimalloc',
  'SRE 2.2.2': 'SRE, the regular expressions of CPython',
  mpd_: 'mpdecimal',
};

/** The copyrights that it names: of CPython and its older owners, of SRE, of zlib. */
const SAID = [
  'Copyright (c) 1991-1995 Stichting Mathematisch Centrum, Amsterdam.',
  'Copyright (c) 1995-2001 Corporation for National Research Initiatives.',
  'Copyright (c) 1997-2002 by Secret Labs AB',
  'Copyright (c) 2000 BeOpen.com.',
  'Copyright (c) 2001 Python Software Foundation.',
  'Copyright 1995-2024 Jean-loup Gailly and Mark Adler',
  'Copyright 1995-2024 Mark Adler',
];

/** The sections of the notices by their titles. */
function sectionsOf(notices: string): Map<string, string> {
  const [, ...sections] = notices.split(/^={80}\n/m);
  return new Map(sections.map((section) => [section.slice(0, section.indexOf('\n')), section]));
}

describe('the notices of what is shipped', () => {
  let inputs: string[];
  let sections: Map<string, string>;
  before(async () => {
    const results = await Promise.all(
      builds.map((options) => build({ ...options, write: false, logLevel: 'silent' })),
    );
    inputs = shippedInputs(results);
    sections = sectionsOf(noticesOf(inputs));
  });

  it('tell of every package that a bundle contains, also where one lies inside of another', () => {
    const names = new Set(
      inputs.flatMap((input) =>
        [...input.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)/g)].map(([, name]) => name!),
      ),
    );
    assert.ok(names.size > 20, [...names].join(' '));
    const told = [...sections.keys()].map((title) => title.replace(/ [\d.]+$/, ''));
    assert.deepEqual(
      [...names].filter((name) => !told.includes(name)),
      [],
    );
  });

  it('give the address of the source and the terms of each', () => {
    for (const [title, section] of sections) {
      if (title.startsWith('Licence ')) continue;
      assert.match(section, /\nhttps:\/\/\S+\n/, title);
      const [, id] = /Licence: (\S+); its text stands at the end/.exec(section) ?? [];
      if (id === undefined) assert.match(section, /copyright|public domain/i, title);
      else assert.ok((sections.get(`Licence ${id}`)?.length ?? 0) > 500, `${title}: ${id}`);
    }
  });

  it('have the licences of Pyodide and of CPython', () => {
    assert.match(sections.get('pyodide 314.0.7') ?? '', /github\.com\/pyodide\/pyodide\n[^]*MPL-2\.0/);
    assert.match(sections.get('CPython 3.14.2') ?? '', /github\.com\/python\/cpython\n[^]*Python-2\.0\.1/);
    assert.match(sections.get('Licence MPL-2.0') ?? '', /Mozilla Public License Version 2\.0/);
    assert.match(sections.get('Licence Python-2.0.1') ?? '', /PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2/);
  });

  it('tell of what is compiled into the interpreter', () => {
    const file = path.join(import.meta.dirname, '../../../node_modules/pyodide/pyodide.asm.wasm');
    const program = readFileSync(file, 'latin1');
    for (const [mark, title] of Object.entries(COMPILED)) {
      assert.ok(program.includes(mark), `${title} is not there any more`);
      assert.ok(sections.has(title), title);
    }
    // What comes with a new version may say so here.
    const said = [...program.matchAll(/[Cc]opyright (?:\([Cc]\) )?\d{4}[^\n\0]*/g)].map(([line]) =>
      line.trim(),
    );
    assert.deepEqual(new Set(said), new Set(SAID));
  });

  it('are packed', () => assert.ok(manifest.files.includes('dist/THIRD-PARTY-NOTICES.txt')));

  it('are not written without the terms of a package', () => {
    const root = mkdtempSync(path.join(tmpdir(), 'cachebook-notices-'));
    try {
      const folder = path.join(root, 'node_modules/mystery');
      mkdirSync(folder, { recursive: true });
      writeFileSync(
        path.join(folder, 'package.json'),
        '{ "name": "mystery", "version": "1.0.0", "license": "SECRET" }',
      );
      assert.throws(() => noticesOf([path.join(folder, 'index.js')]), /no text of the licence SECRET/);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});
