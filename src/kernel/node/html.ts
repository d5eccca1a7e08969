import { Parser } from 'htmlparser2';

/** Elements that stand on a line of their own, and those whose text is not for reading. */
const BREAKS =
  /^(address|article|aside|blockquote|br|dd|div|dl|dt|figure|footer|h[1-6]|header|hr|li|main|nav|ol|p|pre|section|table|td|th|tr|ul)$/;
const UNREADABLE = /^(script|style|template)$/;

/** What a person reads of a piece of HTML. */
export function textOfHtml(html: string): string {
  let text = '';
  let unreadable = 0;
  const parser = new Parser({
    onopentagname(name) {
      if (UNREADABLE.test(name)) unreadable++;
      if (BREAKS.test(name)) text += ' ';
    },
    onclosetag(name) {
      if (UNREADABLE.test(name)) unreadable--;
      if (BREAKS.test(name)) text += ' ';
    },
    ontext(piece) {
      if (unreadable === 0) text += piece;
    },
  });
  parser.end(html);
  return text;
}

/** Whether a text that may be plain has an end tag or an entity. A lone `<b>` may be what it speaks of. */
export function looksLikeHtml(text: string): boolean {
  return /<\/[a-z][^<>]*>|<[a-z][^<>]*\/>|&(#\d+|#x[\da-f]+|[a-z][\da-z]*);/i.test(text);
}
