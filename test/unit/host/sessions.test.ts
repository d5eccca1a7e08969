import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { beginSession } from '../../../src/protocol/fold.ts';
import type { CacheState } from '../../../src/protocol/session.ts';
import { Host } from './host.ts';
import { desk } from './stub/desk.ts';

const cache: CacheState = {
  cache: '1',
  name: 'articles',
  policy: 'lru',
  time: 1,
  evictions: 0,
  info: { hits: 2, misses: 1, maxsize: 4, currsize: 1 },
  history: [],
};

describe('a run that has ended', () => {
  let host: Host;
  beforeEach(() => {
    host = new Host();
    host.store.start({ ...beginSession('a', 'a', 'Run a'), caches: [cache] });
    host.store.setStatus('a', 'finished');
  });
  afterEach(() => host.dispose());

  const hits = (): number | undefined => host.store.find('a')?.caches[0]?.info.hits;

  it('is asked for before what is known of its cache is cleared', async () => {
    const target = { session: 'a', cache: '1' };
    const refused = commands.executeCommand('cachebook.clearCache', target);
    const [question] = desk.messages;
    assert.equal(question?.message, '"Run a" has ended. Clear what is known of its cache articles?');
    question.choose(undefined);
    await refused;
    assert.equal(hits(), 2);
    const meant = commands.executeCommand('cachebook.clearCache', target);
    desk.messages.at(-1)?.choose('Clear');
    await meant;
    assert.equal(hits(), 0);
  });

  it('is removed with all others that have ended', async () => {
    await commands.executeCommand('cachebook.removeEndedRuns');
    assert.deepEqual(host.store.sessions, []);
  });
});

describe('the output', () => {
  it('has a heading for each run, and another where two speak in turn', () => {
    const host = new Host();
    const say = (id: string, ...lines: string[]): void =>
      host.output.print({ id, title: `Run ${id}` }, lines);
    say('a', 'one', 'two');
    say('a', 'three');
    say('b', 'four');
    say('a', 'five');
    host.dispose();
    const log = desk.log.map((line) => line.replace(/ · .* ──/, ''));
    assert.deepEqual(log, [
      '── Run a',
      'one',
      'two',
      'three',
      '',
      '── Run b',
      'four',
      '',
      '── Run a',
      'five',
    ]);
  });
});

describe('a new notebook', () => {
  for (const isOn of [true, false]) {
    it(isOn ? 'says in three lines what cells have' : 'is empty where that is turned off', async () => {
      const host = new Host();
      desk.settings.set('cachebook.notebook.introduction', isOn);
      await commands.executeCommand('cachebook.newNotebook');
      const cells = desk.notebooks[0]!.getCells().map(({ document }) => document.getText());
      host.dispose();
      assert.deepEqual(cells.slice(isOn ? 1 : 0), ['']);
      assert.equal(isOn ? cells[0]!.split('\n').length : 3, 3);
    });
  }
});
