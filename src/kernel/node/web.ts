import * as l10n from '@vscode/l10n';
import { HumanError } from '../../lessons/humanError.ts';
import type { FeedEntry, Web } from '../../lessons/scenario.ts';
import { getPage } from './client.ts';
import { parseEntries } from './feed.ts';
import type { FeedServer } from './feedServer.ts';
import { startFeedServer } from './feedServer.ts';

/** Real HTTP for one run. `timeoutSeconds` is for a whole exchange; `close` ends the embedded server. */
export function openWeb(timeoutSeconds: number): Web & { close(): Promise<void> } {
  let server: Promise<FeedServer> | undefined;
  return {
    serve: () => (server ??= startFeedServer()),
    get: async (url) => (await getPage(url, timeoutSeconds)).text,
    feed: (url) => getFeed(url, timeoutSeconds),
    close: async () => (await server)?.close(),
  };
}

async function getFeed(address: string, timeoutSeconds: number): Promise<readonly FeedEntry[]> {
  const { text, url } = await getPage(address, timeoutSeconds);
  try {
    return parseEntries(text, url);
  } catch {
    throw new HumanError(
      l10n.t(
        '{0} is not an Atom or RSS feed. Open it in a browser and look for the address of its feed.',
        address,
      ),
    );
  }
}
