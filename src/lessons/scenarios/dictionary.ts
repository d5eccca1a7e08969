import * as l10n from '@vscode/l10n';
import { createCache } from '../../engine/index.ts';
import { integer } from '../paramKinds.ts';
import type { ScenarioContext } from '../scenario.ts';
import { defineScenario } from '../scenario.ts';
import { countBytes } from '../text.ts';
import { formatCount } from '../units.ts';

/** How many lines tell of the dictionary's growth. */
const GROWTH_LINES = 5;

/** The newsreader: a dictionary answers the second request, and then grows without bound. */
export const dictionary = defineScenario({
  id: 'dictionary',
  title: () => l10n.t('Run Dictionary Cache'),
  summary: () => l10n.t('A newsreader keeps every article it fetches in a dictionary that never forgets.'),
  params: { articles: integer(() => l10n.t('Number of different articles'), 50, 1, 10_000) },
  async run({ articles }, context) {
    const { print, progress, web } = context;
    const { articleUrl } = await web.serve();
    const reader = createReader(context);
    await reader.getArticle(articleUrl(0), print);
    await reader.getArticle(articleUrl(0), print);
    for (let read = 1; read <= articles; read++) {
      // The first one is in the dictionary already.
      if (read > 1) await reader.getArticle(articleUrl(read - 1));
      if (isGrowthLine(read, articles)) print(reader.size());
      progress(read / articles, reader.size());
    }
    return undefined;
  },
});

interface Reader {
  /** Tells what it does, or reads silently. */
  getArticle(url: string, tell?: (line: string) => void): Promise<string>;
  /** How large its dictionary is, as a line of text. */
  size(): string;
}

function createReader({ watch, web, count }: ScenarioContext): Reader {
  const articles = watch('articles', 'dictionary', (observer) =>
    createCache<string, string>('fifo', null, { observer }),
  );
  let fetches = 0;
  let bytes = 0;
  async function getArticleFromServer(url: string, tell: (line: string) => void): Promise<string> {
    tell(l10n.t('Fetching article from server...'));
    const article = await web.get(url);
    articles.set(url, article);
    count('fetches', ++fetches);
    count('entries', articles.size);
    count('bytes', (bytes += countBytes(article)));
    return article;
  }
  return {
    async getArticle(url, tell = () => undefined) {
      tell(l10n.t('Getting article...'));
      return articles.get(url) ?? getArticleFromServer(url, tell);
    },
    size: () => describeSize(articles.size, bytes),
  };
}

function describeSize(entries: number, bytes: number): string {
  return entries === 1
    ? l10n.t('1 entry, {0} bytes', formatCount(bytes))
    : l10n.t('{0} entries, {1} bytes', formatCount(entries), formatCount(bytes));
}

/** Whether another fifth of all articles is complete with this one. */
function isGrowthLine(read: number, articles: number): boolean {
  const part = (done: number): number => Math.floor((done * GROWTH_LINES) / articles);
  return part(read) > part(read - 1);
}
