import assert from 'node:assert/strict';
import { renderToString } from 'preact-render-to-string';
import type { SessionState } from '../../../src/protocol/session.ts';
import { readInfo } from '../../../src/protocol/redisInfo.ts';
import { Dashboard } from '../../../src/webview/views/dashboard.tsx';
import { cache, idleMachine, session } from './support.ts';

const scenarios = [
  { id: 'lru', title: 'Step Through an LRU Cache' },
  { id: 'stairs', title: 'Run Stairs Without a Cache' },
];

const machine = idleMachine();

function page(hydrated: boolean, ...sessions: SessionState[]): string {
  return renderToString(
    <Dashboard state={{ hydrated, sessions, scenarios }} send={() => undefined} machine={machine} />,
  );
}

/** What a person reads on the page, tags apart. */
function text(...sessions: SessionState[]): string {
  return page(true, ...sessions).replaceAll(/<[^>]*>/g, '|').replaceAll(/\|[|\s]*/g, '|'); // oxfmt-ignore
}

/** What the buttons are called, for the eye or for a screen reader. */
function buttons(...sessions: SessionState[]): string[] {
  const found = page(true, ...sessions).matchAll(
    /<(vscode-)?button(?<tag>[^>]*)>(?<inner>.*?)<\/(vscode-)?button>/gs,
  );
  return [...found].map(({ groups }) => {
    const label = /aria-label="([^"]*)"/.exec(groups!['tag']!)?.[1];
    return label ?? groups!['inner']!.replaceAll(/<[^>]*>/g, '');
  });
}

function assertReads(sessions: SessionState[], ...parts: string[]): void {
  const read = text(...sessions);
  for (const part of parts) assert.ok(read.includes(`|${part}|`), `"${part}" is not in ${read}`);
}

describe('the dashboard', () => {
  it('is blank until the host has said what there is', () => {
    assert.doesNotMatch(page(false), /<section|<button|<vscode-button/);
  });

  it('says what to do while nothing has run, with a button for each scenario', () => {
    assertReads([], 'No caches yet');
    assert.deepEqual(buttons(), scenarios.map(({ title }) => title)); // oxfmt-ignore
  });

  it('shows a running session with its progress and Stop', () => {
    const running = session('a', { progress: { fraction: 0.4, text: 'Repeat 2 of 3' } });
    assertReads([running], 'Run a', 'Running', 'Repeat 2 of 3', 'Stop');
    assert.deepEqual(buttons(running), ['Run a', 'Stop Run a']);
    assert.match(page(true, running), /<vscode-progress-bar[^>]* value="40"/);
  });

  it('says that a watched program is busy, which can be stopped like any other, also before its first cache', () => {
    const program = { run: '1', title: 'stairs.py' };
    const [busy, unseen] = [
      session('a', { program, isBusy: true }),
      session('b', { program, caches: [], message: 'No cache yet.' }),
    ];
    assertReads(
      [busy],
      'Busy',
      'The program is busy: these figures stand still until it lets Cachebook look again.',
    );
    assertReads([unseen], 'Running', 'No cache yet.', 'Stop');
    assert.ok(buttons(busy, unseen).includes('Stop Run a') && buttons(busy, unseen).includes('Stop Run b'));
  });

  it('shows of a shared cache who answered, and how it stands with its server', () => {
    const one = { ...cache({ info: { hits: 90, misses: 10, maxsize: 16, currsize: 16 } }), remoteHits: 30 };
    const shared = (state: 'connected' | 'bypassed', owed: number): SessionState =>
      session('a', { caches: [one], lines: { [one.cache]: { state, owed } } });
    const parts = ['Near', '60', 'Remote', '30', 'Origin', '10'];
    assertReads([shared('connected', 0)], ...parts, 'Connected to the server.');
    assertReads([shared('bypassed', 0)], 'The server does not answer: the origin is asked instead.');
    assertReads(
      [shared('bypassed', 3)],
      'The server is owed 3 invalidations; they are told as soon as it answers.',
    );
    assert.doesNotMatch(text(session('a', { caches: [cache()] })), /Origin|Remote/);
  });

  it('shows what the server of a session says of itself, and that it does not answer', () => {
    const figures = {
      ...readInfo('redis_version:7.0.15\nkeyspace_hits:90\nkeyspace_misses:10\nmaxmemory_policy:allkeys-lru'),
      memory: 1.5 * 2 ** 20,
      maxMemory: 2 * 2 ** 20,
    };
    const parts = ['Redis 7.0.15', 'allkeys-lru', 'Hits', '90', 'Hit ratio', '90%', '1.5 of 2 MiB (75%)'];
    assertReads([session('a', { server: figures })], ...parts);
    const paused = session('a', { server: { ...figures, isAnswering: false, maxMemory: 0 } });
    assertReads(
      [paused],
      'The server does not answer. These are the figures of its last answer.',
      '1.5 MiB, no limit',
    );
    assert.doesNotMatch(text({ ...paused, status: 'finished' }), /does not answer/);
  });

  it('shows an ended session with its message and without Stop', () => {
    const failed = session('a', { status: 'failed', message: 'The feed answered 500.' });
    assertReads([failed], 'Failed', 'The feed answered 500.');
    assert.deepEqual(buttons(failed), ['Run a', 'Remove Run a from the dashboard']);
    assert.doesNotMatch(page(true, failed), /progress-bar/);
  });

  it('shows a cache with its counters, its fill, and Clear also after the end', () => {
    const ended = session('a', { status: 'finished', caches: [cache()] });
    const parts = ['stepsTo', 'lru', 'CacheInfo(hits=52, misses=30, maxsize=16, currsize=16)'];
    assertReads([ended], ...parts, 'Hit ratio|63.4%', 'Evictions|14', 'Fill|16 of 16');
    assert.match(page(true, ended), /<meter[^>]* max="16" value="16"/);
    const table = 'Show as table: Hits and misses of stepsTo';
    const remove = 'Remove Run a from the dashboard';
    const named = ['Run a', 'Step Through: Run a', remove, 'Analyze stepsTo', 'Clear stepsTo', table];
    assert.deepEqual(buttons(ended), named);
  });

  it('says plainly that a cache is unbounded, or keeps nothing', () => {
    const info = { hits: 0, misses: 7, maxsize: null, currsize: 7 };
    assertReads([session('a', { caches: [cache({ info })] })], 'Fill|7 entries, unbounded');
    const none = { ...info, maxsize: 0, currsize: 0 };
    assertReads([session('a', { caches: [cache({ info: none })] })], 'Fill|keeps nothing (maxsize 0)');
  });

  it('draws the timings of all sessions, oldest first, each beside the slowest', () => {
    const timing = (label: string, min: number): SessionState['timings'][number] => ({
      label,
      times: [min],
      min,
    });
    const newer = session('b', { timings: [timing('warm', 8e-8), timing('nothing', 0)] });
    const older = session('a', { timings: [timing('plain', 4)] });
    assertReads(
      [newer, older],
      'plain|4.00 s|Run a|slowest|warm|80.0 ns|Run b|50,000,000× faster|nothing|0 s|Run b|too short to measure',
    );
    assert.doesNotMatch(page(true, newer, older), /NaN|Infinity/);
  });

  it('says so where not all events are kept', () => {
    assertReads(
      [session('a', { kept: { events: 5_000_000, kept: 2_900_000 } })],
      'Of 5,000,000 events 2,900,000 are kept. The counters tell of all of them.',
    );
  });

  it('shows counts, and the end of a long output', () => {
    const output = Array.from({ length: 20 }, (_, i) => ({ text: `line ${i + 1}`, after: i }));
    const long = session('a', { counts: { fetches: 1234 }, output });
    assertReads(
      [long],
      'Fetches|1,234',
      output
        .slice(-12)
        .map(({ text }) => text)
        .join('\n'),
    );
    assert.ok(buttons(long).includes('Show all 20 lines'));
    const short = session('a', { status: 'finished', output: [{ text: 'one', after: 0 }] });
    assert.deepEqual(buttons(short), ['Run a', 'Remove Run a from the dashboard']);
  });

  it('folds all ended sessions but the newest into a line each, and offers to remove them', () => {
    const ended = ['c', 'b', 'a'].map((id) => session(id, { status: 'finished', caches: [cache()] }));
    const html = page(true, session('d', { status: 'idle' }), ...ended);
    const open = [...html.matchAll(/aria-expanded="(true|false)"[^>]*>(?:<svg.*?<\/svg>)?Run (.)/gs)];
    assert.deepEqual(
      open.map(([, isOpen, id]) => `${id} ${isOpen}`),
      ['d true', 'c true', 'b false', 'a false'],
    );
    assertReads(ended, 'Finished|caches 1, hits 52, misses 30');
    assert.ok(buttons(...ended).includes('Remove Ended Runs'));
  });

  it('names counts in words, and one that it does not know by its own name', () => {
    assertReads(
      [session('a', { counts: { ratioWarm: 3, constructor: 2 } })],
      'Warm cache, times as fast|3',
      'constructor|2',
    );
  });

  it('says how many lines of an output are not kept, also at a moment before those that are', () => {
    const said = 'Lines that were printed before and are not kept: 12.';
    assertReads([session('a', { output: [{ text: 'line', after: 9 }], unkeptLines: 12 })], said);
    assertReads([session('a', { output: [], unkeptLines: 12 })], said);
  });

  it('names every picture', () => {
    const all = session('a', { caches: [cache()], timings: [{ label: 'warm', times: [1], min: 1 }] });
    const names = [...page(true, all).matchAll(/role="img" aria-label="([^"]*)"/g)].map(([, name]) => name);
    assert.deepEqual(names, [
      'Hits and misses of stepsTo. stepsTo after 500 µs: 52 hits and 30 misses.',
      'Timings. 1 measured, on a logarithmic axis.',
    ]);
  });
});
