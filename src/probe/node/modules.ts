import { sep } from 'node:path';
import { types } from 'node:util';
import type { Adapter } from './adapters/adapter.ts';
import { adapters } from './adapters/index.ts';
import { ours } from './keys.ts';
import { libraryOf, type Library } from './packages.ts';
import type { Report } from './report.ts';

const byPackage = new Map<string, Adapter>(
  adapters.flatMap((adapter) => adapter.packages.map((name): [string, Adapter] => [name, adapter])),
);

/** The library of a file, where it is one that is heard. */
export function heardLibraryOf(file: string): Library | undefined {
  const library = libraryOf(file);
  return library && byPackage.has(library.name) ? library : undefined;
}

/** Shows to the adapters what files of libraries export. */
export class Exports {
  private readonly replaced = new WeakMap<object, unknown>();

  constructor(private readonly report: Report) {}

  /** What takes the place of an export: the same, in most cases, and in all in which something goes wrong. */
  hear(library: Library, path: string, name: string, value: unknown): unknown {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null || ours.has(value)) {
      return value;
    }
    try {
      const isFunction = typeof value === 'function';
      if (isFunction && this.replaced.has(value)) return this.replaced.get(value);
      const file = path.slice(library.root.length + 1).replaceAll(sep, '/');
      const heard = byPackage.get(library.name)?.hear({ library, file, name, value }, this.report);
      if (isFunction && heard !== value) this.replaced.set(value, heard);
      return heard;
    } catch {
      return value;
    }
  }

  /** A module of CommonJS that has just run. */
  hearModule(module: NodeJS.Module, library: Library): void {
    const { filename } = module;
    const exported: unknown = module.exports;
    if (isOpen(exported)) {
      for (const [name, before] of Object.entries(Object.getOwnPropertyDescriptors(exported))) {
        if (!('value' in before) || !before.writable) continue;
        const heard = this.hear(library, filename, name, before.value);
        if (heard !== before.value) Reflect.defineProperty(exported, name, { ...before, value: heard });
      }
    }
    module.exports = this.hear(library, filename, 'default', exported);
  }
}

/** What can be looked through without running something of the program. */
function isOpen(value: unknown): value is object {
  return (
    ((typeof value === 'object' && value !== null) || typeof value === 'function') && !types.isProxy(value)
  );
}
