/** A process of a fleet: reads articles through a cache of its own and through one that all share. `dist/reader.js`. */
import { ttlCache, type CacheEvent } from '../../../engine/index.ts';
import type { ReaderCache, Reading } from '../../../lessons/scenario.ts';
import { Calls } from './calls.ts';
import { loadShared } from './load.ts';

export interface Opening {
  readonly url: string;
  /** What the articles are called in the server. */
  readonly name: string;
  readonly ttl: number;
  readonly maxsize: number | null;
}

type Article = (article: number) => Promise<string>;

/** How often it is looked whether the server is used again, in ms. */
const LOOK_MS = 50;

/**
 * How long a server, or another process, may take, in s: many processes begin at once on a machine of few cores. Whatever
 * fails, a call takes little more than that, and is to take less than a second.
 */
const PATIENCE = 0.8;

/** The number of no article. */
const NO_ARTICLE = -1;

const { connectShared, memoizeShared } = loadShared();

class ArticleReader {
  private constructor(
    private readonly own: Article,
    private readonly shared: ReturnType<typeof memoizeShared<Article>>,
  ) {}

  static async open({ url, name, ttl, maxsize }: Opening): Promise<ArticleReader> {
    const client = await connectShared(url, { timeout: PATIENCE });
    const near = maxsize === 0 ? null : { maxsize };
    const shared = memoizeShared(fetcher('shared'), {
      client,
      name,
      ttl,
      near,
      observer: tell,
      timeout: PATIENCE,
      lease: PATIENCE,
    });
    return new ArticleReader(ttlCache(ttl, maxsize)(fetcher('own')), shared);
  }

  read(cache: ReaderCache, articles: readonly number[]): Promise<Reading[]> {
    return Promise.all(articles.map((article) => this.readOne(this[cache], article)));
  }

  invalidate(article: number): Promise<boolean> {
    return this.shared.invalidate(article);
  }

  hits(): { near: number; remote: number } {
    const { near, remote } = this.shared.sharedInfo();
    return { near, remote };
  }

  /** A server that did not answer is asked again only when there is something to ask. */
  async connected(): Promise<void> {
    while (!(await this.shared.invalidate(NO_ARTICLE)) || this.shared.sharedInfo().state !== 'connected')
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }

  private async readOne(read: Article, article: number): Promise<Reading> {
    const started = performance.now();
    const [line] = await read(article).then(
      (text) => text.split('\n', 1),
      () => [undefined],
    );
    return { article, line, seconds: (performance.now() - started) / 1000 };
  }
}

function fetcher(cache: ReaderCache): Article {
  return async (article) => (await calls.call('fetch', cache, article)) as string;
}

/** Values stay here: they are whole articles. */
function tell(event: CacheEvent): void {
  if (event.type === 'warning') return;
  void calls.call('tell', { ...event, value: undefined }).catch(() => undefined);
}

let reader: Promise<ArticleReader> | undefined;

async function opened(): Promise<ArticleReader> {
  if (!reader) throw new Error('Open it first.');
  return reader;
}

const calls = new Calls((message) => process.send?.(message), {
  open: async (opening: Opening) => {
    await (reader = ArticleReader.open(opening));
  },
  read: async (cache: ReaderCache, articles: readonly number[]) => (await opened()).read(cache, articles),
  invalidate: async (article: number) => (await opened()).invalidate(article),
  hits: async () => (await opened()).hits(),
  connected: async () => (await opened()).connected(),
});

process.on('message', (message) => calls.receive(message));
// Whoever has started it is gone.
process.on('disconnect', () => process.exit());
