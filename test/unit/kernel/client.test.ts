import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { getPage, MAX_BYTES } from '../../../src/kernel/node/client.ts';
import { HumanError } from '../../../src/lessons/humanError.ts';
import type { LocalServer } from './localServer.ts';
import { serveLocally } from './localServer.ts';

const NETWORK = { timeoutSeconds: 5 };

const PAGES: Readonly<Record<string, RequestListener>> = {
  '/text': (_, response) => response.end('täxt'),
  '/latin1': (_, response) =>
    response.setHeader('content-type', 'text/plain; charset=ISO-8859-1').end(Buffer.from('täxt', 'latin1')),
  '/gzip': (_, response) => response.setHeader('content-encoding', 'gzip').end(gzipSync('zipped')),
  '/brotli': (_, response) => response.setHeader('content-encoding', 'br').end(brotliCompressSync('zipped')),
  '/twice': (_, response) =>
    response.setHeader('content-encoding', 'deflate, X-GZIP').end(gzipSync(deflateSync('zipped'))),
  '/empty-gzip': (_, response) => response.writeHead(204, { 'content-encoding': 'gzip' }).end(),
  '/empty': (_, response) => response.writeHead(204).end(),
  '/largest': (_, response) => response.end(Buffer.alloc(MAX_BYTES, 'x')),
  '/too-large': (_, response) => response.end(Buffer.alloc(MAX_BYTES + 1, 'x')),
  '/bomb': (_, response) =>
    response.setHeader('content-encoding', 'gzip').end(gzipSync(Buffer.alloc(10 * MAX_BYTES))),
  '/endless': (_, response) => {
    const more = (): void => {
      if (!response.destroyed) response.write(Buffer.alloc(65_536), more);
    };
    more();
  },
  '/404': (_, response) => response.writeHead(404).end('no such page'),
  '/500': (_, response) => response.writeHead(500).end('broken'),
  '/304': (_, response) => response.writeHead(304).end(),
  '/silent': () => undefined,
  '/stalls': (_, response) => response.writeHead(200).write('begun'),
  '/hangs-up': (request) => request.socket.destroy(),
  '/half': (request, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('half');
    setImmediate(() => request.socket.destroy());
  },
  '/reset': (request, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('half');
    setImmediate(() => request.socket.resetAndDestroy());
  },
  '/redirect': redirectTo('text'),
  '/redirect-utf8': redirectTo(Buffer.from('/café?à la').toString('latin1')),
  '/redirect-latin1': redirectTo('/café?à la'),
  '/redirect-escaped': redirectTo('/caf%C3%A9?%C3%A0%20la'),
  '/caf%C3%A9?%C3%A0%20la': (_, response) => response.end('coffee'),
  '/redirect-without-location': (_, response) => response.writeHead(302).end(),
  '/loop': redirectTo('/loop'),
  '/to-http': redirectTo('http://example.com/feed'),
  '/to-file': redirectTo('file:///etc/passwd'),
  '/to-nonsense': redirectTo('http://'),
  '/hop5': redirectTo('/hop4'),
  '/hop4': redirectTo('/hop3'),
  '/hop3': redirectTo('/hop2'),
  '/hop2': redirectTo('/hop1'),
  '/hop1': redirectTo('/text'),
  '/hop6': redirectTo('/hop5'),
};

function redirectTo(location: string): RequestListener {
  return (_, response) => response.writeHead(302, { location }).end();
}

describe('the client', () => {
  let server: LocalServer;
  before(async () => {
    server = await serveLocally((request, response) => PAGES[request.url ?? '']?.(request, response));
  });
  after(() => server.close());

  for (const [path, text] of [
    ['/text', 'täxt'],
    ['/latin1', 'täxt'],
    ['/gzip', 'zipped'],
    ['/brotli', 'zipped'],
    ['/twice', 'zipped'],
    ['/empty-gzip', ''],
    ['/empty', ''],
    ['/redirect', 'täxt'],
    ['/redirect-utf8', 'coffee'],
    ['/redirect-latin1', 'coffee'],
    ['/redirect-escaped', 'coffee'],
    ['/hop5', 'täxt'],
  ] as const) {
    it(`gets ${path}`, async () => assert.equal((await getPage(server.origin + path, NETWORK)).text, text));
  }

  it('gets as much as it may', async () => {
    assert.equal((await getPage(`${server.origin}/largest`, NETWORK)).text.length, MAX_BYTES);
  });

  it('tells where a page came from in the end', async () => {
    assert.equal((await getPage(`${server.origin}/redirect`, NETWORK)).url, `${server.origin}/text`);
  });

  it('takes localhost for this machine', async () => {
    const { text } = await getPage(`${server.origin.replace('127.0.0.1', 'localhost')}/text`, NETWORK);
    assert.equal(text, 'täxt');
  });

  /** address, where @/ is the server | what the message says */
  const FAILURES = `
    @/too-large | @/too-large is larger than 5 MiB. Choose a smaller page.
    @/bomb | @/bomb is larger than 5 MiB. Choose a smaller page.
    @/endless | @/endless is larger than 5 MiB. Choose a smaller page.
    @/404 | @/404 answered with status 404 Not Found instead of a page. Check the address, or try again later.
    @/500 | @/500 answered with status 500 Internal Server Error instead of a page. Check the address, or try again later.
    @/304 | @/304 answered with status 304 Not Modified instead of a page. Check the address, or try again later.
    @/redirect-without-location | @/redirect-without-location answered with status 302 Found instead of a page. Check the address, or try again later.
    @/loop | @/loop redirects more than 5 times. Give the address it should lead to.
    @/hop6 | @/hop6 redirects more than 5 times. Give the address it should lead to.
    @/to-http | http://example.com/feed cannot be used: only https is, and plain http on this machine. Give an https address.
    @/to-file | file:///etc/passwd cannot be used: only https is, and plain http on this machine. Give an https address.
    @/to-nonsense | "http://" is not a web address. Give a whole one, such as https://example.org/feed.xml.
    @/hangs-up | The connection to @/hangs-up was closed before the whole answer had come. Try again later.
    @/half | The connection to @/half was closed before the whole answer had come. Try again later.
    @/reset | The connection to @/reset was closed before the whole answer had come. Try again later.
    nonsense | "nonsense" is not a web address. Give a whole one, such as https://example.org/feed.xml.
    /feed.xml | "/feed.xml" is not a web address. Give a whole one, such as https://example.org/feed.xml.
    http://example.com/ | http://example.com/ cannot be used: only https is, and plain http on this machine. Give an https address.
    http://localhost.example.com/ | http://localhost.example.com/ cannot be used: only https is, and plain http on this machine. Give an https address.
    http://127.0.0.1.example.com/ | http://127.0.0.1.example.com/ cannot be used: only https is, and plain http on this machine. Give an https address.
    ftp://127.0.0.1/ | ftp://127.0.0.1/ cannot be used: only https is, and plain http on this machine. Give an https address.
    https://user:secret@127.0.0.1/ | The address at 127.0.0.1 contains a user name or a password. Leave them out.
    https://nowhere.invalid/feed | The host of https://nowhere.invalid/feed was not found. Check its spelling and your network. If your network needs a proxy, name it in the setting http.proxy.
  `;
  const fill = (text: string): string => text.replaceAll(/(?<!\w)@(?=\/)/g, server.origin);
  for (const line of FAILURES.trim().split(/\n\s*/)) {
    const [address = '', message = ''] = line.split(' | ');
    it(`cannot get ${address}: ${message}`, async () => {
      assert.equal(await failureOf(fill(address)), fill(message));
    });
  }

  for (const path of ['/silent', '/stalls']) {
    it(`gives up on ${path} when the time for the whole exchange is over`, async () => {
      assert.equal(
        await failureOf(`${server.origin}${path}`, 0.1),
        `${server.origin}${path} did not answer completely within 0.1 s. Try again later, or raise the setting cachebook.monitor.timeoutSeconds. If your network needs a proxy, name it in the setting http.proxy.`,
      );
    });
  }

  for (const timeout of [0, -1, NaN, 1e9, null, '10', [10]] as number[]) {
    it(`refuses a timeout of ${JSON.stringify(timeout)} s`, async () => {
      assert.match(await failureOf(`${server.origin}/text`, timeout), /timeoutSeconds must be .* 3600, not/);
    });
  }

  it('says so when a connection is refused', async () => {
    const gone = await serveLocally(() => undefined);
    await gone.close();
    assert.equal(
      await failureOf(gone.origin),
      `The connection to ${gone.origin} was refused. Check the host and the port, and that the server is running.`,
    );
  });

  it('says so when a server does not speak https', async () => {
    const url = server.origin.replace('http:', 'https:');
    assert.equal(
      await failureOf(url),
      `${url} does not speak https as this address says. Check the address and the port.`,
    );
  });

  it('trusts no certificate that the system does not', async () => {
    const secure = await serveLocally((_, response) => response.end('secret'), 'https');
    try {
      assert.match(
        await failureOf(secure.origin),
        /^The certificate of https:.* cannot be trusted: self-signed certificate.*\. Check .* NODE_EXTRA_CA_CERTS\.$/,
      );
    } finally {
      await secure.close();
    }
  });
});

async function failureOf(url: string, timeoutSeconds = 5): Promise<string> {
  const error = await getPage(url, { timeoutSeconds }).then(
    () => assert.fail('a failure was expected'),
    (error: unknown) => error,
  );
  assert.ok(error instanceof HumanError, String(error));
  return error.message;
}
