import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { commands, extensions } from 'vscode';
import { findExercise } from '../../src/lessons/exercises/index.ts';
import type { CheckReport } from '../../src/lessons/exercises/check/report.ts';
import { closeLessons, openLesson } from './support/lessons.ts';
import { cellsOf, closeNotebooks, openNotebook, run } from './support/notebooks.ts';
import { runScenario } from './support/scenarios.ts';

/** Each bundle, and each file that is found by its path while the extension runs, is asked for once. */
describe('the package', () => {
  afterEach(closeNotebooks);

  it('has what runs a scenario', async () => {
    assert.equal((await runScenario('cache-info')).value, '53798080');
  });

  it('has what runs cells, and Python with its library', async () => {
    const notebook = await openNotebook(
      cellsOf(
        ['ts', 'lruCache((n: number) => n + 1)(1)'],
        ['js', '[1, 2].length'],
        ['python', 'import functools, json, asyncio\njson.dumps(functools.lru_cache.__name__)'],
      ),
    );
    assert.deepEqual(await run(notebook, 0), ['= 2']);
    assert.deepEqual(await run(notebook, 1), ['= 2']);
    assert.deepEqual(await run(notebook, 2), [`= '"lru_cache"'`]);
  });

  it('has what judges an exercise', async () => {
    const { solution } = findExercise('lru')!;
    const text = `\`\`\`exercise\nid: lru\n---\nWrite it.\n\`\`\`\n\n${cellsOf(['ts', solution])}`;
    const notebook = await openNotebook(text);
    const where = { notebook: notebook.uri.toString(), cell: 1 };
    const report = await commands.executeCommand<CheckReport | undefined>('cachebook.checkExercise', where);
    assert.equal(report?.passed, true);
  });

  it('has the lessons', async () => {
    assert.ok((await openLesson('1')).total > 0);
    await closeLessons();
  });

  it('has every file that its manifest names', () => {
    const extension = extensions.getExtension<unknown>('cachebook.cachebook')!;
    const named = JSON.stringify(extension.packageJSON).matchAll(/"(?:\.\/)?((?:dist|media)\/[^"*]+\.\w+)"/g);
    const files = [...named].map(([, file]) => file ?? '');
    assert.ok(files.length > 10);
    assert.deepEqual(
      files.filter((file) => !existsSync(path.join(extension.extensionPath, file))),
      [],
    );
  });
});
