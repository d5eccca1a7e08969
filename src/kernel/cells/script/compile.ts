import type { Program, Statement, ModuleDeclaration } from 'acorn';
import { parseScript } from './cellParser.ts';
import { CompileError } from './compileError.ts';
import { Declarations } from './declarations.ts';
import { HELPER } from './helper.ts';
import { rewriteInside } from './inside.ts';
import type { Kind, ScriptScope } from './scope.ts';

/** A cell as a program of its own. */
export interface Compiled {
  /** An expression: an async function that takes the `CellHelper`. Lines are those of the cell. */
  readonly source: string;
  /** The variables that it declares. */
  readonly declared: ReadonlyMap<string, Kind>;
}

/**
 * Turns a cell into an async function: so it may `await` and give a value. Its declarations become assignments to
 * variables of the scope, and imports become dynamic ones. Throws a `CompileError`.
 */
export function compile(code: string, file: string, scope: ScriptScope): Compiled {
  const declarations = new Declarations(code, scope);
  const { body } = parseCell(code);
  // From the inside out: of two insertions at one place, the one made first comes first.
  rewriteInside(body, declarations);
  for (const statement of body) declarations.rewrite(statement);
  returnValue(body.at(-1), declarations);
  const header = `'use strict';${borrowShadows(scope, declarations)}${declarations.hoisted}`;
  return {
    // The break before the end is for a cell that ends with a comment.
    source: `(async (${HELPER}) => {${header} ${declarations.edits.toString()}\n})\n//# sourceURL=${file}`,
    declared: declarations.declared,
  };
}

function parseCell(code: string): Program {
  try {
    return parseScript(code);
  } catch (error) {
    throw CompileError.from(error);
  }
}

function returnValue(last: Statement | ModuleDeclaration | undefined, { edits }: Declarations): void {
  if (last?.type !== 'ExpressionStatement') return;
  edits.insert(last.expression.start, `;return ${HELPER}.last(`);
  edits.insert(last.expression.end, ');');
}

/** Values of earlier cells whose names the platform has, where this cell declares none of that name. */
function borrowShadows(scope: ScriptScope, { own }: Declarations): string {
  const names = Object.keys(scope.shadows).filter((name) => !own.has(name));
  return names.length === 0 ? '' : `const {${names.join(', ')}} = ${HELPER}.shadows;`;
}
