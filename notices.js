// Writes the notices of all that is shipped and was written by others, from what the bundles really contain.
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');

/** What lies inside of a package as a copy of its authors, without a package.json or a licence file of its own. */
const INSIDE = {
  feedsmith: [{ name: 'trousse', source: 'https://github.com/macieklamberski', like: 'feedsmith' }],
  pyodide: [
    {
      name: 'stackframe',
      source: 'https://github.com/stacktracejs/stackframe',
      licence: 'MIT',
      copyright: 'Copyright (c) 2017 Eric Wendelin and other contributors',
    },
    {
      name: 'CPython',
      version: pythonVersion,
      source: 'https://github.com/python/cpython',
      licence: 'Python-2.0.1',
      copyright: 'Copyright (c) 2001 Python Software Foundation. All Rights Reserved.',
    },
    // What CPython's own list of incorporated software names, as far as it is compiled into the interpreter. What is
    // written in Python is shipped as source, and says itself under which terms.
    {
      name: 'SRE, the regular expressions of CPython',
      source: 'https://github.com/python/cpython/tree/3.14/Modules/_sre',
      licence: 'CNRI-Python',
      copyright: 'Copyright (c) 1997-2001 by Secret Labs AB. All rights reserved.',
    },
    {
      name: 'Mersenne Twister',
      source: 'https://www.math.sci.hiroshima-u.ac.jp/m-mat/MT/emt.html',
      licence: 'BSD-3-Clause',
      copyright: 'Copyright (c) 1997-2002 Makoto Matsumoto and Takuji Nishimura. All rights reserved.',
    },
    {
      name: 'dtoa',
      source: 'https://netlib.org/fp/dtoa.c',
      licence: 'dtoa',
      copyright: 'Copyright (c) 1991, 2000, 2001 by Lucent Technologies',
    },
    {
      name: 'SipHash',
      source: 'https://github.com/majek/csiphash',
      licence: 'MIT',
      copyright: 'Copyright (c) 2013 Marek Majkowski',
    },
    {
      name: 'cfuhash',
      source: 'https://github.com/python/cpython/blob/3.14/Python/hashtable.c',
      licence: 'BSD-3-Clause',
      copyright: 'Copyright (c) 2005 Don Owens. All rights reserved.',
    },
    {
      name: 'Global Unbounded Sequences',
      source: 'https://github.com/freebsd/freebsd-src/blob/main/sys/kern/subr_smr.c',
      licence: 'BSD-2-Clause',
      copyright: 'Copyright (c) 2019, 2020 Jeffrey Roberson',
    },
    {
      name: 'mimalloc',
      source: 'https://github.com/microsoft/mimalloc',
      licence: 'MIT',
      copyright: 'Copyright (c) 2018-2021 Microsoft Corporation, Daan Leijen',
    },
    {
      name: 'pyzstd',
      source: 'https://github.com/Rogdham/pyzstd',
      licence: 'BSD-3-Clause',
      copyright: 'Copyright (c) 2020-present, Ma Lin and contributors. All rights reserved.',
    },
    {
      name: 'Emscripten',
      source: 'https://github.com/emscripten-core/emscripten',
      licence: 'MIT',
      copyright: 'Copyright (c) 2010-2014 Emscripten authors, see its file AUTHORS',
    },
    {
      name: 'musl',
      source: 'https://musl.libc.org',
      licence: 'MIT',
      copyright: 'Copyright (c) 2005-2020 Rich Felker, et al.',
    },
    {
      name: 'LLVM libc++, libc++abi and compiler-rt',
      source: 'https://github.com/llvm/llvm-project',
      licence: 'Apache-2.0',
      copyright:
        'The LLVM Project, under the Apache License v2.0 with LLVM Exceptions: parts of it that a compiler puts into a program need no notice of their own',
    },
    {
      name: 'hiwire',
      source: 'https://github.com/pyodide/hiwire',
      licence: 'MPL-2.0',
      copyright: 'Copyright (c) Pyodide contributors',
    },
    {
      name: 'libffi',
      source: 'https://github.com/libffi/libffi',
      licence: 'MIT',
      copyright: 'Copyright (c) 1996-2024 Anthony Green, Red Hat, Inc and others',
    },
    {
      name: 'zlib',
      source: 'https://zlib.net',
      licence: 'Zlib',
      copyright: 'Copyright (c) 1995-2024 Jean-loup Gailly and Mark Adler',
    },
    {
      name: 'bzip2',
      source: 'https://sourceware.org/bzip2',
      licence: 'bzip2-1.0.6',
      copyright: 'Copyright (c) 1996-2010 Julian R Seward. All rights reserved.',
    },
    {
      name: 'liblzma of XZ Utils',
      source: 'https://github.com/tukaani-project/xz',
      copyright: 'In the public domain',
    },
    {
      name: 'Zstandard',
      source: 'https://github.com/facebook/zstd',
      licence: 'BSD-3-Clause',
      copyright: 'Copyright (c) Meta Platforms, Inc. and affiliates. All rights reserved.',
    },
    { name: 'SQLite', source: 'https://www.sqlite.org', copyright: 'In the public domain' },
    {
      name: 'Expat',
      source: 'https://github.com/libexpat/libexpat',
      licence: 'MIT',
      copyright:
        'Copyright (c) 1998-2000 Thai Open Source Software Center Ltd and Clark Cooper; copyright (c) 2001-2025 Expat maintainers',
    },
    {
      name: 'mpdecimal',
      source: 'https://www.bytereef.org/mpdecimal',
      licence: 'BSD-2-Clause',
      copyright: 'Copyright (c) 2008-2024 Stefan Krah. All rights reserved.',
    },
    {
      name: 'HACL*',
      source: 'https://github.com/hacl-star/hacl-star',
      licence: 'MIT',
      copyright:
        'Copyright (c) 2016-2022 INRIA, CMU and Microsoft Corporation; copyright (c) 2022-2023 HACL* Contributors',
    },
  ],
};

/** Files of a package that say under which terms it is passed on. */
const TERMS = /^(licen[cs]e|notice|copying)(\.|-|$)/i;

function pythonVersion(folder) {
  return JSON.parse(readFileSync(path.join(folder, 'pyodide-lock.json'), 'utf8')).info.python;
}

/** The folders of the packages that bundled files come from, each once, by name. */
function packagesOf(inputs) {
  const folders = new Set(inputs.filter((input) => input.includes('node_modules/')).map(folderOf));
  return [...folders].map(readPackage).sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The nearest folder above a file that is a package: some packages bring copies of others in a `node_modules`. */
function folderOf(input) {
  for (let folder = path.dirname(input); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    if (isPackage(folder)) return folder;
  }
  throw new Error(`${input} belongs to no package.`);
}

function isPackage(folder) {
  const file = path.join(folder, 'package.json');
  return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version !== undefined;
}

function readPackage(folder) {
  const { name, version, license, author, repository } = JSON.parse(
    readFileSync(path.join(folder, 'package.json'), 'utf8'),
  );
  const files = readdirSync(folder).filter((file) => TERMS.test(file));
  return {
    name,
    version,
    folder,
    licence: license,
    source: pageOf(repository?.url ?? repository ?? `https://www.npmjs.com/package/${name}`),
    copyright: `Copyright (c) ${author?.name ?? author ?? `${name} contributors`}`,
    terms: files.map((file) => readFileSync(path.join(folder, file), 'utf8').trim()),
  };
}

/** The page of a repository: `git+https:`, `git:`, `github:` and `owner/name` are ways to write its address, too. */
function pageOf(repository) {
  const address = repository.replace(/^(?:github:)?([\w.-]+\/[\w.-]+)$/, 'https://github.com/$1');
  return address.replace(/^git\+|\.git$/g, '').replace(/^git:/, 'https:');
}

/** A package, and what lies inside of it. */
function withInside(found) {
  const inside = (INSIDE[found.name] ?? []).map(({ like, version, ...rest }) => ({
    ...rest,
    version: version?.(found.folder),
    terms: like === found.name ? found.terms : [],
  }));
  return [found, ...inside];
}

/** The text of a licence that its package names and does not bring. */
function standardText(id) {
  const file = `spdx-license-list/licenses/${id}.json`;
  try {
    return require(file).licenseText.trim();
  } catch {
    throw new Error(`There is no text of the licence ${id}: add it to notices.js.`);
  }
}

const RULE = '='.repeat(80);

function section({ name, version, source, licence, copyright, terms }) {
  const title = version === undefined ? name : `${name} ${version}`;
  if (terms.length > 0) return [RULE, title, source, '', ...terms].join('\n');
  const reference =
    licence === undefined ? [] : [`Licence: ${licence}; its text stands at the end of this file.`];
  return [RULE, title, source, '', copyright, ...reference].join('\n');
}

/** The notices of the packages that these bundled files come from. */
function noticesOf(inputs) {
  const parts = packagesOf(inputs).flatMap(withInside);
  const ids = parts.filter(({ terms }) => terms.length === 0).flatMap(({ licence }) => licence ?? []);
  const texts = [...new Set(ids)]
    .sort()
    .map((id) => [RULE, `Licence ${id}`, '', standardText(id)].join('\n'));
  const introduction =
    'Cachebook contains the following works of others, under their own terms. Their sources are at the addresses given.';
  return `${[introduction, ...parts.map(section), ...texts].join('\n\n')}\n`;
}

module.exports = { noticesOf, packagesOf };
