import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import * as v from 'valibot';
import type { WebviewPanel } from 'vscode';
import { EventEmitter } from 'vscode';
import { Dashboard } from '../../../src/host/dashboard/dashboard.ts';
import { LabClient } from '../../../src/host/lab/client.ts';
import { Opener } from '../../../src/host/lab/opening.ts';
import { Memory } from '../../../src/host/lab/origin.ts';
import { LabPanel } from '../../../src/host/lab/panel.ts';
import { playRequests } from '../../../src/host/lab/replay.ts';
import { launchLabProcess } from '../../../src/host/node/labProcess.ts';
import { Disposables } from '../../../src/host/lifecycle.ts';
import { SessionStore } from '../../../src/host/sessions/store.ts';
import type { HostToLabView, LabViewToHost, ShownLab } from '../../../src/protocol/labView.ts';
import { desk } from '../host/stub/desk.ts';
import { LabFolder } from './bundledLab.ts';

/** The page of the lab as the host sees it. */
class FakePage {
  private readonly messages = new EventEmitter<unknown>();
  private readonly heard: HostToLabView[] = [];
  private readonly waiting = new Set<() => void>();
  readonly view = {
    title: '',
    visible: true,
    webview: {
      onDidReceiveMessage: this.messages.event,
      asWebviewUri: (uri: unknown) => uri,
      cspSource: '',
      postMessage: (message: HostToLabView) => {
        // As VS Code does it: a copy.
        this.heard.push(structuredClone(message));
        for (const look of [...this.waiting]) look();
        return Promise.resolve(true);
      },
    },
    onDidChangeViewState: new EventEmitter().event,
    onDidDispose: new EventEmitter().event,
    reveal: () => undefined,
    dispose: () => undefined,
  } as unknown as WebviewPanel;

  says(message: LabViewToHost): void {
    this.messages.fire(message);
  }

  /** The next message that is asked for; those before it are forgotten. */
  hears<T>(find: (message: HostToLabView) => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const look = (): void => {
        for (let message = this.heard.shift(); message; message = this.heard.shift()) {
          const found = find(message);
          if (found === undefined) continue;
          this.waiting.delete(look);
          resolve(found);
          return;
        }
      };
      this.waiting.add(look);
      look();
    });
  }

  shows(isIt: (lab: ShownLab) => boolean = () => true): Promise<ShownLab> {
    return this.hears((message) =>
      message.type === 'lab' && message.lab && isIt(message.lab) ? message.lab : undefined,
    );
  }

  async rests(): Promise<void> {
    await this.hears((message) => (message.type === 'idle' ? true : undefined));
  }
}

describe('the panel of the lab', () => {
  let folder: LabFolder;
  let opener: Opener;
  let parts: Disposables;
  const errors: unknown[] = [];
  const store = new SessionStore();

  before(async () => {
    folder = await LabFolder.create();
    opener = new Opener(store, () => new LabClient(launchLabProcess(folder.uri)));
  });
  beforeEach(() => {
    desk.clear();
    parts = new Disposables();
  });
  afterEach(() => {
    parts.dispose();
    assert.deepEqual(errors.splice(0), []);
  });
  after(() => {
    store.dispose();
    folder.remove();
  });

  function openPage(): { page: FakePage; panel: LabPanel } {
    const page = new FakePage();
    const showError = (error: unknown): void => void errors.push(error);
    const dashboard = parts.add(new Dashboard(folder.uri, store, Promise.resolve(), showError));
    const surroundings = { extensionUri: folder.uri, store, dashboard, opener, showError };
    const panel = new LabPanel(page.view, surroundings);
    return { page, panel: parts.add(panel) };
  }

  /** What a page keeps of a file: each key in turn, `rounds` times. */
  const memoryOf = (name: string, keys: string, rounds = 1): Memory => ({
    origin: {
      kind: 'file',
      title: name,
      path: folder.file(name, `${Array.from(keys.repeat(rounds)).join('\n')}\n`),
      way: { format: 'keys', settings: {} },
    },
    inputs: {},
    mine: 2,
    sides: [],
  });

  it('after a reload of the window reads again what it showed, with what was said and compared', async () => {
    const { page, panel } = openPage();
    const memory = memoryOf('a.txt', 'abc', 50);
    const sides = [{ from: 1, to: 30 }, memoryOf('b.txt', 'xy', 9).origin];
    page.says({ type: 'ready' });
    panel.remember({ ...memory, inputs: { missCost: 3 }, sides });
    const lab = await page.shows(({ sides: shown }) => shown.length === 2);
    assert.deepEqual([lab.title, lab.facts.requests, lab.mine, lab.inputs.missCost], ['a.txt', 150, 2, 3]);
    assert.deepEqual(lab.sides.map(({ title, requests, distinct, advised }) => [title, requests, distinct, advised]), [['Requests 1 to 30', 30, 3, 3], ['b.txt', 18, 2, 2]]); // oxfmt-ignore
    await page.rests();
    page.says({ type: 'remove', place: 0 });
    const kept = await page.hears((message) => (message.type === 'lab' ? message.memory : undefined));
    // What it keeps goes through JSON and is believed no more than any message.
    const again = v.parse(Memory, JSON.parse(JSON.stringify(kept)));
    assert.deepEqual([again.origin, again.sides, again.mine], [memory.origin, [sides[1]], 2]);
  });

  it('says why what it showed is not there any more, and tries again', async () => {
    const { page, panel } = openPage();
    const memory = memoryOf('gone.txt', 'aab');
    if (memory.origin.kind === 'file') rmSync(memory.origin.path);
    panel.remember(memory);
    page.says({ type: 'ready' });
    const why = await page.hears((message) => (message.type === 'lab' ? message.why : undefined));
    assert.match(why, /does not exist any more\. Choose another one/);
    await page.rests();
    memoryOf('gone.txt', 'aab');
    page.says({ type: 'again' });
    assert.equal((await page.shows()).facts.requests, 3);
    await page.rests();
  });

  it('of a recording that is no longer there it says what to do', async () => {
    const { page, panel } = openPage();
    const origin = { kind: 'recording', session: 'none', cache: '1' } as const;
    panel.remember({ origin, inputs: {}, mine: 2, sides: [] });
    page.says({ type: 'ready' });
    const why = await page.hears((message) => (message.type === 'lab' ? message.why : undefined));
    assert.match(why, /is not known\. Run it again/);
    await page.rests();
  });

  it('of a recording that is there it shows what was asked for', async () => {
    const keys = Array.from('abcabcabd');
    const { session } = playRequests(store, { source: 's', title: 't', policy: 'lru', size: 3, keys, place: 0 }); // oxfmt-ignore
    const { page, panel } = openPage();
    panel.remember({ origin: { kind: 'recording', session, cache: '1' }, inputs: {}, mine: 2, sides: [] });
    page.says({ type: 'ready' });
    const lab = await page.shows();
    assert.deepEqual([lab.facts.requests, lab.facts.distinct, lab.worth.repeats], [9, 4, 5]);
    await page.rests();
  });

  it('blank memory is no error, and no trace', async () => {
    const { page, panel } = openPage();
    page.says({ type: 'ready' });
    panel.remember(undefined);
    const shown = await page.hears((message) => (message.type === 'lab' ? message : undefined));
    assert.deepEqual([shown.lab, shown.why], [null, undefined]);
  });

  it('a cancel ends what is done, and the next question reads the trace again', async () => {
    const { page, panel } = openPage();
    panel.remember(memoryOf('long.txt', 'abcdefghij', 30_000));
    page.says({ type: 'ready' });
    await page.shows();
    await page.rests();
    page.says({ type: 'league', size: 5 });
    page.says({ type: 'cancel' });
    await page.rests();
    page.says({ type: 'comparePart', part: { from: 1, to: 25 } });
    const lab = await page.shows(({ sides }) => sides.length === 1);
    assert.equal(lab.sides[0]?.requests, 25);
    await page.rests();
  });

  it('follows a lifetime: what comes too late is nothing to cache', async () => {
    const lines = Array.from({ length: 40 }, (_, at) => `${1_700_000_000 + 10 * at},${'ab'[at % 2]}`);
    const path = folder.file('timed.csv.gz', gzipSync(`time,key\n${lines.join('\n')}\n`));
    const way = { format: 'csv', settings: { column: 1, time: 0, header: true, separator: 44 } };
    const { page, panel } = openPage();
    panel.remember({ origin: { kind: 'file', title: 'timed', path, way }, inputs: {}, mine: 2, sides: [] });
    page.says({ type: 'ready' });
    const { words } = await page.shows();
    assert.match(words.worth.text, /Worth caching where a look-up costs less than 95 % of a miss/);
    await page.rests();
    page.says({ type: 'advise', inputs: { missCost: 4, lookupCost: 1, lifetimeMs: 25_000 } });
    const some = await page.shows(({ inputs }) => inputs.lifetimeMs === 25_000);
    assert.deepEqual([some.worth.hits, some.worth.repeats, some.worth.ageMs], [20, 38, 20_000]);
    assert.match(
      some.words.worth.formula ?? '',
      /^20 hits \/ 40 requests × 4 a miss − 1 a look-up = 1 saved/,
    );
    await page.rests();
    page.says({ type: 'advise', inputs: { lifetimeMs: 20_000 } });
    const none = await page.shows(({ inputs }) => inputs.lifetimeMs === 20_000);
    assert.equal(none.words.size.text, 'Nothing to cache here.');
    assert.match(none.words.worth.reason, /38 of 40 .* after the 20,000 ms/);
    await page.rests();
  });
});
