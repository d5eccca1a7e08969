import type { ParserPlugin } from '@babel/parser';
import { parse } from '@babel/parser';
import type { Program } from '@babel/types';
import { CompileError } from './compileError.ts';

/** A word, sign or literal of a cell; not a comment. */
export interface Token {
  readonly start: number;
  readonly end: number;
}

export interface Parsed {
  readonly program: Program;
  readonly tokens: readonly Token[];
}

const PLUGINS: readonly ParserPlugin[] = [
  'explicitResourceManagement',
  'decoratorAutoAccessors',
  'decorators',
];

/** A cell's code as a tree: a module, with or without types. Throws a `CompileError`. */
export function parseCell(code: string, hasTypes: boolean): Parsed {
  try {
    const { program, tokens } = parse(code, {
      sourceType: 'module',
      plugins: hasTypes ? [...PLUGINS, 'typescript'] : [...PLUGINS],
      createImportExpressions: true,
      allowUndeclaredExports: true,
      tokens: true,
    });
    const isToken = ({ type }: { type: unknown }): boolean => typeof type !== 'string';
    return { program, tokens: (tokens ?? []).filter(isToken) };
  } catch (error) {
    throw errorOf(error);
  }
}

/** It writes line and column at the end of its message. */
function errorOf(error: unknown): unknown {
  if (!(error instanceof SyntaxError)) return error;
  const { loc } = error as { loc?: { line: number } };
  return new CompileError(error.message.replace(/ \(\d+:\d+\)$/, ''), loc?.line ?? 1);
}
