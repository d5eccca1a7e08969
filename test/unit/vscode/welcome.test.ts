import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compileFunction } from 'node:vm';
import { root } from '../../vscode/root.ts';
import { firstSteps } from '../../vscode/welcome/firstSteps.ts';
import { wording } from '../docs/project.ts';

const SOURCE = readFileSync(path.join(root, 'test/vscode/welcome/extension/extension.cjs'), 'utf8');

/** Activates the extension in a window with so many tabs; resolves with the commands that it ran. */
async function activate(tabs: number): Promise<string[]> {
  const ran: string[] = [];
  const vscode = {
    commands: {
      executeCommand: (id: string): Promise<void> => {
        ran.push(id);
        return Promise.resolve();
      },
    },
    window: { tabGroups: { all: [{ tabs: [] }, { tabs: Array(tabs).fill({}) }] } },
  };
  const exported: { activate?: () => Promise<void> } = {};
  const run = compileFunction(SOURCE, ['exports', 'require']) as (
    exports: object,
    require: () => object,
  ) => void;
  run(exported, () => vscode);
  await exported.activate?.();
  return ran;
}

describe('the window of npm start', () => {
  it('shows the lessons, then the walkthrough, which takes the focus', async () => {
    assert.deepEqual(await activate(0), ['cachebook.lessons.focus', 'cachebook.openWalkthrough']);
  });

  it('keeps what the person has open when it is loaded again', async () => {
    assert.deepEqual(await activate(1), []);
  });

  it('has what the terminal says to click first', () => {
    const [button = '', lessons = ''] = firstSteps.map((line) => /"([^"]+)"/.exec(line)?.[1]);
    assert.ok(wording('walkthrough.dictionary.description').includes(`[${button}](command:`), button);
    assert.equal(wording('views.lessons'), lessons);
  });
});
