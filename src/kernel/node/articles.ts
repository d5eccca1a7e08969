/** What the embedded server serves: articles of our own, as texts, and the Atom feed that lists them. */
import stored from '../../../media/feed/articles.json';

interface Article {
  readonly slug: string;
  readonly title: string;
  /** When it was first published, as in RFC 3339. */
  readonly published: string;
  readonly paragraphs: readonly string[];
  /** Every how many reads of the feed it is revised; never when absent. */
  readonly changesEvery?: number;
  /** What a revision adds, in turn. */
  readonly updates?: readonly string[];
}

/** Every article, newest first. */
export const articles: readonly Article[] = stored;

/** The revision after so many reads of the feed: 1 at first, so that the same reads always show the same text. */
export function revisionOf({ changesEvery = Infinity }: Article, feedReads: number): number {
  return 1 + Math.floor(Math.max(0, feedReads - 1) / changesEvery);
}

/** The text of an article; a revised one tells what has changed. */
export function articleText(article: Article, feedReads: number): string {
  const { title, paragraphs, updates = [] } = article;
  const revision = revisionOf(article, feedReads);
  const update = updates[(revision - 2) % updates.length];
  const parts = [title, ...paragraphs, ...(update === undefined ? [] : [`Revision ${revision}. ${update}`])];
  return `${parts.join('\n\n')}\n`;
}

/** An article of the archive, made from those of the feed: the same for the same `index`, from 0 up. */
export function archivedText(index: number): string {
  const start = index % articles.length;
  const paragraphs = [...articles.slice(start), ...articles.slice(0, start)].flatMap(
    ({ paragraphs }) => paragraphs,
  );
  return `${[`From the archive, number ${index + 1}`, ...paragraphs].join('\n\n')}\n`;
}

/** The Atom feed (RFC 4287) after so many reads, with absolute links made by `link`. */
export function atomFeed(feedUrl: string, link: (slug: string) => string, feedReads: number): string {
  const entries = articles.map((article) => {
    const url = escapeXml(link(article.slug));
    return [
      '  <entry>',
      `    <title>${escapeXml(article.title)}</title>`,
      `    <id>${url}</id>`,
      `    <link rel="alternate" type="text/plain" href="${url}"/>`,
      `    <published>${article.published}</published>`,
      `    <updated>${updatedAt(article, feedReads)}</updated>`,
      '  </entry>',
    ].join('\n');
  });
  const updated = articles.map((article) => updatedAt(article, feedReads)).sort();
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom">',
    '  <title>Cachebook Weekly</title>',
    '  <author><name>Cachebook</name></author>',
    `  <id>${escapeXml(feedUrl)}</id>`,
    `  <link rel="self" type="application/atom+xml" href="${escapeXml(feedUrl)}"/>`,
    `  <updated>${updated.at(-1) ?? ''}</updated>`,
    ...entries,
    '</feed>',
    '',
  ].join('\n');
}

/** Each revision comes a minute after the one before. */
function updatedAt(article: Article, feedReads: number): string {
  const minutes = revisionOf(article, feedReads) - 1;
  return new Date(Date.parse(article.published) + minutes * 60_000).toISOString();
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
