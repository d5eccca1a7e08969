import type { AnyFeed } from 'feedsmith';
import { parseFeed } from 'feedsmith';
import type { FeedEntry } from '../../lessons/scenario.ts';
import { looksLikeHtml, textOfHtml } from './html.ts';

interface RawEntry {
  readonly title: string | undefined;
  /** What may be its link, the best first. */
  readonly links: readonly (string | undefined)[];
  /** What the links are relative to, as far as the document says: from the outermost element to the innermost. */
  readonly bases: readonly (string | undefined)[];
}

/**
 * The entries of an Atom, RSS or JSON feed that came from `url`. Links are absolute; one that cannot be stays as it
 * is written, for whoever asks for it to say so. An entry without a link is left out, because nothing could be read of
 * it. Throws where the document is no feed.
 */
export function parseEntries(text: string, url: string): FeedEntry[] {
  return rawEntries(parseFeed(text)).flatMap(({ title = '', links, bases }) => {
    const base = bases.reduce<string>((outer, inner) => resolveWeb(inner, outer) ?? outer, url);
    const [first] = links.filter((link) => link !== undefined && link !== '');
    if (first === undefined) return [];
    const found = links.map((link) => resolveWeb(link, base)).find((link) => link !== undefined);
    return [{ title: title.replace(/\s+/g, ' ').trim(), link: found ?? first }];
  });
}

function rawEntries({ format, feed }: AnyFeed): readonly RawEntry[] {
  switch (format) {
    case 'atom':
      return (feed.entries ?? []).map(({ title, links = [], xml }) => ({
        title: title && (/html/i.test(title.type ?? '') ? textOfHtml(title.value) : title.value),
        links: hrefs(links),
        bases: [feed.xml?.base, xml?.base],
      }));
    case 'rss':
      return (feed.items ?? []).map(({ title, link, guid, atom, xml }) => ({
        title: titleOfRss(title),
        links: [link, guid?.isPermaLink === false ? undefined : guid?.value, ...hrefs(atom?.links ?? [])],
        bases: [feed.xml?.base, xml?.base],
      }));
    case 'rdf':
      return (feed.items ?? []).map(({ title, link, xml }) => ({
        title: titleOfRss(title),
        links: [link],
        bases: [feed.xml?.base, xml?.base],
      }));
    case 'json':
      return (feed.items ?? []).map(({ title, url, external_url }) => ({
        title,
        links: [url, external_url],
        bases: [],
      }));
  }
}

interface AtomLink {
  readonly href?: string | undefined;
  readonly rel?: string | undefined;
}

/** The addresses of an entry's links: alternate ones first, which lead to what the entry tells of. */
function hrefs(links: readonly AtomLink[]): (string | undefined)[] {
  const alternate = links.filter(isAlternate);
  return [...alternate, ...links.filter((link) => !isAlternate(link))].map(({ href }) => href);
}

/** A relation may be written as the name that IANA keeps, or as the IRI of that name (RFC 4287, 4.2.7.2). */
function isAlternate({ rel = '' }: AtomLink): boolean {
  return /^(https?:\/\/www\.iana\.org\/assignments\/(link-relations?|relation)\/)?alternate$|^$/i.test(
    rel.trim(),
  );
}

/** RSS does not say whether a title is plain or HTML. */
function titleOfRss(title: string | undefined): string | undefined {
  return title !== undefined && looksLikeHtml(title) ? textOfHtml(title) : title;
}

/** An absolute address of the web, or undefined where it is none. */
function resolveWeb(address: string | undefined, base: string): string | undefined {
  if (address === undefined || !URL.canParse(address, base)) return undefined;
  const { protocol, href } = new URL(address, base);
  return /^https?:$/.test(protocol) ? href : undefined;
}
