import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { commands, Uri } from 'vscode';
import { cellsOf, closeNotebooks, openNotebook, runCells } from './support/notebooks.ts';
import { runScenario } from './support/scenarios.ts';

interface Event {
  readonly number: number;
  readonly time: number;
  readonly cache: string;
  readonly name: string;
  readonly policy: string;
  readonly maxsize: number | null;
  readonly type: string;
  readonly cause: string;
  readonly key: string;
  readonly depth: number;
}

interface State {
  readonly info: { readonly hits: number; readonly misses: number; readonly currsize: number };
  readonly keys: readonly string[];
}

describe('the recording of a session', () => {
  let folder = '';
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'cachebook-recording-'))));
  after(() => rmSync(folder, { recursive: true }));
  afterEach(closeNotebooks);

  async function exported(): Promise<Event[]> {
    const file = Uri.file(path.join(folder, 'recording.json'));
    const count = await commands.executeCommand<number>('cachebook.exportRecording', file);
    const events = JSON.parse(readFileSync(file.fsPath, 'utf8')) as Event[];
    assert.equal(events.length, count);
    return events;
  }

  /** Hits, misses and entries, as the events alone tell. */
  function folded(events: readonly Event[], cache: string): number[] {
    const count = (is: (event: Event) => boolean): number =>
      events.filter((event) => event.cache === cache && is(event)).length;
    const stored = count(({ type }) => type === 'stored');
    const removed = count(({ type }) => type === 'removed');
    return [count(({ type }) => type === 'hit'), count(({ type }) => type === 'miss'), stored - removed];
  }

  for (const [scenario, params] of [
    ['cache-info', { stair: 41, maxsize: 5 }],
    ['strategies', { maxsize: 2, requests: 'A B C A A D B A' }],
    ['dictionary', { articles: 3 }],
  ] as const) {
    it(`has every event of ${scenario}, gapless and in order, and adds up to its result`, async () => {
      const { caches } = await runScenario(scenario, params);
      const events = await exported();
      assert.deepEqual(
        events.map(({ number }) => number),
        events.map((_, index) => index + 1),
      );
      for (const [index, { name, info }] of caches.entries()) {
        const id = String(index + 1);
        assert.deepEqual(folded(events, id), [info.hits, info.misses, info.currsize]);
        assert.ok(events.filter(({ cache }) => cache === id).every((event) => event.name === name));
      }
    });
  }

  it('gives the same file for the same run, to the byte, unless the times are asked for', async () => {
    const file = Uri.file(path.join(folder, 'same.csv'));
    const textOf = async (choice?: { withTimes: boolean }): Promise<string> => {
      await runScenario('cache-info', { stair: 7, maxsize: 3 });
      await commands.executeCommand('cachebook.exportRecording', file, undefined, choice);
      return readFileSync(file.fsPath, 'utf8');
    };
    const once = await textOf();
    assert.equal(await textOf(), once);
    assert.match(once, /^number,cache,/);
    assert.match(await textOf({ withTimes: true }), /^number,time,cache,/);
  });

  it('gives a cache at any step, and says which steps there are', async () => {
    await runScenario('cache-info', { stair: 7, maxsize: 3 });
    const events = await exported();
    const state = (step: number): Thenable<State> =>
      commands.executeCommand<State>('cachebook.stateAt', undefined, '1', step);
    assert.deepEqual((await state(1)).keys, []);
    for (const step of [2, 9, events.length]) {
      const { info, keys } = await state(step);
      assert.deepEqual([info.hits, info.misses, info.currsize], folded(events.slice(0, step), '1'));
      assert.equal(keys.length, info.currsize);
    }
    await assert.rejects(Promise.resolve(state(events.length + 1)), /Choose one from 0 to \d+\./);
    await assert.rejects(
      Promise.resolve(commands.executeCommand('cachebook.stateAt', undefined, '9', 1)),
      /There is no cache "9"/,
    );
  });

  it('can be read as a table, where no text is a formula', async () => {
    const code = `const odd = createCache('lru', 2); odd.set('=1+1', 1); odd.set('a "b", c', 2)`;
    await runCells(await openNotebook(cellsOf(['ts', code])), 0);
    const file = Uri.file(path.join(folder, 'recording.csv'));
    await commands.executeCommand('cachebook.exportRecording', file);
    const [head, ...rows] = readFileSync(file.fsPath, 'utf8').trimEnd().split('\r\n');
    assert.equal(head, 'number,time,cache,name,policy,maxsize,type,cause,key,depth,file,line');
    assert.match(rows[0] ?? '', /^1,[\d.]+,1,odd,lru,2,made,,,0,cell-1,1$/);
    assert.match(rows[1] ?? '', /,stored,,.*=1\+1/);
    assert.match(rows[2] ?? '', /""b""/);
    assert.ok(!rows.some((row) => row.includes(',=')));
  });

  it('outlives its kernel', async () => {
    const notebook = await openNotebook(
      cellsOf([
        'ts',
        `const gone = createCache('lru', 2); gone.get(1); await new Promise((go) => setTimeout(go, 50)); process.exit(1)`,
      ]),
    );
    await runCells(notebook, 0);
    assert.deepEqual(
      (await exported()).map(({ type }) => type),
      ['made', 'miss'],
    );
  });

  it('is written to a file of a kind that is known', () =>
    assert.rejects(
      Promise.resolve(
        commands.executeCommand('cachebook.exportRecording', Uri.file(path.join(folder, 'x.txt'))),
      ),
      /written to a \.json or a \.csv file/,
    ));
});
