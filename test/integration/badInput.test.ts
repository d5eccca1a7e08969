import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigurationTarget, workspace } from 'vscode';
import { messageOf, runScenario } from './support/scenarios.ts';

/** scenario | parameters | what the message must name */
const REJECTED: readonly [string, object, RegExp][] = [
  ['stairs', { stair: 0 }, /stair.*1 to 5000.*0/],
  ['stairs', { stair: 2.5 }, /stair.*2\.5/],
  ['stairs', { stair: 5001 }, /stair.*5001/],
  ['stairs', { stair: '30' }, /stair.*"30"/],
  ['stairs', { repeat: 0 }, /repeat/],
  ['stairs', { number: -1 }, /number/],
  ['stairs', { stair: 40 }, /stair|calls|long/i],
  ['stairs-memoized', { maxsize: 2.5 }, /maxsize.*2\.5/],
  ['cache-info', { maxsize: '8' }, /maxsize.*"8"/],
  ['cache-info', { maxsize: NaN }, /maxsize.*NaN/],
  ['strategies', { requests: [] }, /requests/],
  ['recency', { requests: [{}] }, /requests/],
  ['dictionary', { articles: 0 }, /articles/],
  ['monitor', { intervalSeconds: 0 }, /intervalSeconds/],
  ['monitor', { passes: 0 }, /passes/],
  ['monitor-timed', { seconds: 0 }, /seconds/],
  ['monitor-timed', { seconds: -1 }, /seconds/],
  ['monitor-timed', { perEntry: 'yes' }, /perEntry/],
  ['cache-info', { stairs: 30 }, /stairs.*stair, maxsize/],
  ['no-such-scenario', {}, /no-such-scenario/],
];

describe('bad input', () => {
  for (const [id, params, named] of REJECTED) {
    it(`${id} ${JSON.stringify(params)} is rejected with a message that names the cause`, async () => {
      assert.match(await messageOf(runScenario(id, params)), named);
    });
  }

  describe('a feed that cannot be used', () => {
    const setFeed = (url: string | undefined): Thenable<void> =>
      workspace.getConfiguration('cachebook.monitor').update('feedUrl', url, ConfigurationTarget.Global);
    const once = { intervalSeconds: 0.01, passes: 1 };

    afterEach(() => setFeed(undefined));

    for (const [url, named] of [
      ['not a url', /not a url/],
      ['http://example.com/feed.xml', /https/],
      ['https://127.0.0.1:1/feed.xml', /127\.0\.0\.1/],
    ] as const) {
      it(`${url} is rejected with a message that names it`, async () => {
        await setFeed(url);
        assert.match(await messageOf(runScenario('monitor', once)), named);
      });
    }

    it('an answer of status 500 is rejected with a message that names the status', async () => {
      const server = createServer((_, response) => response.writeHead(500).end('broken'));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      await setFeed(`http://127.0.0.1:${(server.address() as AddressInfo).port}/feed.xml`);
      try {
        assert.match(await messageOf(runScenario('monitor-timed', once)), /500/);
      } finally {
        server.closeAllConnections();
        server.close();
      }
    });
  });
});
