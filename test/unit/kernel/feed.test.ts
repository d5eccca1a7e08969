import assert from 'node:assert/strict';
import { decode } from '../../../src/kernel/node/charset.ts';
import { parseEntries } from '../../../src/kernel/node/feed.ts';

const ATOM = 'xmlns="http://www.w3.org/2005/Atom"';
const RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"';

/** The entries as lines, of a feed at https://a.example/feeds/all.xml. */
function entriesOf(text: string): string[] {
  return parseEntries(text, 'https://a.example/feeds/all.xml').map(({ title, link }) => `${title} → ${link}`);
}

describe('the entries of', () => {
  for (const [name, text, entries] of [
    [
      'Atom: the alternate link, relative to the feed',
      `<feed ${ATOM}><title>f</title><entry><title>A</title><link rel="self" href="s"/><link href="one"/></entry></feed>`,
      ['A → https://a.example/feeds/one'],
    ],
    [
      'Atom: any other link where there is no alternate one',
      `<feed ${ATOM}><title>f</title><entry><title>A</title><link rel="via" href="/via"/></entry></feed>`,
      ['A → https://a.example/via'],
    ],
    [
      'Atom: links relative to xml:base, of the feed and of the entry',
      `<feed ${ATOM} xml:base="https://b.example/x/"><title>f</title><entry xml:base="y/"><title>A</title><link href="z"/></entry></feed>`,
      ['A → https://b.example/x/y/z'],
    ],
    [
      'Atom: a title over several lines becomes one',
      `<feed ${ATOM}><title>f</title><entry><title>\n  A &amp;\n  B </title><link href="/"/></entry></feed>`,
      ['A & B → https://a.example/'],
    ],
    [
      'RSS: link, else a guid that is one',
      `<rss version="2.0"><channel><title>f</title>
        <item><title><![CDATA[A <b>]]></title><link>https://b.example/1</link></item>
        <item><title>B</title><guid>https://b.example/2</guid></item>
        <item><title>C</title><guid isPermaLink="false">3</guid></item></channel></rss>`,
      ['A <b> → https://b.example/1', 'B → https://b.example/2'],
    ],
    [
      'RSS 1.0',
      `<rdf:RDF ${RDF}><channel><title>f</title></channel><item><title>A</title><link>https://b.example/1</link></item></rdf:RDF>`,
      ['A → https://b.example/1'],
    ],
    [
      'JSON Feed',
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        title: 'f',
        items: [{ id: '1', url: '/1', title: 'A' }],
      }),
      ['A → https://a.example/1'],
    ],
    ['a feed without entries', `<rss version="2.0"><channel><title>f</title></channel></rss>`, []],
  ] as const) {
    it(name, () => assert.deepEqual(entriesOf(text), entries));
  }

  for (const text of [
    '',
    'hello',
    '{}',
    '<!doctype html><html><head><title>Oops</title></head><body><feed>no</feed></body></html>',
    `<feed ${ATOM}><title>f</title><entry><title>cut o`,
  ]) {
    it(`no feed: ${JSON.stringify(text)}`, () => assert.throws(() => entriesOf(text)));
  }
});

describe('a body is decoded', () => {
  for (const [name, bytes, contentType] of [
    ['as UTF-8 when nothing is said', Buffer.from('ä€'), null],
    ['by its header', Buffer.from([0xe4, 0xa4]), 'text/xml; charset="iso-8859-15"'],
    ['by its header, unquoted', Buffer.from([0xe4, 0xa4]), 'text/xml;charset=iso-8859-15;x=y'],
    ['by a byte order mark before its header', Buffer.from('\ufeffä€'), 'text/xml; charset=windows-1252'],
    ['by a byte order mark of UTF-16', Buffer.from('\ufeffä€', 'utf16le'), null],
    ['as UTF-8 by a name that nobody knows', Buffer.from('ä€'), 'text/xml; charset=klingon'],
  ] as const) {
    it(name, () => assert.equal(decode(bytes, contentType), 'ä€'));
  }

  it('by its XML declaration', () => {
    const xml = `<?xml version='1.0' encoding='iso-8859-15'?><a>`;
    assert.equal(
      decode(Buffer.concat([Buffer.from(xml), Buffer.from([0xe4, 0xa4])]), 'text/xml'),
      `${xml}ä€`,
    );
  });
});
