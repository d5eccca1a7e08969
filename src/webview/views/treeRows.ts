import * as l10n from '@vscode/l10n';
import type { ValueTree } from '../../protocol/values.ts';

/** A node of a tree that is in sight. */
export interface TreeRow {
  /** Its keys from the root down; the root's is empty. */
  readonly path: string;
  readonly parent: string | undefined;
  readonly isOpen: boolean;
  readonly hasChildren: boolean;
}

export interface Child {
  readonly path: string;
  readonly key: string;
  readonly value: ValueTree;
}

/** The children of a node, and at the end a leaf that counts those that are left out. */
export function childrenOf(path: string, { children = [], more = 0 }: ValueTree): Child[] {
  const rest = more > 0 ? [{ key: '…', value: { label: l10n.t('{0} more', more) } }] : [];
  return [...children, ...rest].map((child, index) => ({ ...child, path: `${path}/${index}` }));
}

/** The rows of a tree from top to bottom, but for those within closed nodes. */
export function treeRows(root: ValueTree, open: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = [];
  const visit = (value: ValueTree, path: string, parent: string | undefined): void => {
    const children = childrenOf(path, value);
    const isOpen = children.length > 0 && open.has(path);
    rows.push({ path, parent, isOpen, hasChildren: children.length > 0 });
    if (isOpen) for (const child of children) visit(child.value, child.path, path);
  };
  visit(root, '', undefined);
  return rows;
}

/** What a key does in a tree: goes to a row, opens or closes one. */
export type TreeStep = { readonly go: string } | { readonly toggle: string } | undefined;

/** The step that a key asks for at the row with `path`, as in every tree of VS Code. */
export function treeStep(key: string, rows: readonly TreeRow[], path: string): TreeStep {
  const at = rows.findIndex((row) => row.path === path);
  const row = rows[at];
  if (!row) return undefined;
  const goTo = (target: TreeRow | undefined): TreeStep => ({ go: target?.path ?? path });
  const steps: Readonly<Record<string, () => TreeStep>> = {
    ArrowDown: () => goTo(rows[at + 1]),
    ArrowUp: () => goTo(rows[at - 1]),
    Home: () => goTo(rows[0]),
    End: () => goTo(rows.at(-1)),
    ArrowRight: () =>
      row.hasChildren && !row.isOpen ? { toggle: path } : goTo(row.isOpen ? rows[at + 1] : row),
    ArrowLeft: () => (row.isOpen ? { toggle: path } : { go: row.parent ?? path }),
    Enter: () => (row.hasChildren ? { toggle: path } : { go: path }),
    ' ': () => (row.hasChildren ? { toggle: path } : { go: path }),
  };
  return steps[key]?.();
}
