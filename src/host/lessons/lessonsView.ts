import type { TreeDataProvider } from 'vscode';
import {
  commands,
  EventEmitter,
  l10n,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  window,
} from 'vscode';
import { Disposables } from '../lifecycle.ts';
import type { Course } from './course.ts';
import type { LessonStatus } from './status.ts';
import { describeStatus } from './status.ts';
import type { CourseFolder } from './workspaceCourses.ts';

/**
 * The view "Lessons": how far the person is in each, and one click to open it. Its elements are the ids of lessons and of
 * courses; the course that is shipped has no element of its own.
 */
export function registerLessonsView(course: Course, onError: (error: unknown) => void): Disposables {
  const registered = new Disposables();
  const changed = registered.add(new EventEmitter<undefined>());
  let statuses: readonly LessonStatus[] = [];
  let folders: readonly CourseFolder[] = [];

  async function load(): Promise<string[]> {
    let areUnread = false;
    try {
      [statuses, folders] = await Promise.all([course.statuses(), course.workspace.all()]);
    } catch (error) {
      statuses = []; // The view says what to do, but not while they are still being read.
      folders = [];
      areUnread = true;
      onError(error);
    }
    void commands.executeCommand('setContext', 'cachebook.lessonsAreUnread', areUnread);
    const shipped = statuses.filter(({ lesson }) => !lesson.uri);
    return [...folders.map(({ id }) => id), ...shipped.map(({ lesson }) => lesson.id)];
  }

  const folderOf = (id: string): CourseFolder | undefined => folders.find((folder) => folder.id === id);
  const provider: TreeDataProvider<string> = {
    onDidChangeTreeData: changed.event,
    getChildren: (id) =>
      id === undefined ? load() : (folderOf(id)?.lessons.map((lesson) => lesson.id) ?? []),
    getTreeItem: (id) => {
      const folder = folderOf(id);
      return folder ? toFolder(folder, statuses) : toItem(statuses.find(({ lesson }) => lesson.id === id));
    },
  };
  registered.add(window.registerTreeDataProvider('cachebook.lessons', provider));
  registered.add(course.progress.onDidChange(() => changed.fire(undefined)));
  registered.add(course.workspace.onDidChange(() => changed.fire(undefined)));
  return registered;
}

function toFolder({ id, title, lessons }: CourseFolder, statuses: readonly LessonStatus[]): TreeItem {
  const item = new TreeItem(title, TreeItemCollapsibleState.Expanded);
  const own = statuses.filter(({ lesson }) => lessons.includes(lesson));
  const finished = own.filter(({ state }) => state === 'finished').length;
  item.id = id;
  item.description = l10n.t('{0} of {1} lessons', finished, lessons.length);
  item.tooltip = l10n.t('{0}: {1}', title, item.description);
  item.accessibilityInformation = { label: item.tooltip };
  item.iconPath = new ThemeIcon('mortar-board');
  item.contextValue = 'course';
  return item;
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
