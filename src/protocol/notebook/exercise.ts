/**
 * The fence `exercise`: turns the next code cell into the person's answer to an exercise of the product.
 *
 *     ```exercise
 *     id: lru
 *     ---
 *     Write a class `LRUCache`.
 *     ```
 */
import * as l10n from '@vscode/l10n';
import { parseHeader, requiredValue, unknownKeys } from './header.ts';
import type { DirectiveCell, NotebookProblem } from './model.ts';

/** Reads an `exercise` cell whose fence is on line `line` of the file. `known`: the ids there are, if they matter. */
export function readExercise(
  cell: Pick<DirectiveCell, 'header'>,
  line = 1,
  known?: readonly string[],
): { readonly id?: string; readonly problems: readonly NotebookProblem[] } {
  const header = parseHeader(cell.header.split('\n'), line + 1);
  const problems = [...header.problems, ...unknownKeys(header, ['id'])];
  const id = requiredValue(header, 'id', line, problems);
  if (id !== '' && known && !known.includes(id)) {
    const ids = known.join(', ');
    const at = header.fields.get('id')?.line ?? line;
    problems.push({ line: at, message: l10n.t('There is no exercise "{0}". Use one of: {1}.', id, ids) });
  }
  return problems.length > 0 ? { problems } : { id, problems };
}
