import type {
  ExportAllDeclaration,
  ExportDefaultDeclaration,
  ExportNamedDeclaration,
  ImportDeclaration,
  TSExportAssignment,
  TSImportEqualsDeclaration,
} from '@babel/types';
import * as l10n from '@vscode/l10n';
import { firstOf } from './declarations.ts';
import type { Place } from './place.ts';
import type { Rewriter } from './rewriter.ts';
import { endOf, startOf } from './tree.ts';

/** Modules are loaded before the first statement. */
export function rewriteImport(rewriter: Rewriter, node: ImportDeclaration): void {
  rewriter.edits.erase(startOf(node), endOf(node));
  if (node.importKind === 'type') return;
  const names: Record<string, string> = {};
  for (const specifier of node.specifiers) {
    if (specifier.type === 'ImportNamespaceSpecifier') names[specifier.local.name] = '*';
    else if (specifier.type === 'ImportDefaultSpecifier') names[specifier.local.name] = 'default';
    else if (specifier.importKind !== 'type') {
      const { imported } = specifier;
      names[specifier.local.name] = imported.type === 'Identifier' ? imported.name : imported.value;
    }
  }
  const attributes = (node.attributes ?? []).map(({ key, value }) => [
    key.type === 'Identifier' ? key.name : key.value,
    value.value,
  ]);
  rewriter.imports.push({
    specifier: node.source.value,
    line: node.loc?.start.line ?? 1,
    names,
    needed: [],
    ...(attributes.length > 0 && { attributes: Object.fromEntries(attributes) as Record<string, string> }),
  });
}

type Export = ExportNamedDeclaration | ExportDefaultDeclaration | ExportAllDeclaration | TSExportAssignment;

/** A cell exports nothing, so the word alone does no harm. */
export function rewriteExport(rewriter: Rewriter, node: Export, place: Place): void {
  const { edits } = rewriter;
  if (node.type === 'ExportNamedDeclaration' && node.declaration) {
    edits.erase(startOf(node), startOf(node.declaration));
    rewriter.visit(node.declaration, place);
    return;
  }
  const isType = 'exportKind' in node && node.exportKind === 'type';
  const isEmpty = node.type === 'ExportNamedDeclaration' && node.specifiers.length === 0 && !node.source;
  if (!isType && !isEmpty) rewriter.refuse(node, exportsNothing());
  edits.erase(startOf(node), endOf(node));
}

/** `import fs = require('node:fs')`, and `import Small = Sizes.Small`, which may be a type. */
export function rewriteImportEquals(
  rewriter: Rewriter,
  node: TSImportEqualsDeclaration,
  place: Place,
  exportedTo?: string,
): void {
  const { edits } = rewriter;
  const { id, moduleReference } = node;
  if (moduleReference.type === 'TSExternalModuleReference') {
    edits.erase(startOf(node), endOf(node));
    if (node.importKind === 'type') return;
    const specifier = moduleReference.expression.value;
    rewriter.imports.push({
      specifier,
      line: node.loc?.start.line ?? 1,
      names: { [id.name]: '=' },
      needed: [],
    });
    return;
  }
  let root = moduleReference;
  while (root.type === 'TSQualifiedName') root = root.left;
  const isKnown =
    place.scope.find(root.name) !== undefined ||
    rewriter.declared.has(root.name) ||
    rewriter.scope.isVariable(root.name) ||
    root.name in globalThis;
  if (node.importKind === 'type' || !isKnown) {
    edits.erase(startOf(node), endOf(node));
    return;
  }
  const own = place.scope === rewriter.root ? firstOf(id.name) : `const ${id.name}`;
  const target = exportedTo === undefined ? own : `${own} = ${exportedTo}.${id.name}`;
  edits.replace(startOf(node), startOf(moduleReference), `${target} = `);
  rewriter.terminate(node);
  rewriter.visit(root, place);
}

function exportsNothing(): string {
  return l10n.t('A cell exports nothing: other cells see its variables as they are.');
}
