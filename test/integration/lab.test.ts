import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands, Uri } from 'vscode';

interface Analysis {
  readonly requests: number;
  readonly distinct: number;
  readonly curve: readonly { readonly size: number; readonly misses: number }[];
  readonly league: readonly { readonly policy: string; readonly size: number; readonly misses: number }[];
  readonly advice: { readonly policy: string; readonly maxsize: number; readonly text: string };
}

describe('the lab', () => {
  let folder = '';
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'cachebook-trace-'))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('analyzes a trace for whoever asks', async () => {
    const file = path.join(folder, 'requests.txt');
    writeFileSync(file, 'a\nb\nc\n'.repeat(100));
    const uri = Uri.file(file);
    const found = await commands.executeCommand<Analysis>('cachebook.analyzeTrace', uri, { sizes: [2, 3] });
    assert.deepEqual([found.requests, found.distinct], [300, 3]);
    assert.deepEqual(found.curve, [
      { size: 2, misses: 300 },
      { size: 3, misses: 3 },
    ]);
    const opt = found.league.find(({ policy, size }) => policy === 'opt' && size === 2);
    assert.ok(opt && opt.misses < 300);
    assert.equal(found.advice.maxsize, 3);
    assert.match(found.advice.text, /maxsize 3 is enough/);
  });

  it('says what is wrong with a file', async () => {
    const nothing = Uri.file(path.join(folder, 'nothing.txt'));
    await assert.rejects(
      Promise.resolve(commands.executeCommand('cachebook.analyzeTrace', nothing, {})),
      /does not exist/,
    );
  });
});
