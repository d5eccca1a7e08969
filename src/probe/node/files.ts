import Module from 'node:module';
import { fileURLToPath } from 'node:url';
import { hearCommonJs } from './commonJs.ts';
import { type Exports, heardLibraryOf } from './modules.ts';

/** Under this symbol the modules that are heard find the function that hears them. */
export const HEAR = 'cachebook.hear';
/** And under this one those of CommonJS. */
export const HEAR_MODULE = 'cachebook.hearModule';

/** What Node's own loader returns for a file. */
interface Loaded {
  readonly format?: string | null | undefined;
  readonly source?: string | ArrayBuffer | NodeJS.TypedArray | undefined;
}

/** Since 22.15. */
interface Hooks {
  readonly registerHooks?: (hooks: {
    load: (url: string, context: object, next: (url: string, context: object) => Loaded) => Loaded;
  }) => { deregister(): void };
  register?: (specifier: string) => void;
}

/** Hears libraries by what Node reads: their files are given a line more, which shows what they export. */
export function hearFiles(probe: string, exports: Exports): void {
  const { registerHooks, register } = Module as unknown as Hooks;
  const hearFromThread = (): void => {
    hearCommonJs(exports);
    if (register) unwatched(() => register(`data:text/javascript,${encodeURIComponent(hooksText(probe))}`));
  };
  if (!registerHooks || (!bearsBoth() && hasLoader())) {
    hearFromThread();
    return;
  }
  const hooks = registerHooks({ load: (url, context, next) => withHearing(url, next(url, context), true) });
  if (bearsBoth() || !register) return;
  beforeFirst(register, () => {
    hooks.deregister();
    hearFromThread();
  });
}

/** Before Node 24 a loader of the program's own and hooks in its thread do not go together: Node itself fails then. */
const bearsBoth = (): boolean => Number(process.versions.node.split('.')[0]) >= 24;

/** Whether the program begins with one. */
const hasLoader = (): boolean =>
  /--(experimental-)?loader\b/.test([process.env['NODE_OPTIONS'], ...process.execArgv].join(' '));

/** Does something before the program registers a loader for the first time. */
function beforeFirst(register: (specifier: string) => void, task: () => void): void {
  let isFirst = true;
  const apply = (target: typeof register, self: unknown, args: [string]): void => {
    if (isFirst) {
      isFirst = false;
      task();
    }
    Reflect.apply(target, self, args);
  };
  (Module as unknown as Hooks).register = new Proxy(register, { apply });
  Module.syncBuiltinESMExports();
}

/** Node starts a thread of its own for hooks, with the same environment: nothing of the program runs there. */
function unwatched(task: () => void): void {
  const { CACHEBOOK_WATCH: path } = process.env;
  delete process.env['CACHEBOOK_WATCH'];
  try {
    task();
  } finally {
    process.env['CACHEBOOK_WATCH'] = path;
  }
}

/** The module that Node loads into the thread of its hooks: it asks this file what to do. */
const hooksText = (probe: string): string => `
import { createRequire } from 'node:module';
const { withHearing } = createRequire(${JSON.stringify(probe)})(${JSON.stringify(probe)});
export const load = async (url, context, next) => withHearing(url, await next(url, context));`;

/** A file as it was loaded, or where it is one of a library, with the line more. */
export function withHearing(url: string, loaded: Loaded, isForAll = false): Loaded {
  const { format, source } = loaded;
  if (!source || !url.startsWith('file:')) return loaded;
  const isKnown = format !== null && format !== undefined;
  const isModule = format === 'module';
  // The hooks of old versions get nothing of CommonJS, and shall not bring it.
  if (!isModule && !(isForAll && (!isKnown || format === 'commonjs'))) return loaded;
  try {
    const file = fileURLToPath(url);
    if (!heardLibraryOf(file)) return loaded;
    const text = typeof source === 'string' ? source : new TextDecoder().decode(source);
    const asModule = format === 'commonjs' ? text : addHearing(text, file);
    // What is not said to be a module, and exports nothing as one, is CommonJS.
    return { ...loaded, source: isModule || asModule !== text ? asModule : text + SHOW_MODULE };
  } catch {
    return loaded;
  }
}

const SHOW_MODULE = `\n;try{globalThis[Symbol.for(${JSON.stringify(HEAR_MODULE)})](module)}catch{}`;

const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
const DECLARED =
  /(?<=^|[;}\n])\s*export\s+(default\s+)?(?:class|(?:async\s+)?function\s*\*?)\s+([\p{ID_Continue}$]+)/gu;
const LISTED = /(?<=^|[;}\n])\s*export\s*\{([^}]*)\}(?!\s*from\b)/gu;
const DEFAULT = /(?<=^|[;}\n])(\s*)(export\s+default\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*(?:;|$|\n))/gu;

/**
 * Names of classes and functions are variables, and what is exported by such a name follows it. Only `export default X`
 * exports what the name means there, so it is heard before. What cannot be set is left alone.
 */
export function addHearing(source: string, file: string): string {
  const hear = (local: string, name: string): string => {
    const args = `${JSON.stringify(file)},${JSON.stringify(name)},${local}`;
    return `try{${local}=globalThis[Symbol.for(${JSON.stringify(HEAR)})](${args})}catch{}`;
  };
  const lines: string[] = [];
  for (const [, isDefault, local = ''] of source.matchAll(DECLARED)) {
    lines.push(hear(local, isDefault ? 'default' : local));
  }
  for (const [, list = ''] of source.matchAll(LISTED)) {
    for (const item of list.split(',')) {
      const [local = '', name = local] = item.trim().split(/\s+as\s+/);
      if (NAME.test(local) && NAME.test(name)) lines.push(hear(local, name));
    }
  }
  const shown = source.replace(DEFAULT, (_, blanks: string, rest: string, local: string) =>
    NAME.test(local) ? `${blanks};${hear(local, 'default')};${rest}` : `${blanks}${rest}`,
  );
  return lines.length === 0 ? shown : `${shown}\n;${lines.join(';')}`;
}
