import assert from 'node:assert/strict';
import { createServer as createSecureServer } from 'node:https';
import type { HostAddress } from '../../../src/kernel/node/addresses.ts';
import type { Network } from '../../../src/kernel/node/client.ts';
import { getPage } from '../../../src/kernel/node/client.ts';
import { proxyFor } from '../../../src/kernel/node/proxy.ts';
import type { LocalServer } from './localServer.ts';
import { CERTIFICATE, KEY, serveLocally } from './localServer.ts';
import type { TestProxy } from './outside.ts';
import { failureOf, startProxy, trustTestCertificate } from './outside.ts';

describe('a site behind a proxy', () => {
  let site: LocalServer;
  let proxy: TestProxy;
  let unknownHere: Network;
  let distrust: () => void;
  before(async () => {
    distrust = trustTestCertificate();
    site = await serveLocally((_, response) => response.end('text'), 'https');
    proxy = await startProxy(site);
    unknownHere = {
      timeoutSeconds: 5,
      proxy: proxy.settings,
      lookUp: () => Promise.reject(new Error('unknown')),
    };
  });
  beforeEach(() => (proxy.targets.length = 0));
  after(async () => {
    distrust();
    await proxy.close();
    await site.close();
  });

  it('is asked through it, also where its name is unknown here', async () => {
    const page = await getPage('https://feed.example/article', unknownHere);
    assert.deepEqual([page.text, page.zone], ['text', 'internet']);
    assert.deepEqual(proxy.targets, ['feed.example:443 Basic Ym9iOnNlY3JldCU=']);
  });

  it('is asked with the authorization that is set', async () => {
    const settings = { ...proxy.settings, authorization: 'Negotiate abc' };
    await getPage('https://feed.example/article', { ...unknownHere, proxy: settings });
    assert.deepEqual(proxy.targets, ['feed.example:443 Negotiate abc']);
  });

  it('has its own certificate checked, whatever is set for that of the proxy', async () => {
    const settings = { ...proxy.settings, strictSsl: false };
    assert.match(
      await failureOf('https://other.example/', { ...unknownHere, proxy: settings }),
      /certificate of https:\/\/other\.example\/ cannot be trusted/,
    );
  });

  it('may not lead to a name that is known here as near', async () => {
    const page = await getPage('https://feed.example/feed', unknownHere);
    for (const link of ['https://10.0.0.1/', 'https://[::ffff:7f00:1]/', 'https://localhost/']) {
      assert.match(
        await failureOf(link, { ...unknownHere, lookUp: namesAreHere }, page),
        /leads to this machine/,
      );
    }
    assert.equal(proxy.targets.length, 1);
  });

  it('is told from a proxy that refuses', async () => {
    proxy.refuseWith(407);
    assert.match(
      await failureOf('https://feed.example/', unknownHere),
      /^The proxy 127\.0\.0\.1:\d+ wants to know who asks\./,
    );
    proxy.refuseWith(403);
    assert.match(
      await failureOf('https://feed.example/', unknownHere),
      /^The proxy 127\.0\.0\.1:\d+ did not connect to feed\.example: it answered with status 403 Forbidden\./,
    );
    proxy.refuseWith(undefined);
  });

  it('is told from a proxy that is not there, and from one that is silent', async () => {
    const gone = await startProxy(site);
    await gone.close();
    assert.match(
      await failureOf('https://feed.example/', { ...unknownHere, proxy: gone.settings }),
      /^There was no answer from the proxy 127\.0\.0\.1:\d+: connect ECONNREFUSED/,
    );
    const silent = await serveLocally(() => undefined);
    try {
      const settings = { ...proxy.settings, url: silent.origin.replace('http:', 'https:'), strictSsl: false };
      assert.match(
        await failureOf('https://feed.example/', { ...unknownHere, proxy: settings }),
        /the proxy/,
      );
    } finally {
      await silent.close();
    }
  });

  it('is asked through a proxy by https whose certificate is checked when that is set', async () => {
    distrust();
    const secure = await startProxy(site, createSecureServer({ key: KEY, cert: CERTIFICATE }));
    try {
      const why = await failureOf('https://feed.example/', { ...unknownHere, proxy: secure.settings });
      assert.match(why, /^There was no answer from the proxy .*self-signed certificate/);
      const loose = { ...unknownHere, proxy: { ...secure.settings, strictSsl: false } };
      assert.match(
        await failureOf('https://feed.example/', loose),
        /certificate of https:\/\/feed\.example\//,
      );
      assert.equal(secure.targets.length, 1);
    } finally {
      await secure.close();
      distrust = trustTestCertificate();
    }
  });

  for (const url of ['socks5://bob:se@cret@127.0.0.1:1', 'nonsense://proxy', 'http://']) {
    it(`is not asked through ${url}, and its password is not told`, async () => {
      const why = await failureOf('https://feed.example/', {
        ...unknownHere,
        proxy: { ...proxy.settings, url },
      });
      assert.match(why, /^The proxy .* cannot be used: only proxies by http and https can\./);
      assert.doesNotMatch(why, /cret/);
    });
  }
});

describe('the hosts that need no proxy', () => {
  /** patterns | addresses that go past the proxy | addresses that do not */
  const CASES = `
    | https://localhost https://127.0.0.1 https://[::1] https://127.1:8443 | https://example.org https://10.0.0.1
    example.org | https://example.org https://www.EXAMPLE.org https://example.org:8443 | https://myexample.org https://example.org.evil.example
    .example.org | https://example.org https://a.example.org | https://example.com
    *.example.org | https://a.example.org | https://example.com
    example.org:8443 | https://example.org:8443 | https://example.org
    example.org:443 | https://example.org | https://example.org:8443
    [fd00::1]:443 | https://[fd00::1] | https://[fd00::2]
    * | https://example.org https://10.0.0.1 |
  `;
  for (const line of CASES.trim().split(/\n\s*/)) {
    const [pattern = '', past = '', through = ''] = line.split('|').map((part) => part.trim());
    it(pattern === '' ? 'are this machine' : `are ${pattern}`, () => {
      const proxy = { url: 'http://proxy.example', strictSsl: true, except: pattern === '' ? [] : [pattern] };
      const goesPast = (url: string): boolean => proxyFor(new URL(url), proxy) === undefined;
      for (const url of past.split(' ').filter(Boolean)) assert.equal(goesPast(url), true, url);
      for (const url of through.split(' ').filter(Boolean)) assert.equal(goesPast(url), false, url);
    });
  }
});

const namesAreHere = (): Promise<HostAddress[]> =>
  Promise.resolve([{ address: '127.0.0.1', family: 4, zone: 'machine' as const }]);
