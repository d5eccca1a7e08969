import * as l10n from '@vscode/l10n';
import { HumanError } from '../../lessons/humanError.ts';
import type { Feed, Web } from '../../lessons/scenario.ts';
import type { Network } from './client.ts';
import { getPage } from './client.ts';
import { parseEntries } from './feed.ts';
import type { FeedServer } from './feedServer.ts';
import { startFeedServer } from './feedServer.ts';

/** Real HTTP for one run. `close` ends the embedded server. */
export function openWeb(network: Network): Web & { close(): Promise<void> } {
  let server: Promise<FeedServer> | undefined;
  return {
    serve: () => (server ??= startFeedServer()),
    get: async (url) => (await getPage(url, network)).text,
    feed: (url) => getFeed(url, network),
    close: async () => (await server)?.close(),
  };
}

async function getFeed(address: string, network: Network): Promise<Feed> {
  const page = await getPage(address, network);
  try {
    return {
      entries: parseEntries(page.text, page.url),
      get: async (link) => (await getPage(link, network, page)).text,
    };
  } catch {
    throw new HumanError(
      l10n.t(
        '{0} is not an Atom or RSS feed. Open it in a browser and look for the address of its feed.',
        address,
      ),
    );
  }
}
