import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import type { HostAddress, Zone } from '../../../src/kernel/node/addresses.ts';
import { zoneOf } from '../../../src/kernel/node/addresses.ts';
import type { Network, Page } from '../../../src/kernel/node/client.ts';
import { getPage } from '../../../src/kernel/node/client.ts';
import { openWeb } from '../../../src/kernel/node/web.ts';
import { HumanError } from '../../../src/lessons/humanError.ts';
import type { LocalServer } from './localServer.ts';
import { serveLocally } from './localServer.ts';
import { failureOf, trustTestCertificate } from './outside.ts';

/** zone | its addresses */
const ADDRESSES: readonly (readonly [Zone, string])[] = [
  [
    'machine',
    '127.0.0.1 127.255.255.254 0.0.0.0 0.1.2.3 ::1 :: ::ffff:127.0.0.1 ::127.0.0.1 64:ff9b::127.0.0.1',
  ],
  ['network', '10.0.0.1 172.16.0.1 172.31.255.255 192.168.0.1 100.64.0.1 100.127.255.255 169.254.169.254'],
  ['network', '192.0.2.1 198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255 192.0.0.1'],
  ['network', 'fe80::1 fe80::1%eth0 fc00::1 fd12:3456::1 fec0::1 ff02::1 2001:db8::1 2002:7f00:1:: 2001::1'],
  ['network', '::ffff:10.0.0.1 64:ff9b::10.0.0.1 64:ff9b:1::1'],
  ['internet', '8.8.8.8 172.32.0.1 100.128.0.1 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::8.8.8.8'],
];

describe('the zone of', () => {
  for (const [zone, addresses] of ADDRESSES) {
    for (const address of addresses.split(' ')) {
      it(`${address} is the ${zone}`, () => assert.equal(zoneOf(address), zone));
    }
  }
});

describe('what a page from outside names', () => {
  const outside: Page = { url: 'https://feed.example/feed', zone: 'internet', text: '' };
  const refusesLookUps = { timeoutSeconds: 5, lookUp: () => assert.fail('Nothing is to be looked up.') };
  const here: HostAddress = { address: '127.0.0.1', family: 4, zone: 'machine' };
  const far: HostAddress = { address: '127.0.0.1', family: 4, zone: 'internet' };

  /** Every way to write an address that is not for everybody. */
  const HOSTS =
    '127.0.0.1 127.1 2130706433 0x7f000001 0177.0.0.1 0x7f.1 127.0.0.1. 0.0.0.0 0 10.0.0.1 192.168.1.1 100.64.0.1 169.254.169.254 [::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [::ffff:a00:1] [fe80::1] [fd00::1] localhost LOCALHOST';
  for (const host of HOSTS.split(' ')) {
    it(`is never asked at ${host}`, async () => {
      assert.match(
        await failureOf(`https://${host}/`, { timeoutSeconds: 5 }, outside),
        /leads to this machine or into a private network, where https:\/\/feed\.example\/feed may not lead/,
      );
    });

    it(`is never asked at ${host} by http`, async () => {
      assert.match(
        await failureOf(`http://${host}/`, refusesLookUps, outside),
        /came by https, and what it names has to as well|only https is/,
      );
    });
  }

  for (const zone of ['machine', 'network'] as const) {
    it(`is never asked where one address of its name is in the ${zone}`, async () => {
      const lookUp = () => Promise.resolve([far, { ...here, zone }]);
      assert.match(
        await failureOf('https://feed.example/', { timeoutSeconds: 5, lookUp }, outside),
        /leads to/,
      );
    });
  }

  it('is asked where a page of the same network or of this machine names it', async () => {
    const server = await serveLocally((_, response) => response.end('text'));
    try {
      const { text } = await getPage('/', { timeoutSeconds: 5 }, { url: server.origin, zone: 'machine' });
      assert.equal(text, 'text');
      for (const zone of ['machine', 'network'] as const) {
        const lookUp = () => Promise.resolve([{ ...here, zone: 'network' as const }]);
        const network = { timeoutSeconds: 5, lookUp };
        const url = server.origin.replace('http:', 'https:');
        assert.match(await failureOf(url, network, { url, zone }), /does not speak https/);
      }
    } finally {
      await server.close();
    }
  });

  it('by plain http is asked only where the name is this machine, whatever it is called', async () => {
    const lookUp = () => Promise.resolve([{ ...here, zone: 'network' as const }]);
    assert.match(await failureOf('http://localhost/', { timeoutSeconds: 5, lookUp }), /only https is/);
  });
});

describe('a site of the internet', () => {
  let site: LocalServer;
  let lookUps: string[];
  /** As the internet has it: names with addresses of their own, which here are all this machine. */
  const network: Network = {
    timeoutSeconds: 5,
    lookUp: (hostname) => {
      lookUps.push(hostname);
      const zone = hostname.endsWith('feed.example') ? 'internet' : zoneOf(hostname.replace(/[[\]]/g, ''));
      return Promise.resolve([{ address: '127.0.0.1', family: 4, zone }]);
    },
  };
  const links: Record<string, string> = {};

  const answer: RequestListener = ({ url = '' }, response) => {
    const location = links[url];
    if (url === '/feed') response.end(feedOf(['/article', ...Object.keys(links)]));
    else if (location !== undefined) response.writeHead(302, { location }).end();
    else response.end('text');
  };
  const at = (host: string): string => site.origin.replace('127.0.0.1', host);

  let distrust: () => void;
  before(async () => {
    distrust = trustTestCertificate();
    site = await serveLocally(answer, 'https');
    links['/to-machine'] = `${site.origin}/article`;
    links['/to-http'] = `${site.origin.replace('https:', 'http:')}/article`;
    links['/to-network'] = 'https://10.0.0.1/';
    links['/to-other'] = `${at('www.feed.example')}/article`;
  });
  beforeEach(() => (lookUps = []));
  after(async () => {
    distrust();
    await site.close();
  });

  it('is asked at the address that was checked: its name is looked up once', async () => {
    assert.equal((await getPage(`${at('feed.example')}/article`, network)).text, 'text');
    assert.deepEqual(lookUps, ['feed.example']);
  });

  it('may redirect to another one', async () => {
    const { url, zone } = await getPage(`${at('feed.example')}/to-other`, network);
    assert.deepEqual([url, zone], [`${at('www.feed.example')}/article`, 'internet']);
    assert.deepEqual(lookUps, ['feed.example', 'www.feed.example']);
  });

  for (const [path, why] of [
    ['/to-machine', /127\.0\.0\.1:\d+\/article leads to this machine .* where .*\/to-machine may not lead/],
    ['/to-network', /10\.0\.0\.1\/ leads to this machine or into a private network/],
    ['/to-http', /to-http came by https, and what it names has to as well/],
  ] as const) {
    it(`may not redirect ${path.slice(1)}, also when a person has given its address`, async () => {
      assert.match(await failureOf(at('feed.example') + path, network), why);
    });
  }

  it('may redirect to http no more when it is this machine', async () => {
    assert.match(await failureOf(`${site.origin}/to-http`, network), /came by https/);
  });

  it('lists articles that are read, and others that are refused one by one', async () => {
    const web = openWeb(network);
    const { entries, get } = await web.feed(`${at('feed.example')}/feed`);
    const outcomes = await Promise.all(
      entries.map(({ link }) =>
        get(link).catch((error: unknown) => (error instanceof HumanError ? 'refused' : error)),
      ),
    );
    assert.deepEqual(outcomes, ['text', 'refused', 'refused', 'refused', 'text']);
    await web.close();
  });
});

function feedOf(links: readonly string[]): string {
  const items = links.map((link) => `<item><title>t</title><link>${link}</link></item>`).join('');
  return `<rss version="2.0"><channel><title>x</title>${items}</channel></rss>`;
}
