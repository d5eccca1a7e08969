import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import type { BuildOptions } from 'esbuild';
import { build } from 'esbuild';
import { startProgram } from '../../../src/host/node/programs.ts';
import { openWatchServer } from '../../../src/host/node/watchServer.ts';
import { beginSession } from '../../../src/protocol/fold.ts';
import { SessionStore } from '../../../src/host/sessions/store.ts';
import { watchedEnvironment } from '../../../src/host/watch/environment.ts';
import { Program } from '../../../src/watch/program.ts';

const SECONDS = 5;

const root = path.join(import.meta.dirname, '../../..');
const PYTHON_PROBE = path.join(root, 'src/probe/python');

/** How often it is looked how much work was done since the last time, in ms: between two turns of the host's thread. */
const LOOK_MS = 2;

/** What a program costs the host that tells all it can: a row of a table. */
async function measured(name: string, file: string, args: readonly string[], node: string): Promise<string> {
  const store = new SessionStore();
  let program: Program | undefined;
  let operations = 0;
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const server = await openWatchServer('token', {
    welcome: (hello) => {
      const id = crypto.randomUUID();
      const heard = (program = new Program(hello, {
        began: () => store.start(beginSession(id, name, name)),
        record: (tick) => store.record(id, tick),
      }));
      return {
        take: (message) => {
          if (message.type === 'calls') operations += message.calls.length;
          heard.take(message);
        },
        end: () => {
          heard.end();
          end();
        },
      };
    },
    refused: (why) => {
      throw new Error(why);
    },
  });
  const errand = { address: server.address, token: 'token', keys: true } as const;
  const env = watchedEnvironment(errand, { python: PYTHON_PROBE, node }, process.env, false);
  const begun = process.cpuUsage();
  let [last, longest] = [begun, 0];
  const looking = setInterval(() => {
    const { user, system } = process.cpuUsage(last);
    last = process.cpuUsage();
    longest = Math.max(longest, (user + system) / 1000);
  }, LOOK_MS);
  const started = performance.now();
  const running = startProgram(
    { file, args: [...args, String(SECONDS)], cwd: import.meta.dirname, env },
    false,
  );
  await running.ended;
  await ended;
  clearInterval(looking);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(begun);
  server.dispose();
  store.dispose();
  const share = (user + system) / 10_000 / seconds;
  const dropped = program?.dropped ?? 0;
  return `| ${name} | ${Math.round(operations / seconds)} | ${dropped} | ${share.toFixed(0)} % | ${longest.toFixed(1)} |`;
}

/** Measures work rather than time: on a busy machine each turn takes as long as others let it. */
export async function measureFlood(python: string): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'cb-'));
  const node = path.join(folder, 'probe.cjs');
  const { builds } = createRequire(import.meta.url)('../../../esbuild.js') as { builds: BuildOptions[] };
  const options = builds.find(({ outdir }) => outdir === 'dist/probe/node');
  const { outputFiles } = await build({ ...options, absWorkingDir: root, write: false, logLevel: 'silent' });
  writeFileSync(node, outputFiles[0]?.contents ?? '');
  console.log(
    '\n| a flood with keys | operations taken in, 1/s | left out | the host works | longest turn, ms |',
  );
  console.log('| --- | --- | --- | --- | --- |');
  const fileOf = (name: string): string => path.join(import.meta.dirname, name);
  console.log(await measured('Python', python, [fileOf('flood.py')], node));
  console.log(await measured('Node', process.execPath, [fileOf('flood.cjs')], node));
  rmSync(folder, { recursive: true });
}
