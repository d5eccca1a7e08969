import { decodeHTML } from 'entities';

/** Elements that stand on a line of their own, and those whose text is not for reading. */
const BREAKS =
  /^<\/?(address|article|aside|blockquote|br|dd|div|dl|dt|figure|footer|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|td|th|tr|ul)\b/i;
const UNREADABLE = /<(script|style|template)\b[^]*?(<\/\1\s*>|$)/gi;
const MARKUP = /<!--[^]*?(-->|$)|<[!?][^<>]*>|<\/?[a-z]("[^"]*"|'[^']*'|[^"'<>])*>/gi;

/** The most that is read of a title. What is longer is none, and could take for ever to take apart. */
const LONGEST = 10_000;

/** What a person reads of a short piece of HTML. */
export function textOfHtml(html: string): string {
  const text = html
    .slice(0, LONGEST)
    .replace(UNREADABLE, '')
    .replace(MARKUP, (tag) => (BREAKS.test(tag) ? ' ' : ''));
  return decodeHTML(text);
}

/** Whether a text that may be plain has an end tag or an entity. A lone `<b>` may be what it speaks of. */
export function looksLikeHtml(text: string): boolean {
  return /<\/[a-z][^<>]*>|<[a-z][^<>]*\/>|&(#\d+|#x[\da-f]+|[a-z][\da-z]*);/i.test(text.slice(0, LONGEST));
}
