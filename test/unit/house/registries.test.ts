import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const src = path.join(import.meta.dirname, '../../../src');

/** Folders in which a thing is one file plus one line in index.ts. */
const REGISTRIES = [
  'engine/policies',
  'engine/workloads',
  'lessons/scenarios',
  'lessons/exercises',
  'lessons/exercises/mistakes/keyed',
  'lessons/exercises/mistakes/reader',
  'kernel/cells',
  'lab/loops',
  'webview/charts',
  'webview/values',
  'probe/node/adapters',
] as const;

describe('registries', () => {
  for (const folder of REGISTRIES) {
    it(`${folder}: every file is registered in index.ts, or used by one that is`, () => {
      const files = readdirSync(path.join(src, folder)).filter((file) => /\.tsx?$/.test(file));
      const texts = new Map(files.map((file) => [file, readFileSync(path.join(src, folder, file), 'utf8')]));
      const reached = new Set(['index.ts']);
      for (const file of reached) {
        for (const [, name] of (texts.get(file) ?? '').matchAll(/from '\.\/([^']+)'/g)) reached.add(name!);
      }
      assert.deepEqual(
        files.filter((file) => !reached.has(file)),
        [],
      );
    });
  }
});
