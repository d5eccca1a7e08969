import type { ChildProcess } from 'node:child_process';
import { on } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import * as v from 'valibot';
import { KernelChannel } from '../../../src/host/node/kernelChannel.ts';
import type { HostToKernel, ScenarioProgram } from '../../../src/protocol/kernel.ts';
import { KernelToHost } from '../../../src/protocol/kernel.ts';
import type { KernelDelta } from '../../../src/protocol/session.ts';

const { scenarioLines } = createRequire(import.meta.url)('../../../scenarioLines.js') as {
  scenarioLines: Plugin;
};

export type Scenario = Partial<ScenarioProgram> & { readonly l10n?: Record<string, unknown> };
export type LastMessage = Extract<KernelToHost, { type: 'done' | 'error' }>;

/** The kernel as it is shipped, in a folder of its own. */
export interface KernelBundle {
  readonly file: string;
  /** The host's end of the line to it, for a host that is a program of its own. */
  readonly channel: string;
}

let bundled: Promise<KernelBundle> | undefined;

/** One for all files of tests that run in this process: to bundle costs more than most of them. */
export function bundleKernel(): Promise<KernelBundle> {
  return (bundled ??= bundle());
}

async function bundle(): Promise<KernelBundle> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cachebook-kernel-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const source = (name: string): string => fileURLToPath(new URL(`../../../src/${name}.ts`, import.meta.url));
  const options = {
    bundle: true,
    platform: 'node',
    format: 'cjs',
    minify: true,
    logLevel: 'silent',
  } as const;
  const session = source('kernel/node/session');
  await build({ ...options, entryPoints: { session }, outdir: folder, plugins: [scenarioLines] });
  const entryPoints = {
    kernel: source('kernel/node/main'),
    // The host's end of the line.
    channel: source('host/node/kernelChannel'),
    // What it loads where caches are shared, and the program of further processes.
    shared: source('kernel/node/shared/main'),
    reader: source('kernel/node/shared/reader'),
  };
  await build({ ...options, entryPoints, outdir: folder });
  const player = source('kernel/player');
  await build({ ...options, platform: 'browser', entryPoints: { player }, outdir: folder });
  return { file: path.join(folder, 'kernel.js'), channel: path.join(folder, 'channel.js') };
}

/** A real kernel, and the host's end of the line to it. */
export class KernelLine {
  private readonly channel: KernelChannel;
  protected readonly messages: AsyncIterator<unknown[], undefined>;

  constructor(file: string, options: ConstructorParameters<typeof KernelChannel>[1]) {
    this.channel = new KernelChannel(file, { execArgv: [], ...options });
    this.messages = on(this.channel, 'message', { close: ['exit'] });
  }

  get child(): ChildProcess {
    return this.channel.child;
  }

  send(message: HostToKernel): void {
    this.channel.send(message);
  }

  /** Hangs up, as a host that is gone. */
  hangUp(): void {
    this.channel.close();
  }
}

/** A real kernel and what it says, checked as the host checks it. */
export class KernelProcess extends KernelLine {
  constructor(file: string, env: NodeJS.ProcessEnv = {}) {
    super(file, { env: { PATH: process.env['PATH'], ...env } });
  }

  async next(): Promise<KernelToHost> {
    const message = await this.messages.next();
    if (message.done) throw new Error('The kernel has ended.');
    return v.parse(KernelToHost, message.value[0]);
  }

  /** Waits until it is ready, then has it run a scenario. */
  async begin({ l10n, ...scenario }: Scenario): Promise<void> {
    const { type } = await this.next();
    if (type !== 'ready') throw new Error(`The kernel began with ${type}.`);
    this.send({ type: 'open', secret: '', l10n });
    await this.run(scenario);
  }

  /** Has it run a scenario, when it is ready. */
  async run(scenario: Partial<ScenarioProgram>): Promise<void> {
    const program: ScenarioProgram = {
      kind: 'scenario',
      scenario: '',
      params: {},
      settings: { timeoutSeconds: 5 },
      ...scenario,
    };
    this.send({ type: 'run', run: 'run', program });
    if ((await this.next()).type !== 'started') throw new Error('The scenario did not start.');
  }

  /** Waits for a delta of a kind. */
  async until(isAwaited: (delta: KernelDelta) => boolean): Promise<void> {
    for (;;) {
      const message = await this.next();
      if (message.type === 'events' && isAwaited(message.delta)) return;
    }
  }

  /** How it has ended: what it has failed with, or its end. */
  async last(): Promise<LastMessage> {
    for (;;) {
      const message = await this.next();
      if (message.type === 'done' || message.type === 'error') return message;
    }
  }
}
