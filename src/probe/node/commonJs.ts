import Module from 'node:module';
import { type Exports, heardLibraryOf } from './modules.ts';

type Compile = (this: NodeJS.Module, ...args: unknown[]) => unknown;

/**
 * Hears libraries in CommonJS as soon as they have run, where Node has no hooks for that (before 22.15). The method by which Node runs a file is another one for files of
 * such libraries only: all others are called as ever, without a frame of ours in their stacks.
 */
export function hearCommonJs(exports: Exports): void {
  const prototype = Module.prototype as unknown as { _compile: Compile };
  const before = Object.getOwnPropertyDescriptor(prototype, '_compile');
  if (typeof before?.value !== 'function') return;
  let original = before.value as Compile;
  const heard: { readonly _compile: Compile } = {
    _compile(this: NodeJS.Module, ...args: unknown[]): unknown {
      const result = Reflect.apply(original, this, args);
      const library = heardLibraryOf(this.filename);
      if (library) exports.hearModule(this, library);
      return result;
    },
  };
  Object.defineProperty(prototype, '_compile', {
    configurable: true,
    enumerable: before.enumerable ?? true,
    get(this: NodeJS.Module): Compile {
      const isOfLibrary = typeof this.filename === 'string' && heardLibraryOf(this.filename) !== undefined;
      return isOfLibrary ? heard._compile : original;
    },
    // Programs replace it, for all modules or for one.
    set(this: unknown, value: Compile) {
      if (this === prototype) original = value;
      else
        Reflect.defineProperty(this as object, '_compile', {
          value,
          writable: true,
          configurable: true,
          enumerable: true,
        });
    },
  });
}
