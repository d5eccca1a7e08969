import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { on } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import * as v from 'valibot';
import type { HostToKernel } from '../../../src/protocol/kernel.ts';
import { KernelToHost } from '../../../src/protocol/kernel.ts';
import type { SessionDelta } from '../../../src/protocol/session.ts';

export type RunMessage = Extract<HostToKernel, { type: 'run' }>;
export type LastMessage = Extract<KernelToHost, { type: 'finished' | 'failed' }>;

/** The kernel as it is shipped, in a folder of its own. */
export interface KernelBundle {
  readonly file: string;
  remove(): void;
}

/** `main` is the kernel of scenarios, `notebookMain` that of notebooks. */
export async function bundleKernel(name: 'main' | 'notebookMain' = 'main'): Promise<KernelBundle> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cachebook-kernel-'));
  const file = path.join(folder, 'kernel.js');
  const entry = fileURLToPath(new URL(`../../../src/kernel/node/${name}.ts`, import.meta.url));
  const options = {
    bundle: true,
    platform: 'node',
    format: 'cjs',
    minify: true,
    logLevel: 'silent',
  } as const;
  await build({ ...options, entryPoints: [entry], outfile: file });
  return { file, remove: () => rmSync(folder, { recursive: true }) };
}

/** A real kernel and what it says, checked as the host checks it. */
export class KernelProcess {
  readonly child: ChildProcess;
  private readonly messages: AsyncIterator<unknown[], undefined>;

  constructor(file: string, env: NodeJS.ProcessEnv = {}) {
    this.child = fork(file, [], { env: { PATH: process.env['PATH'], ...env }, execArgv: [] });
    this.messages = on(this.child, 'message', { close: ['exit'] });
  }

  async next(): Promise<KernelToHost> {
    const message = await this.messages.next();
    if (message.done) throw new Error('The kernel has ended.');
    return v.parse(KernelToHost, message.value[0]);
  }

  /** Waits until it is ready, then has it run something. */
  async begin(run: Partial<RunMessage>): Promise<void> {
    const { type } = await this.next();
    if (type !== 'ready') throw new Error(`The kernel began with ${type}.`);
    this.child.send({ type: 'run', params: {}, settings: { timeoutSeconds: 5 }, ...run });
  }

  /** Waits for a delta of a kind. */
  async until(isAwaited: (delta: SessionDelta) => boolean): Promise<void> {
    for (;;) {
      const message = await this.next();
      if (message.type === 'events' && isAwaited(message.delta)) return;
    }
  }

  /** What it says in the end. */
  async last(): Promise<LastMessage> {
    for (;;) {
      const message = await this.next();
      if (message.type === 'finished' || message.type === 'failed') return message;
    }
  }
}
