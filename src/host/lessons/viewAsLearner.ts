import type { NotebookDocument } from 'vscode';
import { l10n, window, workspace } from 'vscode';
import { HumanError } from '../../lessons/humanError.ts';
import { encodeNotebook } from '../../protocol/notebook/index.ts';
import { NOTEBOOK_TYPE } from '../notebook/notebookType.ts';
import { textOf } from '../notebook/serializer.ts';
import { lessonIdIn } from './command.ts';
import type { Course } from './course.ts';

/**
 * Shows a lesson as somebody gets it who has done nothing yet: the one with this id, or the notebook in sight, also what
 * is not saved of it. Shown again, it begins anew. Resolves with the address of the copy.
 */
export async function viewAsLearner(course: Course, target: unknown): Promise<string> {
  const id = lessonIdIn(target);
  const lesson = id === undefined ? undefined : await course.get(id);
  const address = lesson?.uri?.toString();
  const open = lesson ? workspace.notebookDocuments.find(({ uri }) => uri.toString() === address) : inSight();
  if (!lesson && !open) throw new HumanError(l10n.t('Open a lesson first, or another Cachebook notebook.'));
  const file = lesson?.file ?? open?.uri.path.split('/').at(-1) ?? '';
  const bytes = open ? encodeNotebook(textOf(open)) : (lesson?.bytes ?? new Uint8Array());
  const name = l10n.t('{0} as a learner', file.replace(/(\.cachebook)?\.md$/, ''));
  const { uri } = await course.viewAsLearner(`${name}.cachebook.md`, bytes);
  return uri.toString();
}

function inSight(): NotebookDocument | undefined {
  const shown = window.activeNotebookEditor?.notebook;
  return shown?.notebookType === NOTEBOOK_TYPE ? shown : undefined;
}
