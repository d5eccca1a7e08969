import type { Node, Program, Statement } from '@babel/types';
import { handlers } from './handlers.ts';
import type { Imported } from './imports.ts';
import { HELPER, TURN } from './names.ts';
import { parseCell } from './parse.ts';
import type { Place } from './place.ts';
import { stopIfLate } from './reentry.ts';
import { Rewriter } from './rewriter.ts';
import type { CellNames, Kind, ScriptScope } from './scope.ts';
import { endOf, exportedOr, isType, lexicalNames, startOf, varNames } from './tree.ts';
import { resourceFrame } from './using.ts';

/** A cell as a program of its own. */
export interface Compiled {
  /** An expression: an async function that takes the `CellHelper` and the `Turn`. Lines are those of the cell. */
  readonly source: string;
  readonly names: CellNames;
  /** What its enums and namespaces have, for those of later cells. */
  readonly members: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Turns a cell into an async function: so it may `await` and give a value. What it declares at its top becomes
 * variables of the scope. Throws a `CompileError`.
 */
export function compile(code: string, file: string, scope: ScriptScope, hasTypes: boolean): Compiled {
  const parsed = parseCell(code, hasTypes);
  const { program } = parsed;
  const rewriter = new Rewriter(code, parsed, scope, hasTypes, handlers);
  const { edits } = rewriter;
  for (const [name, kind] of declarationsOf(program)) rewriter.declared.set(name, kind);
  rewriter.result = resultOf(program);
  const place: Place = { scope: rewriter.root, isCells: true, isDeferred: false, canWait: true };
  if (program.interpreter) edits.erase(startOf(program.interpreter), endOf(program.interpreter));
  rewriter.visitAll([...program.directives, ...program.body], place);
  const imports = rewriter.imports.map((each) => importText(each, rewriter));
  const around = resourceFrame(program.body, place);
  const header = [...imports, around?.before, ...rewriter.hoisted].join('');
  const body = `${header} ${edits.render()}\n${around?.after ?? ''}`;
  return {
    // Inside of a function, so that `this` is nothing. The break before the end is for a comment without one.
    source: `(function () {'use strict';return async (${HELPER}, ${TURN}) => {${body}}})()\n//# sourceURL=${file}`,
    names: rewriter.names,
    members: rewriter.root.allMembers,
  };
}

function importText(imported: Imported, { values, hasTypes }: Rewriter): string {
  const needed = Object.keys(imported.names).filter((name) => !hasTypes || values.has(name));
  return `await ${HELPER}.import(${JSON.stringify({ ...imported, needed })});${stopIfLate()}`;
}

function declarationsOf({ body }: Program): [string, Kind][] {
  const all = body.map(exportedOr).flatMap(declarationOf);
  const vars = body.flatMap(varNames).map((name): [string, Kind] => [name, 'var']);
  return [...vars, ...all.filter(([, kind]) => kind === 'var'), ...all.filter(([, kind]) => kind !== 'var')];
}

function declarationOf(statement: Statement): [string, Kind][] {
  const { type } = statement;
  if (type === 'ImportDeclaration') {
    if (statement.importKind === 'type') return [];
    return statement.specifiers.flatMap((each): [string, Kind][] =>
      each.type === 'ImportSpecifier' && each.importKind === 'type' ? [] : [[each.local.name, 'const']],
    );
  }
  return lexicalNames([statement]).map((name) => [name, kindOf(statement)]);
}

function kindOf(statement: Statement): Kind {
  const { type } = statement;
  if (type === 'VariableDeclaration') return statement.kind === 'let' ? 'let' : 'const';
  if (type === 'TSImportEqualsDeclaration') return 'const';
  return type === 'ClassDeclaration' ? 'let' : 'var';
}

/** The value of the last expression is that of the cell. */
function resultOf({ body, directives }: Program): Node | undefined {
  const last = body.length === 0 ? directives.at(-1) : body.filter((each) => !isType(each)).at(-1);
  return last?.type === 'ExpressionStatement' || last?.type === 'Directive' ? last : undefined;
}
