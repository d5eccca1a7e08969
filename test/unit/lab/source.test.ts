import assert from 'node:assert/strict';
import {
  appendFileSync,
  mkdtempSync,
  rmSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { problemOf, type Problem } from '../../../src/kernel/node/lab/problem.ts';
import { TraceFile } from '../../../src/kernel/node/lab/source.ts';

describe('the file of a trace', () => {
  let folder = '';
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'source-test-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('refuses what somebody writes to while it is read, but for what is added at the end', async () => {
    const lines = 'some key or other\n'.repeat(100_000);
    const place = path.join(folder, 'live.txt');
    writeFileSync(place, lines);
    const readWhile = async (change: () => void): Promise<boolean> => {
      const opened = new TraceFile(place);
      try {
        const piece = opened.pieces();
        await piece.next();
        change();
        for await (const _ of piece);
        return opened.checkUnchanged();
      } finally {
        opened.close();
      }
    };
    assert.equal(await readWhile(() => appendFileSync(place, 'one more\n')), true);
    await assert.rejects(
      readWhile(() => utimesSync(place, 7, 7)),
      (error: Problem) => error.kind === 'rewritten',
    );
    await assert.rejects(
      readWhile(() => truncateSync(place, 5)),
      (error: Problem) => error.kind === 'changed',
    );
    writeFileSync(place, lines);
    await assert.rejects(
      readWhile(() => unlinkSync(place)),
      (error: Problem) => error.kind === 'vanished',
    );
  });

  it('every error of the system that a file may cause has its sentence', () => {
    for (const [code, kind] of Object.entries({
      ENOENT: 'gone',
      EACCES: 'permission',
      EPERM: 'permission',
      EISDIR: 'directory',
      ELOOP: 'loop',
      EBUSY: 'busy',
      EIO: 'unreadable',
      ENOSPC: 'noRoom',
    }))
      assert.equal(problemOf(Object.assign(new Error(code), { code })).kind, kind);
  });
});
