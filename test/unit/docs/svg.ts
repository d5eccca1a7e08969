import assert from 'node:assert/strict';

/** An element of a picture: its name, its attributes, and the text directly after its opening tag. */
export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly text: string;
}

const TAG = /<(\/?)([a-z][\w:-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>([^<]*)/gi;

/** The elements of an SVG in document order. Fails where it is not well-formed: VS Code would guess, others refuse. */
export function parseSvg(svg: string): Element[] {
  const body = svg.replace(/<!--[^]*?-->/g, '').trim();
  assert.equal(body.replace(TAG, ''), '', 'something is not well-formed');
  const open: string[] = [];
  const elements: Element[] = [];
  for (const [, closing, name = '', attributes = '', empty, text = ''] of body.matchAll(TAG)) {
    if (closing) assert.equal(open.pop(), name, `</${name}> closes another element`);
    else {
      if (!empty) open.push(name);
      elements.push({ name, attributes: parseAttributes(attributes), text: text.trim() });
    }
  }
  assert.deepEqual(open, [], 'not closed');
  return elements;
}

function parseAttributes(text: string): Map<string, string> {
  return new Map([...text.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, name, value]) => [name!, value!]));
}
