import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import { connect } from 'node:net';
import { parseEntries } from '../../../src/kernel/node/feed.ts';
import type { FeedServer } from '../../../src/kernel/node/feedServer.ts';
import { startFeedServer } from '../../../src/kernel/node/feedServer.ts';
import { countCodePoints } from '../../../src/lessons/text.ts';
import { isListening } from './localServer.ts';

let server: FeedServer;

beforeEach(async () => {
  server = await startFeedServer();
});
afterEach(() => server.close());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Any request at all, also those that `fetch` would not make. */
async function ask(
  url: string,
  method = 'GET',
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const outgoing = request(url, { method, headers, agent: false }).end();
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  let body = '';
  for await (const chunk of response.setEncoding('utf8')) body += chunk as string;
  return { status: response.statusCode ?? 0, headers: response.headers, body };
}

async function readFeed(): Promise<ReturnType<typeof parseEntries>> {
  return parseEntries((await ask(server.feedUrl)).body, server.feedUrl);
}

describe('the embedded server', () => {
  it('is on loopback, on a port and below a path of its own each time', async () => {
    const other = await startFeedServer();
    await other.close();
    const [first, second] = [new URL(server.feedUrl), new URL(other.feedUrl)];
    assert.equal(first.hostname, '127.0.0.1');
    assert.match(first.pathname, /^\/[0-9a-f]{32}\/feed\.xml$/);
    assert.notEqual(first.pathname, second.pathname);
  });

  for (const method of ['HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']) {
    it(`refuses ${method}`, async () => {
      const { status, headers } = await ask(server.feedUrl, method);
      assert.deepEqual([status, headers['allow']], [405, 'GET']);
    });
  }

  for (const host of ['evil.example', 'localhost', '127.0.0.1', '127.0.0.1:1']) {
    it(`refuses the host "${host}", whatever the path`, async () => {
      assert.equal((await ask(server.feedUrl, 'GET', { host })).status, 421);
      assert.equal((await ask(new URL('/', server.feedUrl).href, 'POST', { host })).status, 421);
    });
  }

  for (const path of [
    '/',
    '/feed.xml',
    '.',
    './',
    'feed.xml?x',
    'archive/',
    'archive/-1',
    'archive/1e3',
    'archive/01',
    'articles/none',
    '../feed.xml',
    'FEED.XML',
  ]) {
    it(`finds nothing at ${path}`, async () => {
      const { status, body } = await ask(new URL(path, server.feedUrl).href);
      assert.deepEqual([status, body], [404, '']);
    });
  }

  it('tells what it sends, and that it may not be kept', async () => {
    const { status, headers, body } = await ask(server.feedUrl);
    assert.equal(status, 200);
    assert.equal(headers['content-type'], 'application/atom+xml; charset=utf-8');
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['content-length'], String(Buffer.byteLength(body)));
    assert.ok(!('etag' in headers) && !('last-modified' in headers));
    assert.equal((await ask(server.articleUrl(0))).headers['content-type'], 'text/plain; charset=utf-8');
  });

  it('serves at least 8 articles, with titles and texts that put a monitor to the test', async () => {
    const entries = await readFeed();
    assert.ok(entries.length >= 8);
    const titles = entries.slice(0, 5).map(({ title }) => title);
    const aboutPython = titles.filter((title) => /python/i.test(title));
    assert.ok(aboutPython.length === 4, 'one of the first five is not about Python');
    assert.ok(aboutPython.some((title) => countCodePoints(title) > 45));
    const bodies = await Promise.all(entries.map(async ({ link }) => (await ask(link)).body));
    assert.ok(bodies.some((body) => body.length !== countCodePoints(body)));
    assert.equal(new Set(entries.map(({ link }) => link)).size, entries.length);
  });

  it('links to every article it lists', async () => {
    for (const { link, title } of await readFeed()) {
      const { status, body } = await ask(link);
      assert.deepEqual([status, body.split('\n')[0]], [200, title]);
    }
  });

  it('revises some articles as the feed is read, others never', async () => {
    const lengths: number[][] = [];
    for (let read = 0; read < 4; read++) {
      const entries = (await readFeed()).slice(0, 5);
      lengths.push(
        await Promise.all(entries.map(async ({ link }) => countCodePoints((await ask(link)).body))),
      );
    }
    assert.deepEqual(lengths, [
      [508, 508, 401, 479, 487],
      [508, 508, 401, 512, 487],
      [628, 508, 401, 559, 487],
      [628, 508, 401, 552, 487],
    ]);
  });

  it('dates a revision in the feed', async () => {
    const newest = async (): Promise<string> =>
      /<updated>(.*?)<\/updated>/.exec((await ask(server.feedUrl)).body)?.[1] ?? '';
    assert.deepEqual(
      [await newest(), await newest(), await newest()],
      ['2024-03-04T08:00:00.000Z', '2024-03-04T08:00:00.000Z', '2024-03-04T08:01:00.000Z'],
    );
  });

  it('has any number of articles in its archive, always the same ones', async () => {
    const [first, again, last] = await Promise.all(
      [0, 0, 9999].map(async (at) => (await ask(server.articleUrl(at))).body),
    );
    assert.equal(first, again);
    assert.notEqual(first, last);
    assert.match(last ?? '', /^From the archive, number 10000\n/);
  });

  it('closes at once, with connections that are open or in the middle of a request', async () => {
    const { hostname, port } = new URL(server.feedUrl);
    const idle = connect(Number(port), hostname);
    const busy = connect(Number(port), hostname);
    await Promise.all([once(idle, 'connect'), once(busy, 'connect')]);
    busy.write('GET / HTTP/1.1\r\nHost:');
    await fetch(server.feedUrl).then((response) => response.text());
    const ended = Promise.all(
      [idle, busy].map((socket) =>
        once(
          socket.resume().on('error', () => undefined),
          'close',
        ),
      ),
    );
    await server.close();
    await ended;
    assert.equal(await isListening(server.feedUrl), false);
    server = await startFeedServer(); // for afterEach
  });
});
