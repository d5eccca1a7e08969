import type { AnyFeed } from 'feedsmith';
import { parseFeed } from 'feedsmith';
import type { FeedEntry } from '../../lessons/scenario.ts';

interface RawEntry {
  readonly title: string | undefined;
  readonly link: string | undefined;
  /** The address that the link is relative to, as far as the document says. */
  readonly bases: readonly (string | undefined)[];
}

/**
 * The entries of an Atom or RSS document that came from `url`, with absolute links. An entry without a usable link
 * is left out, because nothing could be read of it. Throws where the document is no feed.
 */
export function parseEntries(text: string, url: string): FeedEntry[] {
  return rawEntries(parseFeed(text)).flatMap(({ title, link, bases }) => {
    const resolved = [...bases, link].reduce<string | undefined>(resolve, url);
    if (link === undefined || resolved === undefined) return [];
    return [{ title: (title ?? '').replace(/\s+/g, ' ').trim(), link: resolved }];
  });
}

function rawEntries({ format, feed }: AnyFeed): readonly RawEntry[] {
  switch (format) {
    case 'atom':
      return (feed.entries ?? []).map(({ title, links = [], xml }) => ({
        title: title?.value,
        link: (links.find(({ rel = 'alternate' }) => rel === 'alternate') ?? links[0])?.href,
        bases: [feed.xml?.base, xml?.base],
      }));
    case 'rss':
      return (feed.items ?? []).map(({ title, link, guid }) => ({
        title,
        link: link ?? (guid?.isPermaLink === false ? undefined : guid?.value),
        bases: [],
      }));
    case 'rdf':
      return (feed.items ?? []).map(({ title, link }) => ({ title, link, bases: [] }));
    case 'json':
      return (feed.items ?? []).map(({ title, url }) => ({ title, link: url, bases: [] }));
  }
}

function resolve(base: string | undefined, relative: string | undefined): string | undefined {
  if (relative === undefined || base === undefined) return base;
  return URL.canParse(relative, base) ? new URL(relative, base).href : undefined;
}
