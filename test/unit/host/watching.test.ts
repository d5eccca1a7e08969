import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { childrenOf } from '../../../src/host/views/cacheTree.ts';
import { lruCache } from '../watch/watchedProgram.ts';
import { desk } from './stub/desk.ts';
import { debuggers, StubDocument, terminals, texts } from './stub/programs.ts';
import { climb, FILE, leave, watchPython, WatchHost } from './watchHost.ts';

describe('watching a program', () => {
  let host: WatchHost;
  beforeEach(() => (host = new WatchHost()));
  afterEach(() => host.dispose());

  it('gives what its caches have counted, and how it ended', async () => {
    const { result, task, guest } = await host.start({ args: ['30', 'a b'], recordKeys: true });
    const { execution } = task.task;
    assert.ok('process' in execution);
    assert.deepEqual([execution.process, ...execution.args], ['python3', FILE.fsPath, '30', 'a b']);
    assert.equal(execution.options.env?.['CACHEBOOK_KEYS'], '1');
    assert.equal(execution.options.env['CACHEBOOK_TOKEN'], host.programs.server.token);
    climb(guest);
    leave(guest);
    task.end(0);
    assert.deepEqual(await result, {
      exitCode: 0,
      caches: [
        {
          name: 'stairs',
          module: '__main__',
          file: FILE.fsPath,
          line: 3,
          own: true,
          policy: 'lru',
          info: { hits: 52, misses: 30, maxsize: 16, currsize: 16 },
          distinct: 30,
          advice: '3 would be enough',
        },
      ],
      children: [],
    });
    const [session] = host.store.sessions;
    assert.deepEqual([session?.title, session?.status], ['stairs.py 30 "a b"', 'finished']);
    assert.ok(!host.programs.server.isOpen);
  });

  it('hears a short program whose greeting comes in after its end', async () => {
    const next = terminals.next();
    const result = watchPython({});
    const task = await next;
    task.start();
    task.end(0);
    // As where the event loop learns of the exit before it reads the socket.
    await new Promise((resolve) => setTimeout(resolve));
    const guest = host.programs.server.connect();
    climb(guest);
    leave(guest);
    assert.deepEqual(
      (await result).caches.map(({ name, info }) => [name, info.hits]),
      [['stairs', 52]],
    );
  });

  it('shows no session of a process that has no cache of its own', async () => {
    const { result, task, guest } = await host.start();
    guest.take({ type: 'cache', cache: 1, facts: lruCache({ isLibrary: true }) });
    leave(guest);
    task.end(1);
    assert.deepEqual(
      (await result).caches.map(({ own }) => own),
      [false],
    );
    assert.deepEqual(host.store.sessions, []);
  });

  it('shows children by their number, and listens to them when their parent has ended', async () => {
    const { result, task, guest } = await host.start();
    const child = host.programs.server.connect({ pid: 4712, ppid: 4711 });
    climb(guest);
    climb(child);
    leave(guest);
    task.end(3);
    const { exitCode, children } = await result;
    assert.equal(exitCode, 3);
    assert.deepEqual(
      children.map(({ pid, caches }) => [pid, caches.length]),
      [[4712, 1]],
    );
    const [second, first] = host.store.sessions;
    assert.deepEqual(
      [first?.title, first?.status, first?.message],
      ['stairs.py', 'failed', 'The program ended with exit code 3.'],
    );
    assert.deepEqual([second?.title, second?.status], ['stairs.py, process 4712', 'running']);
    assert.ok(host.programs.server.isOpen);
    leave(child);
    assert.ok(!host.programs.server.isOpen);
    assert.equal(host.store.sessions[0]?.status, 'finished');
  });

  it('takes the place of the run before', async () => {
    for (let run = 0; run < 3; run++) {
      const { result, task, guest } = await host.start();
      climb(guest);
      leave(guest);
      task.end(0);
      await result;
    }
    assert.equal(host.store.sessions.length, 1);
  });

  it('is stopped from the status bar and the dashboard', async () => {
    const { result, task, guest } = await host.start();
    climb(guest);
    await commands.executeCommand('cachebook.stopWatching');
    leave(guest);
    assert.deepEqual((await result).exitCode, undefined);
    assert.ok(task.isTerminated);
    assert.equal(host.store.sessions[0]?.status, 'stopped');
  });

  it('goes on in a terminal of ours where VS Code has none', async () => {
    const next = terminals.next();
    const result = watchPython();
    const task = await next;
    const own = terminals.next();
    task.fail();
    host.programs.start = () => ({
      hasTerminal: true,
      onStart: (tell) => tell(),
      onOutput: () => undefined,
      ended: Promise.resolve({ code: 7 }),
      write: () => undefined,
      endInput: () => undefined,
      interrupt: () => undefined,
      terminate: () => undefined,
    });
    await own;
    assert.equal((await result).exitCode, 7);
  });

  it('runs nothing where the workspace is not trusted', async () => {
    desk.isTrusted = false;
    await assert.rejects(watchPython(), /once you trust the workspace/);
    assert.deepEqual(host.programs.asked, []);
  });

  it('saves the file before it is run, or does not run it', async () => {
    const document = new StubDocument(FILE, '');
    document.isDirty = true;
    texts.documents.push(document);
    const { result, task, guest } = await host.start();
    assert.ok(!document.isDirty);
    leave(guest);
    task.end(0);
    await result;
    document.isDirty = true;
    document.save = () => Promise.resolve(false);
    await assert.rejects(watchPython(), /was not saved, so it was not run/);
  });

  it('takes the interpreter that the person has set, and else the first on the PATH that is new enough', async () => {
    host.programs.answers.set('python3', { stdout: '3.6.9', code: 0 });
    host.programs.answers.set('py', { stdout: '3.12.1', code: 0 });
    const first = await host.start();
    assert.ok('process' in first.task.task.execution);
    assert.equal(first.task.task.execution.process, 'py');
    leave(first.guest);
    first.task.end(0);
    await first.result;
    texts.settings.set('cachebook.watch.python', '/opt/python');
    host.programs.answers.set('/opt/python', { stdout: '3.8.0', code: 0 });
    const second = await host.start();
    assert.ok('process' in second.task.task.execution);
    assert.equal(second.task.task.execution.process, '/opt/python');
    leave(second.guest);
    second.task.end(0);
    await second.result;
  });

  it('asks a person once what is to be recorded', async () => {
    const running = commands.executeCommand('cachebook.watchPythonFile', FILE);
    const question = await desk.question();
    const choices = question.items as readonly { readonly keys: unknown }[];
    const next = terminals.next();
    question.answer(choices.find(({ keys }) => keys === true));
    const first = await next;
    first.start();
    first.end(1);
    await running;
    const again = terminals.next();
    const second = commands.executeCommand('cachebook.watchPythonFile', FILE);
    const task = await again;
    task.start();
    assert.ok('process' in task.task.execution);
    assert.equal(task.task.execution.options.env?.['CACHEBOOK_KEYS'], '1');
    task.end(1);
    await second;
    assert.deepEqual(desk.questions, []);
  });

  it('stands above its line, live and then as the last run, and moves with the text', async () => {
    const document = new StubDocument(
      FILE,
      'from functools import lru_cache\n\n@lru_cache(16)\ndef stairs(n): ...\n',
    );
    const { result, task, guest } = await host.start({ recordKeys: true });
    assert.deepEqual(host.lensesOf(document), [[2, 'Watch the caches of this file']]);
    climb(guest);
    const live = '52 hits, 30 misses, 63 %, 16 of 16 · 3 would be enough';
    assert.deepEqual(host.lensesOf(document).slice(0, 2), [
      [2, live],
      [2, 'Analyze'],
    ]);
    leave(guest);
    task.end(0);
    await result;
    assert.deepEqual(host.lensesOf(document).slice(0, 1), [[2, `${live} · last run`]]);
    assert.match(host.hoverOf(document, 2), /No request needed more than the 3 most recently used keys/);
    document.text = `\n${document.text}`;
    const start0 = { line: 0, character: 0 };
    texts.changed.fire({ document, contentChanges: [{ range: { start: start0, end: start0 }, text: '\n' }] });
    assert.deepEqual(host.lensesOf(document).slice(0, 1), [
      [3, `${live} · last run · the file has changed since`],
    ]);
    texts.settings.set('cachebook.watch.codeLens', false);
    assert.deepEqual(host.lensesOf(document), []);
  });

  it('groups caches by program, with those of libraries folded', async () => {
    const { result, task, guest } = await host.start();
    climb(guest);
    guest.take({
      type: 'cache',
      cache: 2,
      facts: lruCache({ name: 'parse', module: 'json', isLibrary: true }),
    });
    const { sessions } = host.store;
    const [program, ...others] = childrenOf(sessions, undefined);
    assert.deepEqual(others, []);
    assert.ok(program && 'kind' in program);
    assert.deepEqual([program.kind, program.title, program.isRunning], ['program', 'stairs.py', true]);
    const [own, libraries] = childrenOf(sessions, program);
    assert.ok(own && !('kind' in own) && libraries && 'kind' in libraries);
    assert.equal(libraries.title, 'In libraries (1)');
    assert.equal(childrenOf(sessions, libraries).length, 1);
    leave(guest);
    task.end(0);
    await result;
  });

  it('is part of a debug session where a setting says so, and changes its configuration once', async () => {
    const provider = debuggers.providers.get('debugpy') as {
      resolveDebugConfigurationWithSubstitutedVariables(
        folder: undefined,
        configuration: object,
      ): Promise<object>;
    };
    const resolve = (configuration: object): Promise<{ env?: Record<string, string> }> =>
      provider.resolveDebugConfigurationWithSubstitutedVariables(undefined, configuration);
    const plain = {
      type: 'debugpy',
      request: 'launch',
      name: 'stairs',
      env: { PYTHONPATH: '/mine', DEBUG: '1' },
    };
    assert.equal(await resolve(plain), plain);
    texts.settings.set('cachebook.watch.debugSessions', true);
    const watched = await resolve(plain);
    assert.match(watched.env?.['PYTHONPATH'] ?? '', /python:\/mine$/);
    assert.equal(watched.env?.['DEBUG'], '1');
    assert.equal(await resolve(watched), watched);
    assert.equal(host.programs.servers.length, 1);
    const attach = { ...plain, request: 'attach' };
    assert.equal(await resolve(attach), attach);
    const guest = host.programs.server.connect();
    climb(guest);
    leave(guest);
    const session = { configuration: watched };
    debuggers.started.fire(session);
    await commands.executeCommand('cachebook.stopWatching');
    assert.deepEqual(debuggers.stopped, [session]);
    debuggers.terminated.fire(session);
    assert.ok(!host.programs.server.isOpen);
    assert.equal(host.store.sessions[0]?.title, 'Debugging stairs');
  });
});
