import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { scenarioServices } from '../../../src/kernel/node/services.ts';
import { serveLocally } from '../kernel/localServer.ts';
import { outputOf, runInMemory, virtualTime } from '../kernel/inMemory.ts';

const FIRST = 'Match found: Why Python Dictionaries Make Such Good First ...';
const SECOND = 'Match found: Café Notes: Python at the Counter 508';
const THIRD = 'Match found: Reading cache_info in python, Field by Field';
const FOURTH = 'Match found: Memoizing Recursive Functions in PYTHON Witho... 487';
const FETCHING = 'Fetching article from server...';

function pass(lengths: readonly number[], fetched: boolean): string[] {
  const matches = [`${FIRST} ${lengths[0]}`, SECOND, `${THIRD} ${lengths[1]}`, FOURTH];
  return ['Checking feed...', ...matches.flatMap((match) => (fetched ? [FETCHING, match] : [match]))];
}

describe('monitor', () => {
  it('fetches everything again in every pass, and sees every change', async () => {
    const { output, counts, caches } = (await runInMemory('monitor', { passes: 3 })).result;
    assert.deepEqual(output, [
      ...pass([508, 479], true),
      ...pass([508, 512], true),
      ...pass([628, 559], true),
    ]);
    assert.deepEqual(counts, { passes: 3, matches: 12, fetches: 12, saved: 0, failures: 0 });
    assert.deepEqual(caches, []);
  });

  it('does not sleep after the last pass', async () => {
    const slept: number[] = [];
    const sleep = async (ms: number): Promise<void> => {
      slept.push(ms);
      return Promise.resolve();
    };
    await runInMemory('monitor', { passes: 3, intervalSeconds: 2.5 }, {}, { sleep });
    assert.deepEqual(slept, [2500, 2500]);
  });
});

describe('monitor-timed', () => {
  it('fetches again when everything has expired together, and shows old copies in between', async () => {
    const { output, counts, caches } = (await runInMemory('monitor-timed', { passes: 4 })).result;
    assert.deepEqual(output, [
      ...pass([508, 479], true),
      ...pass([508, 479], false),
      ...pass([628, 559], true),
      ...pass([628, 559], false),
    ]);
    assert.deepEqual(counts, { passes: 4, matches: 16, fetches: 8, saved: 8, failures: 0 });
    // Its counters have expired with its entries.
    assert.deepEqual(caches, [
      { name: 'getArticle', policy: 'timed-lru', info: { hits: 4, misses: 4, maxsize: 128, currsize: 4 } },
    ]);
  });

  it('can give every entry a lifetime of its own', async () => {
    const { counts, caches } = (await runInMemory('monitor-timed', { passes: 4, perEntry: true })).result;
    assert.deepEqual([counts['fetches'], counts['saved']], [8, 8]);
    assert.deepEqual(caches[0], {
      name: 'getArticle',
      policy: 'ttl',
      info: { hits: 8, misses: 8, maxsize: 128, currsize: 4 },
    });
  });

  for (const [params, fetches, saved] of [
    [{ seconds: 60, passes: 5 }, 4, 16],
    [{ seconds: 5, passes: 3 }, 12, 0],
    [{ maxsize: 0, passes: 2 }, 8, 0],
    [{ maxsize: 3, passes: 2 }, 8, 0],
    [{ maxsize: null, passes: 2, intervalSeconds: 9.9 }, 4, 4],
  ] as const) {
    it(`fetches ${fetches} and saves ${saved} with ${JSON.stringify(params)}`, async () => {
      const { counts } = (await runInMemory('monitor-timed', params)).result;
      assert.deepEqual([counts['fetches'], counts['saved']], [fetches, saved]);
    });
  }
});

describe('a monitor whose feed fails', () => {
  const FEED = `<rss version="2.0"><channel><title>x</title>
    <item><title>One python</title><link>/one</link></item>
    <item><title>No match</title><link>/two</link></item></channel></rss>`;

  /** Serves the feed and an article; `fails` says which request, from 1, gets an error page instead. */
  async function withFlakyFeed(
    fails: (request: number) => boolean,
    check: (feedUrl: string) => Promise<void>,
  ) {
    let requests = 0;
    const answer: RequestListener = ({ url }, response) => {
      if (fails(++requests)) response.writeHead(500).end('broken');
      else response.end(url === '/feed' ? FEED : 'text');
    };
    const server = await serveLocally(answer);
    try {
      await check(`${server.origin}/feed`);
    } finally {
      await server.close();
    }
  }

  it('in the first pass rejects', () =>
    withFlakyFeed(
      (request) => request === 1,
      (feedUrl) =>
        assert.rejects(runInMemory('monitor', { passes: 2 }, { feedUrl }), /feed answered with status 500/),
    ));

  it('later says so in one line and goes on', () =>
    withFlakyFeed(
      (request) => request === 3,
      async (feedUrl) => {
        const { output, counts } = (await runInMemory('monitor', { passes: 3 }, { feedUrl })).result;
        const good = ['Checking feed...', FETCHING, 'Match found: One python 4'];
        const bad = `This check failed: ${feedUrl} answered with status 500 Internal Server Error instead of a page. Check the address, or try again later.`;
        assert.deepEqual(output, [...good, 'Checking feed...', bad, ...good]);
        assert.deepEqual(counts, { passes: 3, matches: 2, fetches: 2, saved: 0, failures: 1 });
      },
    ));

  for (const feedUrl of [null, 5, true, ['https://example.org/'], { url: 'https://example.org/' }]) {
    it(`because its address is ${JSON.stringify(feedUrl)} says what is wrong`, () =>
      assert.rejects(runInMemory('monitor', { passes: 1 }, { feedUrl }), {
        message: `The setting cachebook.monitor.feedUrl must be a text, not ${JSON.stringify(feedUrl)}. Give the address of a feed, or remove the setting for the feed of Cachebook itself.`,
      }));
  }

  it('does not keep a scenario from running that reads no feed', () =>
    runInMemory('dictionary', { articles: 1 }, { feedUrl: null }));

  it('by a mistake of the program ends, also in a later pass', async () => {
    let reads = 0;
    const openWeb: typeof scenarioServices.openWeb = (settings) => ({
      ...scenarioServices.openWeb(settings),
      feed: () =>
        ++reads === 1
          ? Promise.resolve({ entries: [], get: () => Promise.resolve('') })
          : Promise.reject(new TypeError('mistake')),
    });
    await assert.rejects(runInMemory('monitor', { passes: 3 }, {}, { ...virtualTime(), openWeb }), /mistake/);
  });

  it('never caches an error page', () =>
    withFlakyFeed(
      // feed, article | feed, article broken | feed, article | feed
      (request) => request === 4,
      async (feedUrl) => {
        const params = { passes: 4, seconds: 10, intervalSeconds: 10, perEntry: true };
        const services = { ...nearlyExpiring() };
        const { output, counts, caches } = (await runInMemory('monitor-timed', params, { feedUrl }, services))
          .result;
        assert.deepEqual(counts, { passes: 4, matches: 3, fetches: 3, saved: 1, failures: 1 });
        assert.equal(output.filter((line) => line === 'Match found: One python 4').length, 3);
        assert.equal(caches[0]?.info.currsize, 1);
      },
    ));

  it('is told from one that is no feed at all', () =>
    withFlakyFeed(
      () => false,
      (feedUrl) =>
        assert.rejects(
          outputOf('monitor', { passes: 1 }, { feedUrl: feedUrl.replace('/feed', '/page') }),
          /page is not an Atom or RSS feed/,
        ),
    ));
});

describe('a monitor of a feed whose links are bad', () => {
  const LINKS = [
    'mailto:editor@example.org',
    'http://example.org/',
    'https://[bad',
    'javascript:alert(1)',
    '/missing',
  ];

  for (const bad of LINKS) {
    it(`says so of ${bad} and reads the article behind it`, async () => {
      const item = (title: string, link: string): string =>
        `<item><title>${title}</title><link>${link}</link></item>`;
      const feed = `<rss version="2.0"><channel><title>x</title>${item('Bad Python', bad)}${item('Good Python', '/good')}</channel></rss>`;
      const server = await serveLocally(({ url }, response) => {
        if (url === '/feed') response.end(feed);
        else response.writeHead(url === '/good' ? 200 : 404).end('text');
      });
      try {
        const settings = { feedUrl: `${server.origin}/feed` };
        for (const scenario of ['monitor', 'monitor-timed']) {
          const { output, counts } = (await runInMemory(scenario, { passes: 2 }, settings)).result;
          const told = output.filter((line) =>
            line.startsWith('The article "Bad Python" could not be read: '),
          );
          assert.equal(told.length, 2);
          assert.match(told[0]!, /cannot be used|is not a web address|status 404/);
          assert.equal(output.filter((line) => line === 'Match found: Good Python 4').length, 2);
          assert.deepEqual([counts['matches'], counts['failures']], [2, 2]);
        }
      } finally {
        await server.close();
      }
    });
  }
});

/** Time in which only the first sleep is as long as a lifetime. */
function nearlyExpiring(): Parameters<typeof runInMemory>[3] {
  let now = 0;
  let sleeps = 0;
  return {
    clock: { now: () => now },
    sleep: async (ms) => {
      now += sleeps++ === 0 ? ms : 1;
      return Promise.resolve();
    },
  };
}
