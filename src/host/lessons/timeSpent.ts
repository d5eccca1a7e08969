import type { NotebookDocument } from 'vscode';
import { window, workspace } from 'vscode';
import { Disposables } from '../lifecycle.ts';
import type { Course } from './course.ts';
import { MINUTE } from './minutes.ts';

/**
 * Remembers the minutes in which a person is at work in a lesson: scrolls, selects, edits or runs. Of a lesson only, in
 * the window that has the focus.
 */
export function registerTimeSpent(
  course: Pick<Course, 'lessonOf' | 'progress'>,
  onError: (error: unknown) => void,
): Disposables {
  const registered = new Disposables();
  /** The minute that was remembered last. Who resets a lesson forgets it, too. */
  let last = '';
  registered.add(course.progress.onDidChange(() => (last = '')));

  async function remember(notebook: NotebookDocument): Promise<void> {
    const minute = Math.floor(Date.now() / MINUTE);
    const mark = `${minute} ${notebook.uri.toString()}`;
    if (mark === last || !window.state.focused) return;
    last = mark;
    const lesson = await course.lessonOf(notebook);
    if (!lesson || minute in course.progress.of(lesson.id).active) return;
    course.progress.record(lesson.id, (at) => ({ active: { [minute]: at } }));
  }

  const follow = (notebook: NotebookDocument): void => void remember(notebook).catch(onError);
  registered.add(
    window.onDidChangeNotebookEditorSelection(({ notebookEditor }) => follow(notebookEditor.notebook)),
  );
  registered.add(
    window.onDidChangeNotebookEditorVisibleRanges(({ notebookEditor }) => follow(notebookEditor.notebook)),
  );
  registered.add(
    workspace.onDidChangeNotebookDocument(({ notebook }) => {
      if (window.activeNotebookEditor?.notebook === notebook) follow(notebook);
    }),
  );
  return registered;
}
