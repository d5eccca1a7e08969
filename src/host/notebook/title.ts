import type { NotebookDocument } from 'vscode';
import { l10n, NotebookCellKind } from 'vscode';
import type { ParsedNotebook } from '../../protocol/notebook/index.ts';
import { parseNotebook } from '../../protocol/notebook/index.ts';

/** The title of a lesson or a practice with its number, by its front matter; undefined where that has none. */
export function titleOf({ frontMatter }: Pick<ParsedNotebook, 'frontMatter'>): string | undefined {
  const title = frontMatter.get('title');
  const id = frontMatter.get('lesson');
  if (title === undefined || id === undefined) return title;
  // Practices have letters.
  return /^[A-Z]$/.test(id) ? l10n.t('Practice {0}. {1}', id, title) : `${id}. ${title}`;
}

/** What people call an open notebook: its title, its first heading, or the name of its file. */
export function titleOfNotebook(notebook: NotebookDocument): string {
  const { head = '' } = notebook.metadata as { readonly head?: string };
  const text = notebook
    .getCells()
    .find(({ kind }) => kind === NotebookCellKind.Markup)
    ?.document.getText();
  const heading = /^#[ \t]+(.*?)[ \t]*#*[ \t]*$/m.exec(text ?? '')?.[1];
  const names = [titleIn(head), heading, fileName(notebook.uri.path)];
  return names.find((name) => name !== undefined && name !== '') ?? '';
}

function titleIn(head: string): string | undefined {
  try {
    return titleOf(parseNotebook(head));
  } catch {
    return undefined; // A person is at work on it.
  }
}

/** The name of the file, without what all notebooks are called. */
function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.cachebook\.md$/i, '');
}
