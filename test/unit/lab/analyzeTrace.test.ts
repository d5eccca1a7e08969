import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import path from 'node:path';
import { commands, Uri, workspace } from 'vscode';
import { Dashboard } from '../../../src/host/dashboard/dashboard.ts';
import type { TraceAnalysis } from '../../../src/host/lab/analysis.ts';
import { LabClient } from '../../../src/host/lab/client.ts';
import { registerLabCommands } from '../../../src/host/lab/commands.ts';
import { Opener } from '../../../src/host/lab/opening.ts';
import { LabPanels } from '../../../src/host/lab/panels.ts';
import { playRequests } from '../../../src/host/lab/replay.ts';
import { Disposables } from '../../../src/host/lifecycle.ts';
import { launchLabProcess } from '../../../src/host/node/labProcess.ts';
import { SessionStore } from '../../../src/host/sessions/store.ts';
import { HumanError } from '../../../src/lessons/humanError.ts';
import { desk } from '../host/stub/desk.ts';
import { LabFolder } from './bundledLab.ts';

let folder: LabFolder;
const parts = new Disposables();
const store = parts.add(new SessionStore());
const errors: unknown[] = [];

const analyzeTrace = (...args: unknown[]): Promise<TraceAnalysis> =>
  Promise.resolve(commands.executeCommand<TraceAnalysis>('cachebook.analyzeTrace', ...args));

/** Waits until a person is asked, or told, or sees a page. */
async function until<T>(find: () => T | undefined): Promise<T> {
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

describe('cachebook.analyzeTrace', () => {
  before(async () => {
    folder = await LabFolder.create();
    desk.clear();
    const showError = (error: unknown): void => void errors.push(error);
    const dashboard = parts.add(new Dashboard(folder.uri, store, Promise.resolve(), showError));
    const opener = new Opener(store, () => new LabClient(launchLabProcess(folder.uri)));
    const shared = { extensionUri: folder.uri, store, opener, showError };
    const panels = parts.add(new LabPanels({ ...shared, dashboard }, Promise.resolve()));
    parts.add(registerLabCommands({ ...shared, panels }));
  });
  after(() => {
    parts.dispose();
    folder.remove();
  });

  it('answers other programs with exactly what it promises', async () => {
    const text = 'when,who,what\n1,ann,x\n2,bob,x\nbroken\n3,ann,y\n4,cy,x\n5,bob,x\n';
    const uri = Uri.file(folder.file('a.csv', text));
    const sizes = [1, 2, 3];
    const options = {
      format: 'csv',
      column: 'who',
      sizes,
      policies: ['fifo', 'opt'],
      missCost: 5,
      entryBytes: 10,
      memory: 1000,
    };
    assert.deepEqual(await analyzeTrace(uri, options), {
      requests: 5,
      distinct: 3,
      malformed: 1,
      curve: [
        { size: 1, misses: 5 },
        { size: 2, misses: 4 },
        { size: 3, misses: 3 },
      ],
      league: [
        { policy: 'fifo', size: 1, hits: 0, misses: 5 },
        { policy: 'fifo', size: 2, hits: 2, misses: 3 },
        { policy: 'fifo', size: 3, hits: 2, misses: 3 },
        { policy: 'opt', size: 1, hits: 0, misses: 5 },
        { policy: 'opt', size: 2, hits: 2, misses: 3 },
        { policy: 'opt', size: 3, hits: 2, misses: 3 },
      ],
      advice: { policy: 'lru', maxsize: 3, text: (await analyzeTrace(uri, options)).advice.text },
    });
  });

  it('takes the column by its number, too, and needs no options', async () => {
    const uri = Uri.file(folder.file('b.csv', 'x,1\ny,2\nx,1\n'));
    assert.equal((await analyzeTrace(uri, { column: 1 })).distinct, 2);
    const { curve, league } = await analyzeTrace(uri);
    assert.deepEqual(
      curve,
      [0, 1, 2].map((size) => ({ size, misses: size < 2 ? 3 : 2 })),
    );
    assert.ok(league.some(({ policy, size, misses }) => policy === 'lru' && size === 2 && misses === 2));
  });

  it('refuses what cannot be, with a sentence', async () => {
    const uri = Uri.file(folder.file('keys.txt', 'a\nb\na\n'));
    for (const [target, options, words] of [
      [uri, { format: 'parquet' }, /no format "parquet"/],
      [uri, { policies: ['best'] }, /no policy "best"/],
      [uri, { sizes: [1.5] }, /"sizes\.0"/],
      [uri, { memory: -1 }, /"memory"/],
      [uri, { colum: 1 }, /"colum"/],
      [uri, { column: 'user' }, /"column" cannot be used: .* "keys" has no columns.* jsonl, csv/],
      [uri, { format: 'lirs', column: 0 }, /"lirs" has no columns/],
      [uri, { column: -1 }, /"column"/],
      [uri, { column: NaN }, /"column"/],
      [uri, { format: 'csv', column: 7 }, /no column "8".*: 1\./],
      [uri, { format: 'csv', column: 'user' }, /no column "user".*: a\./],
      [Uri.parse('https://example.com/a.txt'), {}, /this machine/],
      [7, {}, /as a Uri/],
      [Uri.file(path.join(folder.path, 'none.txt')), {}, /does not exist/],
    ] as const)
      await assert.rejects(analyzeTrace(target, options), (error) => {
        assert.ok(error instanceof HumanError, String(error));
        assert.match(error.message, words);
        return true;
      });
  });

  it('follows no link out of the workspace', async () => {
    const outside = folder.file('outside.txt', 'a\na\n');
    const link = path.join(folder.path, 'link.txt');
    symlinkSync(outside, link);
    const usual = workspace.getWorkspaceFolder;
    Object.assign(workspace, { getWorkspaceFolder: (uri: Uri) => (uri.fsPath === link ? {} : undefined) });
    try {
      await assert.rejects(analyzeTrace(Uri.file(link), {}), /leads out of the workspace, to .*outside\.txt/);
    } finally {
      Object.assign(workspace, { getWorkspaceFolder: usual });
    }
  });

  it('asks a person where a file can be read in several ways, and shows the lab', async () => {
    const uri = Uri.file(folder.file('c.csv', 'op,user,n\nget,a,1\nget,b,2\nget,a,3\n'));
    const done = analyzeTrace(uri, [uri]);
    const question = await until(() => desk.questions[0]);
    const items = question.items as readonly { readonly label: string }[];
    assert.deepEqual(
      items.map(({ label }) => label),
      [
        'user is the key',
        'op is the key',
        'n is the key',
        'The first line is a request, too',
        'Each whole line is a key',
      ],
    );
    question.answer(items[0]);
    await done;
    assert.deepEqual(errors, []);
    assert.equal(desk.panels.at(-1)?.type, 'cachebook.lab');
  });

  it('asks nothing where all is clear', async () => {
    const uri = Uri.file(folder.file('d.txt', 'a\nb\na\n'));
    await analyzeTrace(uri, [uri]);
    assert.deepEqual([desk.questions.length, errors.length], [0, 0]);
  });

  it('plays requests again for the time machine, up to one and beyond', () => {
    const keys = ['a', 'b', 'a', 'c', 'd', 'a'];
    const { session, step } = playRequests(store, {
      source: 's',
      title: 't',
      policy: 'lru',
      size: 2,
      keys,
      place: 3,
    });
    const recording = store.recordingOf(session)!;
    const event = [...recording.events()].find(({ number }) => number === step);
    assert.deepEqual([event?.type, event?.key], ['miss', 'c']);
    assert.equal(recording.stateAt(1, step).info.hits, 1);
    assert.equal(store.find(session)?.status, 'finished');
  });
});
