import assert from 'node:assert/strict';
import { OwnPython } from '../../../src/host/notebook/ownPython.ts';
import type { Watches } from '../../../src/host/watch/watches.ts';
import type { HostToKernel } from '../../../src/protocol/kernel.ts';
import { Host, settled } from './host.ts';
import { dataOf, desk, openNotebook } from './stub/desk.ts';
import type { StubNotebook } from './stub/notebook.ts';
import { transcript } from './stub/notebook.ts';

describe("the kernel with the person's own Python", () => {
  let host: Host;
  let offered: OwnPython;
  /** What has become of the runs that were opened. */
  let runs: string[];

  beforeEach(() => {
    host = new Host();
    desk.isTrusted = true;
    runs = [];
    host.kernels.programs.answers.set('python3', { stdout: '3.12.1', code: 0 });
    const run = {
      environment: () => ({ CACHEBOOK_WATCH: 'here' }),
      controlledBy: () => undefined,
      ended: () => Promise.resolve(void runs.push('ended')),
    };
    const open = (): Promise<unknown> => Promise.resolve((runs.push('opened'), run));
    offered = new OwnPython(host.notebooks, { open, platform: host.kernels } as unknown as Watches);
  });

  afterEach(() => {
    offered.dispose();
    host.dispose();
  });

  function choose(notebook: unknown): void {
    desk.ownPython.selected.fire({ notebook: notebook as StubNotebook, selected: true });
  }

  const openings = (): HostToKernel[] =>
    host.kernels.all.flatMap(({ sent }) => sent.filter(({ type }) => type === 'open'));

  it('is named after the interpreter, or says why there is none', async () => {
    openNotebook(dataOf('1'));
    await settled();
    assert.equal(desk.ownPython.label, 'Cachebook with Python 3.12.1 (python3)');
    host.kernels.programs.answers.clear();
    openNotebook(dataOf('1'), 'file:///folder/b.cachebook.md');
    await settled();
    assert.equal(desk.ownPython.label, 'Cachebook with your own Python');
    assert.match(desk.ownPython.description, /^No Python was found/);
  });

  it('is opened with it, in the folder of the notebook, and lets go of it in the end', async () => {
    const notebook = openNotebook(dataOf('print a', 'print b'), 'file:///folder/a.cachebook.md');
    choose(notebook);
    await host.run(notebook, 0, 1);
    assert.deepEqual(notebook.getCells().map(transcript), [['a'], ['b']]);
    assert.deepEqual(
      openings().map((message) => message.type === 'open' && message.python),
      [
        {
          file: 'python3',
          args: [],
          cwd: '/folder',
          env: { MPLBACKEND: 'agg', CACHEBOOK_WATCH: 'here' },
        },
      ],
    );
    assert.deepEqual(runs, ['opened']);
    await host.notebooks.restart(notebook);
    await settled();
    assert.deepEqual(runs, ['opened', 'ended']);
  });

  it('is not used where nobody has chosen it', async () => {
    const notebook = openNotebook(dataOf('print a'));
    await host.run(notebook, 0);
    assert.deepEqual(
      openings().map((message) => message.type === 'open' && message.python),
      [undefined],
    );
  });

  it('takes the place of a kernel that lives when it is chosen', async () => {
    const notebook = openNotebook(dataOf('print a'));
    await host.run(notebook, 0);
    choose(notebook);
    await settled();
    assert.equal(host.kernels.live.size, 0);
    await host.run(notebook, 0);
    assert.equal(openings().length, 2);
  });

  it('says what to do where there is no Python', async () => {
    host.kernels.programs.answers.clear();
    const notebook = openNotebook(dataOf('print a'));
    choose(notebook);
    await host.run(notebook, 0);
    assert.match(transcript(notebook.cellAt(0)).join('\n'), /^\? No Python was found\./);
    assert.equal(host.kernels.all.length, 0);
  });

  it('runs nothing in a workspace that is not trusted', async () => {
    const notebook = openNotebook(dataOf('print ran'), 'file:///storage/lessons/1.cachebook.md');
    choose(notebook);
    desk.isTrusted = false;
    await host.run(notebook, 0);
    assert.deepEqual(transcript(notebook.cellAt(0)), [
      '? Your own Python runs cells once you trust the workspace. Until then, choose the kernel "Cachebook".',
    ]);
    assert.deepEqual(host.kernels.programs.asked.length > 0 && host.kernels.all, []);
  });
});
