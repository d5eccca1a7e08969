/** The parts of a line as a person types it: blanks part them, quotes keep them together, a backslash keeps a quote. */
export function partsOf(line: string): string[] {
  const parts: string[] = [];
  let part: string | undefined;
  let quote = '';
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    const next = line.charAt(at + 1);
    if (character === '\\' && quote !== "'" && /["'\\ ]/.test(next)) {
      part = (part ?? '') + next;
      at++;
    } else if (quote === '' && /["']/.test(character)) {
      quote = character;
      part ??= '';
    } else if (character === quote) quote = '';
    else if (quote === '' && /\s/.test(character)) {
      if (part !== undefined) parts.push(part);
      part = undefined;
    } else part = (part ?? '') + character;
  }
  if (part !== undefined) parts.push(part);
  return parts;
}

/** The same again: a line whose parts these are. */
export function lineOf(parts: readonly string[]): string {
  return parts.map((part) => (/^[\w@%+=:,./-]+$/.test(part) ? part : quoted(part))).join(' ');
}

const quoted = (part: string): string => `"${part.replaceAll(/[\\"]/g, String.raw`\$&`)}"`;

/** What Python is asked to run in the place of a file: `-m module`, with options of the interpreter before it. */
export interface ModuleCall {
  /** Options of the interpreter, `-m`, the module, and its arguments. */
  readonly args: readonly string[];
  readonly module: string;
}

/** Options of the interpreter that take the next part with them. */
const WITH_VALUE = /^-[XW]$/;

/** Undefined where the parts are arguments of the file. */
export function moduleCallOf(parts: readonly string[]): ModuleCall | undefined {
  let at = 0;
  while (at < parts.length && /^-[A-Za-ln-z]/.test(parts[at] ?? ''))
    at += WITH_VALUE.test(parts[at] ?? '') ? 2 : 1;
  const module = parts[at] === '-m' ? parts[at + 1] : undefined;
  return module === undefined ? undefined : { args: parts, module };
}

/** Whether Python is asked to look at nothing around it: then it does not find the probe. */
export function isIsolated({ args, module }: ModuleCall): boolean {
  const options = args.slice(0, args.indexOf(module) - 1);
  return options.some((option) => /^-[A-Za-z]*[IES]/.test(option) && !WITH_VALUE.test(option.slice(0, 2)));
}
