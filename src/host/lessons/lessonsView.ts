import type { TreeDataProvider } from 'vscode';
import { EventEmitter, l10n, ThemeColor, ThemeIcon, TreeItem, window } from 'vscode';
import { Disposables } from '../lifecycle.ts';
import type { Course } from './course.ts';
import type { LessonStatus } from './status.ts';
import { describeStatus } from './status.ts';

/** The view "Lessons": how far the person is in each, and one click to open it. Its elements are the ids of lessons. */
export function registerLessonsView(course: Course, onError: (error: unknown) => void): Disposables {
  const registered = new Disposables();
  const changed = registered.add(new EventEmitter<undefined>());
  let statuses: readonly LessonStatus[] = [];

  async function load(): Promise<string[]> {
    try {
      statuses = await course.statuses();
    } catch (error) {
      statuses = []; // The view says what to do.
      onError(error);
    }
    return statuses.map(({ lesson }) => lesson.id);
  }

  const provider: TreeDataProvider<string> = {
    onDidChangeTreeData: changed.event,
    getChildren: (id) => (id === undefined ? load() : []),
    getTreeItem: (id) => toItem(statuses.find(({ lesson }) => lesson.id === id)),
  };
  registered.add(window.registerTreeDataProvider('cachebook.lessons', provider));
  registered.add(course.progress.onDidChange(() => changed.fire(undefined)));
  return registered;
}

function toItem(status: LessonStatus | undefined): TreeItem {
  if (!status) return new TreeItem('');
  const { id, title } = status.lesson;
  const item = new TreeItem(title);
  item.id = id;
  item.description = describeStatus(status);
  item.tooltip = l10n.t('{0}: {1}', title, item.description);
  item.accessibilityInformation = { label: item.tooltip };
  item.iconPath = iconOf(status);
  item.contextValue = status.state;
  item.command = { command: 'cachebook.openLesson', title, arguments: [id] };
  return item;
}

function iconOf({ state, isNext }: LessonStatus): ThemeIcon {
  if (state === 'finished') return new ThemeIcon('pass-filled', new ThemeColor('testing.iconPassed'));
  if (state === 'run') return new ThemeIcon('pass');
  return new ThemeIcon(isNext ? 'arrow-circle-right' : 'circle-large-outline');
}
