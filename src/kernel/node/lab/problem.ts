import { NoColumn } from '../../../lab/formats/format.ts';
import type { LabProblem } from '../../../protocol/lab.ts';

/** What a person is to be told of. */
export class Problem extends Error {
  constructor(
    readonly kind: LabProblem['kind'],
    readonly detail?: string,
    readonly names?: readonly string[],
  ) {
    super(detail ?? kind);
  }
}

const BY_CODE: Readonly<Record<string, LabProblem['kind']>> = {
  ENOENT: 'gone',
  ENOTDIR: 'gone',
  ENAMETOOLONG: 'gone',
  ELOOP: 'loop',
  EACCES: 'permission',
  EPERM: 'permission',
  EISDIR: 'directory',
  ENOSPC: 'noRoom',
  EDQUOT: 'noRoom',
  EFBIG: 'noRoom',
  EBUSY: 'busy',
  EIO: 'unreadable',
  // zlib: the end of the file comes before that of the data, or they are no such data.
  Z_BUF_ERROR: 'truncated',
  Z_DATA_ERROR: 'damaged',
};

/** Whatever was thrown, as a person is told of it. */
export function problemOf(error: unknown): LabProblem {
  if (error instanceof NoColumn)
    return { kind: 'noColumn', detail: String(error.column), names: error.known };
  if (error instanceof Problem) {
    const { kind, detail, names } = error;
    return { kind, detail, names };
  }
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  const kind = typeof code === 'string' ? BY_CODE[code] : undefined;
  return { kind: kind ?? 'other', detail: typeof message === 'string' ? message : String(error) };
}

/** Writes, and tells what goes wrong as such: it says nothing of the file that is read. */
export function whileWriting<T>(kind: 'notWritten' | 'noTemporary', place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw problemOf(error).kind === 'noRoom' ? error : new Problem(kind, place);
  }
}
