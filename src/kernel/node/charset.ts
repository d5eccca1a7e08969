/** Decodes a body by the first of its names for a charset that is known and can be true; else as UTF-8. */
export function decode(body: Uint8Array, contentType: string | undefined): string {
  const seen = encodingSeen(body);
  if (seen !== undefined) return new TextDecoder(seen).decode(body);
  const decoders = [...charsetParameters(contentType ?? ''), ...xmlEncoding(body)].flatMap(decoderFor);
  // Units of two bytes would have been seen: what is readable byte by byte is not made of them.
  const decoder = decoders.find(({ encoding }) => !encoding.startsWith('utf-16')) ?? new TextDecoder();
  return decoder.decode(body);
}

/** What the first bytes show, whatever is said: a byte order mark, or a `<` in units of two bytes. */
function encodingSeen([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0 && second === 0x3c) return 'utf-16be';
  if (first === 0x3c && second === 0) return 'utf-16le';
  return undefined;
}

/** Every `charset` of a Content-Type, in quotes of either kind or in none. */
function charsetParameters(contentType: string): string[] {
  const parameters = contentType.matchAll(/(?:^|[;,])\s*([^=;,\s"']+)\s*=\s*("[^"]*"|'[^']*'|[^;,\s]*)/g);
  return [...parameters].flatMap(([, name = '', value = '']) =>
    name.toLowerCase() === 'charset' ? [value.replace(/^["']|["']$/g, '')] : [],
  );
}

/** What `<?xml … encoding="…"?>` says; it is plain ASCII in every encoding that needs it. */
function xmlEncoding(body: Uint8Array): string[] {
  const head = new TextDecoder('latin1').decode(body.subarray(0, 1024));
  const [, name] = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([^"']+)["']/.exec(head) ?? [];
  return name === undefined ? [] : [name];
}

/** None for a name that nobody knows. */
function decoderFor(label: string): TextDecoder[] {
  try {
    return [new TextDecoder(label)];
  } catch {
    return [];
  }
}
