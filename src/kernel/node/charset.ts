/** Decodes a body by the charset that its headers, its byte order mark or its XML declaration name; else as UTF-8. */
export function decode(body: Uint8Array, contentType: string | null): string {
  const declared = /charset\s*=\s*"?([^\s;"]+)/i.exec(contentType ?? '')?.[1] ?? xmlEncoding(body);
  return decoderFor(byteOrderMark(body) ?? declared ?? 'utf-8').decode(body);
}

function byteOrderMark([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return undefined;
}

/** What `<?xml … encoding="…"?>` says; it is plain ASCII in every encoding that needs it. */
function xmlEncoding(body: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(body.subarray(0, 200));
  return /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([^"']+)["']/.exec(head)?.[1];
}

function decoderFor(label: string): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder(); // Nobody knows this name: UTF-8 is what it most likely is.
  }
}
