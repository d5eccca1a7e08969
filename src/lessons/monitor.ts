/** The tutorial's feed monitor: looks at a feed again and again and measures the articles about Python. */
import * as l10n from '@vscode/l10n';
import { HumanError } from './humanError.ts';
import { endlessOr, seconds } from './paramKinds.ts';
import type { Feed, FeedEntry, ScenarioContext } from './scenario.ts';
import { countCodePoints, cut } from './text.ts';

/** What every monitor takes. */
export const monitorParams = {
  intervalSeconds: seconds(() => l10n.t('Seconds between two checks'), 5),
  passes: endlessOr(() => l10n.t('Number of checks (empty: without end)')),
};

/** Fetches the text of an article by its address. */
export type GetArticle = (url: string) => Promise<string>;

interface MonitorOptions {
  readonly intervalSeconds: number;
  /** How many times to check the feed; without end when undefined. */
  readonly passes: number | undefined;
  /** Puts a cache in front of the fetching. */
  readonly remember?: (getArticle: GetArticle) => GetArticle;
}

const ENTRIES_PER_PASS = 5;
const LONGEST_TITLE = 45;

/** Rejects when the feed cannot be read in the first pass; whatever fails later is reported in a line. */
export async function runMonitor(options: MonitorOptions, context: ScenarioContext): Promise<undefined> {
  const { intervalSeconds, passes = Infinity } = options;
  const check = await createCheck(options, context);
  for (let pass = 1; ; pass++) {
    await check(pass === 1);
    if (pass >= passes) return;
    context.progress(
      passes === Infinity ? null : pass / passes,
      l10n.t('Check {0} done. The next one follows in {1} s.', pass, intervalSeconds),
    );
    await context.sleep(intervalSeconds * 1000);
  }
}

type Check = (isFirst: boolean) => Promise<void>;

async function createCheck({ remember }: MonitorOptions, context: ScenarioContext): Promise<Check> {
  const { print, web } = context;
  const feedUrl = checkFeedUrl(context.feedUrl) ?? (await web.serve()).feedUrl;
  const tally = new Tally(context);
  let feed: Feed;
  const fetchArticle: GetArticle = async (url) => {
    print(l10n.t('Fetching article from server...'));
    tally.add('fetches');
    return feed.get(url);
  };
  const getArticle = remember ? remember(fetchArticle) : fetchArticle;
  return async (isFirst) => {
    tally.add('passes');
    try {
      print(l10n.t('Checking feed...'));
      feed = await web.feed(feedUrl);
    } catch (error) {
      if (isFirst || !(error instanceof HumanError)) throw error;
      tally.add('failures');
      print(l10n.t('This check failed: {0}', error.message));
      return;
    }
    for (const entry of feed.entries.slice(0, ENTRIES_PER_PASS)) await look(entry, getArticle, tally, print);
  };
}

/** A setting can be anything that can be written into the file of settings. */
function checkFeedUrl(value: unknown): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw new HumanError(
    l10n.t(
      'The setting cachebook.monitor.feedUrl must be a text, not {0}. Give the address of a feed, or remove the setting for the feed of Cachebook itself.',
      JSON.stringify(value),
    ),
  );
}

/** An article that cannot be read is told of in a line; those behind it are read all the same. */
async function look(
  { title, link }: FeedEntry,
  getArticle: GetArticle,
  tally: Tally,
  print: ScenarioContext['print'],
): Promise<void> {
  if (!title.toLowerCase().includes('python')) return;
  const name = cut(title, LONGEST_TITLE);
  const { fetches } = tally.counts;
  try {
    const article = await getArticle(link);
    if (tally.counts.fetches === fetches) tally.add('saved');
    tally.add('matches');
    print(l10n.t('Match found: {0} {1}', name, countCodePoints(article)));
  } catch (error) {
    if (!(error instanceof HumanError)) throw error;
    tally.add('failures');
    print(l10n.t('The article "{0}" could not be read: {1}', name, error.message));
  }
}

/** The counts of a monitor, from 0; every change goes to the result. */
class Tally {
  readonly counts = { passes: 0, matches: 0, fetches: 0, saved: 0, failures: 0 };

  constructor(private readonly context: ScenarioContext) {
    for (const [name, value] of Object.entries(this.counts)) context.count(name, value);
  }

  add(name: keyof Tally['counts']): void {
    this.context.count(name, ++this.counts[name]);
  }
}
