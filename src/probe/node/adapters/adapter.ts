import type { Library } from '../packages.ts';
import type { Report } from '../report.ts';

/** Something that a file of a library exports. */
export interface Exported {
  readonly library: Library;
  /** The path of the file in the library's folder, with slashes. */
  readonly file: string;
  /** The name of the export; `default` also of what is the module itself. */
  readonly name: string;
  readonly value: unknown;
}

/** Hears the caches of one library. */
export interface Adapter {
  /** The names of the packages that it is published as. */
  readonly packages: readonly string[];
  /** Is shown everything that files of the library export. Returns what takes its place: the same, where it is no cache. */
  hear(exported: Exported, report: Report): unknown;
}

/** Whether a value is a class, or a function that is used as one, whose instances have these methods. */
export function isClassWith(
  value: unknown,
  methods: readonly string[],
): value is new (...args: never[]) => object {
  if (typeof value !== 'function') return false;
  const prototype: unknown = Object.getOwnPropertyDescriptor(value, 'prototype')?.value;
  if (typeof prototype !== 'object' || prototype === null) return false;
  return methods.every((method) => Object.hasOwn(prototype, method));
}
