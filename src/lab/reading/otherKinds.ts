/** A kind of file that holds something else than requests, or holds them packed in a way that is not read. */
export interface OtherKind {
  readonly name: string;
  readonly isPacked: boolean;
}

/** The bytes with which files begin, and where they do, by the names of their kinds. */
const PACKED: Readonly<Record<string, string>> = {
  gzip: '\x1f\x8b\x08',
  zstd: '\x28\xb5\x2f\xfd',
  zip: 'PK\x03\x04',
  bzip2: 'BZh',
  xz: '\xfd7zXZ\0',
  '7z': '7z\xbc\xaf\x27\x1c',
  lz4: '\x04\x22\x4d\x18',
  rar: 'Rar!\x1a\x07',
};
const OTHERS: Readonly<Record<string, string>> = {
  PDF: '%PDF-',
  PNG: '\x89PNG',
  JPEG: '\xff\xd8\xff',
  GIF: 'GIF8',
  ELF: '\x7fELF',
  SQLite: 'SQLite format 3\0',
  Parquet: 'PAR1',
  Avro: 'Obj\x01',
  Arrow: 'ARROW1\0',
  pcap: '\xd4\xc3\xb2\xa1',
  pcapng: '\x0a\x0d\x0d\x0a',
};
const TAR_AT = 257;

/**
 * What a file is by its first bytes, where that is nothing that holds requests as they are. A text may begin with the
 * letters of a binary kind, and is none for it.
 */
export function otherKind(bytes: Uint8Array, isText: boolean): OtherKind | undefined {
  const isTar = !isText && begins(bytes, TAR_AT, 'ustar');
  const packed = named(PACKED, bytes, isText) ?? (isTar ? 'tar' : undefined);
  if (packed !== undefined) return { name: packed, isPacked: true };
  const name = named(OTHERS, bytes, isText);
  return name === undefined ? undefined : { name, isPacked: false };
}

function named(
  kinds: Readonly<Record<string, string>>,
  bytes: Uint8Array,
  isText: boolean,
): string | undefined {
  const isLetters = (start: string): boolean => /^[ -~]+$/.test(start);
  return Object.keys(kinds).find(
    (name) => begins(bytes, 0, kinds[name]!) && !(isText && isLetters(kinds[name]!)),
  );
}

function begins(bytes: Uint8Array, from: number, start: string): boolean {
  return Array.from(start).every((letter, at) => bytes[from + at] === letter.charCodeAt(0));
}
