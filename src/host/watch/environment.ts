import type { Environment } from '../proxy.ts';

/** How keys are recorded: not at all, as they are described, or as numbers that stand for them. */
export type Keys = false | true | 'hashed';

/** Where the probes lie. */
export interface ProbeFiles {
  /** The folder that Python looks for modules in. */
  readonly python?: string;
  /** What Node loads first. Where it is not there no Node would start. */
  readonly node?: string;
}

/** Who a program tells, and what. */
export interface Errand {
  readonly address: string;
  readonly token: string;
  readonly keys: Keys;
}

/** What a program must find in its environment to be watched, whichever of the two it is: it may start the other. */
export function watchedEnvironment(
  errand: Errand,
  { python, node }: ProbeFiles,
  before: Environment,
  isWindows: boolean,
): Record<string, string> {
  const { address, token, keys } = errand;
  return {
    CACHEBOOK_WATCH: address,
    CACHEBOOK_TOKEN: token,
    ...(keys !== false && { CACHEBOOK_KEYS: keys === 'hashed' ? 'hashed' : '1' }),
    ...(python !== undefined && { PYTHONPATH: inFront(python, before['PYTHONPATH'], isWindows ? ';' : ':') }),
    ...(node !== undefined && { NODE_OPTIONS: inFront(requiring(node), before['NODE_OPTIONS'], ' ') }),
  };
}

/** Puts something in front of what was there, once. */
function inFront(first: string, before: string | undefined, separator: string): string {
  if (before === undefined || before === '') return first;
  return before === first || before.startsWith(`${first}${separator}`)
    ? before
    : `${first}${separator}${before}`;
}

/** Node reads its options as a shell does: a backslash keeps the next character. */
const requiring = (file: string): string => `--require "${file.replaceAll(/[\\"]/g, String.raw`\$&`)}"`;
