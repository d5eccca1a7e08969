import { readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.ts';

/**
 * What a VS Code of another version cannot change: it is asked of the newest alone. What remains goes through the parts
 * of VS Code that have changed since: notebooks, their outputs and kernels, webviews, views, trust. The dialog of a first
 * save cannot be answered from inside the oldest.
 */
const ofTheNewest = [
  ...[
    'badInput.test',
    'exercises.test',
    'lab.test',
    'lessonCourse.test',
    'lessonExport.test',
    'lessons.test',
  ],
  ...['notebookFigures.test', 'notebookFirstSave.test', 'notebookKernels.test', 'recordings.test'],
  ...['scenarios.test', 'watch.test'],
  ...[
    'badInput.spec',
    'dashboard.spec',
    'lab.spec',
    'palette.spec',
    'rendererData.spec',
    'rendererLanguage.spec',
  ],
  ...['rendererLook.spec', 'start.spec', 'timeMachine.spec', 'watch.spec'],
];

/** Who asks how things are before anything was done comes first: the specs share a window. */
const ofTheFirst = ['start.spec', 'lessons.spec', 'walkthrough.spec'];

/** What only the package has. */
const ofThePackage = ['packed.test'];

/** Who is asked: a version of VS Code, with the extension from its sources, or packed. */
export interface Asked {
  readonly label: 'floor' | 'newest';
  readonly source: 'sources' | 'vsix';
}

/** The files of test/integration that are asked; a new one is asked of both versions until it is named above. */
export function suiteFiles({ label, source }: Asked): string[] {
  const isAsked = (name: string): boolean =>
    (source === 'vsix' || !ofThePackage.includes(name)) &&
    (label === 'newest' || !ofTheNewest.includes(name));
  return filesOf('test/integration', '.test.ts', isAsked);
}

/** The files of test/e2e that are asked. */
export function e2eFiles(label: Asked['label']): string[] {
  const files = filesOf('test/e2e', '.spec.ts', (name) => label === 'newest' || !ofTheNewest.includes(name));
  const first = ofTheFirst.flatMap((name) => files.filter((file) => path.basename(file, '.ts') === name));
  return [...first, ...files.filter((file) => !first.includes(file))];
}

function filesOf(folder: string, ending: string, isAsked: (name: string) => boolean): string[] {
  const names = readdirSync(path.join(root, folder)).filter((file) => file.endsWith(ending));
  const asked = names.filter((file) => isAsked(path.basename(file, '.ts'))).sort();
  if (asked.length === 0) throw new Error(`There is no test in ${folder}.`);
  return asked.map((file) => path.join(root, folder, file));
}
