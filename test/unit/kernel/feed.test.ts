import assert from 'node:assert/strict';
import fc from 'fast-check';
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
    [
      'Atom: an HTML title is what a person reads of it',
      `<feed ${ATOM}><title>f</title>
        <entry><title type="html">&lt;em>Python&lt;/em> &amp;amp; more</title><link href="/a"/></entry>
        <entry><title type="html">Go&amp;#8217;s &lt;a href="/python">answer&lt;/a>&lt;br>2&lt;script>x&lt;/script></title><link href="/b"/></entry>
        <entry><title type="text/html"><![CDATA[<p>A</p><p>B</p>]]></title><link href="/c"/></entry>
        <entry><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <em>&lt;b&gt;</em></div></title><link href="/d"/></entry>
        <entry><title type="text">A &lt;b&gt;x&lt;/b&gt;</title><link href="/e"/></entry></feed>`,
      [
        'Python & more → https://a.example/a',
        'Go’s answer 2 → https://a.example/b',
        'A B → https://a.example/c',
        'A <b> → https://a.example/d',
        'A <b>x</b> → https://a.example/e',
      ],
    ],
    [
      'RSS: a title is HTML where it looks like it',
      `<rss version="2.0"><channel><title>f</title>
        <item><title>&lt;b&gt;A&lt;/b&gt; &amp;amp; B</title><link>/1</link></item>
        <item><title>Go&amp;#8217;s &amp;eacute;</title><link>/2</link></item>
        <item><title>List&lt;T&gt; in &lt;template&gt; &amp; R&amp;D</title><link>/3</link></item></channel></rss>`,
      [
        'A & B → https://a.example/1',
        'Go’s é → https://a.example/2',
        'List<T> in <template> & R&D → https://a.example/3',
      ],
    ],
    [
      'Atom: links relative to the nearest xml:base that is an address of the web',
      `<feed ${ATOM} xml:base="http://[bad"><title>f</title>
        <entry><title>A</title><link href="one"/></entry>
        <entry xml:base="https://b.example/x/"><title>B</title><link href="two"/></entry>
        <entry xml:base="mailto:me@b.example"><title>C</title><link href="three"/></entry>
        <entry xml:base="file:///etc/"><title>D</title><link href="four"/></entry></feed>`,
      [
        'A → https://a.example/feeds/one',
        'B → https://b.example/x/two',
        'C → https://a.example/feeds/three',
        'D → https://a.example/feeds/four',
      ],
    ],
    [
      'RSS: links relative to xml:base, of the channel and of the item',
      `<rss version="2.0" xml:base="https://b.example/x/"><channel><title>f</title>
        <item xml:base="y/"><title>A</title><link>z</link></item></channel></rss>`,
      ['A → https://b.example/x/y/z'],
    ],
    [
      'Atom: the relation as an IRI, in capitals or with blanks',
      `<feed ${ATOM}><title>f</title>${[
        'http://www.iana.org/assignments/relation/alternate',
        'https://www.iana.org/assignments/link-relations/alternate',
        'Alternate',
        ' alternate ',
        '',
      ]
        .map(
          (rel) =>
            `<entry><title>A</title><link rel="self" href="/self"/><link rel="${rel}" href="/alt"/></entry>`,
        )
        .join('')}</feed>`,
      Array<string>(5).fill('A → https://a.example/alt'),
    ],
    [
      'Atom and RSS: the first link that leads to the web',
      `<feed ${ATOM}><title>f</title><entry><title>A</title><link href="mailto:a@b.example"/><link href="https://[bad"/><link href="/ok"/></entry></feed>`,
      ['A → https://a.example/ok'],
    ],
    [
      'RSS: the guid where the link leads nowhere, and the link as it is written where nothing does',
      `<rss version="2.0"><channel><title>f</title>
        <item><title>A</title><link>mailto:a@b.example</link><guid>https://b.example/1</guid></item>
        <item><title>B</title><link>mailto:a@b.example</link></item>
        <item><title>C</title><link>https://[bad</link></item></channel></rss>`,
      ['A → https://b.example/1', 'B → mailto:a@b.example', 'C → https://[bad'],
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
    ['as UTF-8 when nothing is said', Buffer.from('ä€'), undefined],
    ['by its header', Buffer.from([0xe4, 0xa4]), 'text/xml; charset="iso-8859-15"'],
    ['by its header, unquoted', Buffer.from([0xe4, 0xa4]), 'text/xml;charset=iso-8859-15;x=y'],
    ['by its header, in single quotes', Buffer.from([0xe4, 0xa4]), "text/xml; charset='iso-8859-15'"],
    ['by its header, in capitals with blanks', Buffer.from([0xe4, 0xa4]), 'text/xml; CharSet = ISO-8859-15'],
    ['by the name that is known', Buffer.from([0xe4, 0xa4]), 'text/xml; charset=none; charset=iso-8859-15'],
    ['without what only ends in charset', Buffer.from('ä€'), 'text/xml; x-charset=iso-8859-15'],
    ['without what stands in another value', Buffer.from('ä€'), 'text/xml; t="a; charset=iso-8859-15"'],
    ['by a byte order mark before its header', Buffer.from('\ufeffä€'), 'text/xml; charset=windows-1252'],
    ['by a byte order mark of UTF-16', Buffer.from('\ufeffä€', 'utf16le'), undefined],
    ['as UTF-8 by a name that nobody knows', Buffer.from('ä€'), 'text/xml; charset=klingon'],
    ['as UTF-8 where the header says UTF-16 of single bytes', Buffer.from('ä€'), 'text/xml; charset=utf-16'],
  ] as const) {
    it(name, () => assert.equal(decode(bytes, contentType), 'ä€'));
  }

  const declared = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?><a>ä€`;

  for (const contentType of [
    undefined,
    'text/xml',
    'text/xml; charset=none',
    'text/xml; charset=',
    'text/xml; x-charset=utf-8',
    'charset',
    ';;=;"',
  ]) {
    it(`by its XML declaration after ${contentType}`, () => {
      const [before = ''] = declared('iso-8859-15').split('ä');
      const body = Buffer.concat([Buffer.from(before), Buffer.from([0xe4, 0xa4])]);
      assert.equal(decode(body, contentType), declared('iso-8859-15'));
    });
  }

  for (const label of ['utf-16', 'UTF-16LE', 'utf-16be', 'ucs-2']) {
    it(`as UTF-8 that declares ${label}`, () =>
      assert.equal(decode(Buffer.from(declared(label)), 'text/xml'), declared(label)));
  }

  for (const contentType of [undefined, 'text/xml; charset=utf-16', 'text/xml; charset=utf-8']) {
    it(`as UTF-16 without a mark, said to be ${contentType}`, () => {
      const text = declared('utf-16');
      const little = Buffer.from(text, 'utf16le');
      assert.equal(decode(little, contentType), text);
      assert.equal(decode(Buffer.from(little).swap16(), contentType), text);
    });
  }

  it('whatever it is and whatever is said of it', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.option(fc.string(), { nil: undefined }), (body, said) => {
        assert.equal(
          typeof decode(body, said === undefined ? undefined : `text/xml; charset=${said}`),
          'string',
        );
      }),
    );
  });
});
