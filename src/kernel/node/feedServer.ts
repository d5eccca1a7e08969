import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { archivedText, articles, articleText, atomFeed } from './articles.ts';

/** The embedded server while it runs. */
export interface FeedServer {
  readonly feedUrl: string;
  /** The address of an article of the archive, which has any number of them: `index` from 0 up. */
  readonly articleUrl: (index: number) => string;
  /** Stops listening and closes every connection. */
  close(): Promise<void>;
}

interface Content {
  readonly type: string;
  readonly body: string;
}

/**
 * Serves the feed and its articles to this machine only: on a port and below a path that cannot be guessed, from
 * memory, to requests that name it as their host, so that no web page in a browser can read it.
 */
export async function startFeedServer(): Promise<FeedServer> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const root = new URL(`http://127.0.0.1:${port}/${randomBytes(16).toString('hex')}/`);
  const find = createSite(root);
  server.on('request', (request, response) => answer(request, response, root.host, find));
  return {
    feedUrl: new URL('feed.xml', root).href,
    articleUrl: (index) => new URL(`archive/${index}`, root).href,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Finds what is at a path. Reading the feed moves time on: some articles are revised by it. */
function createSite(root: URL): (path: string) => Content | undefined {
  const urlOf = (slug: string): string => new URL(`articles/${encodeURIComponent(slug)}`, root).href;
  const byPath = new Map(articles.map((article) => [new URL(urlOf(article.slug)).pathname, article]));
  const feedPath = new URL('feed.xml', root).pathname;
  const archivePath = new URL('archive/', root).pathname;
  let feedReads = 0;
  return (path) => {
    if (path === feedPath) {
      return { type: 'application/atom+xml', body: atomFeed(new URL(path, root).href, urlOf, ++feedReads) };
    }
    const article = byPath.get(path);
    if (article) return { type: 'text/plain', body: articleText(article, feedReads) };
    const index = path.startsWith(archivePath) ? path.slice(archivePath.length) : '';
    return /^(0|[1-9]\d{0,8})$/.test(index)
      ? { type: 'text/plain', body: archivedText(Number(index)) }
      : undefined;
  };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  host: string,
  find: (path: string) => Content | undefined,
): void {
  if (request.headers.host !== host) refuse(response, 421);
  else if (request.method !== 'GET') refuse(response, 405, { allow: 'GET' });
  else send(response, find(request.url ?? ''));
}

function send(response: ServerResponse, content: Content | undefined): void {
  if (!content) {
    refuse(response, 404);
    return;
  }
  response
    .writeHead(200, {
      'content-type': `${content.type}; charset=utf-8`,
      'content-length': Buffer.byteLength(content.body),
      // Articles change while one watches, and a cache on the way would teach the wrong lesson.
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
    .end(content.body);
}

function refuse(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): void {
  // The request may have a body that nobody reads: the connection is of no further use.
  response.writeHead(status, { ...headers, connection: 'close', 'content-length': 0 }).end();
}
