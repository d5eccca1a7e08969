import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

interface Message {
  readonly type: string;
  readonly command?: string;
  readonly event?: string;
  readonly success?: boolean;
  readonly message?: string;
  readonly request_seq?: number;
  readonly body?: unknown;
}

/** Speaks to a debugger as VS Code does: by the Debug Adapter Protocol. */
export class DebugAdapter {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly messages: Message[] = [];
  private bytes = Buffer.alloc(0);
  private requests = 0;
  private waiting: (() => void)[] = [];
  private hasEnded = false;

  constructor(file: string, args: readonly string[], env: NodeJS.ProcessEnv) {
    this.child = spawn(file, args, { env });
    this.child.stdin.on('error', () => undefined);
    this.child.stdout.on('data', (bytes: Buffer) => {
      this.bytes = Buffer.concat([this.bytes, bytes]);
      this.take();
    });
    this.child.once('close', () => {
      this.hasEnded = true;
      this.wake();
    });
  }

  /** Asks for something, without waiting for an answer. */
  ask(command: string, args: object = {}): number {
    const seq = ++this.requests;
    const text = JSON.stringify({ seq, type: 'request', command, arguments: args });
    this.child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    return seq;
  }

  async answerTo(seq: number): Promise<unknown> {
    const answer = await this.find(({ request_seq }) => request_seq === seq);
    if (answer.success !== true) throw new Error(`${answer.command}: ${answer.message}`);
    return answer.body;
  }

  async request(command: string, args?: object): Promise<unknown> {
    return this.answerTo(this.ask(command, args));
  }

  async event(name: string): Promise<unknown> {
    return (await this.find(({ event }) => event === name)).body;
  }

  async end(): Promise<void> {
    if (this.hasEnded) return;
    const closed = once(this.child, 'close');
    await this.request('disconnect', { terminateDebuggee: true }).catch(() => undefined);
    this.child.kill();
    await closed;
  }

  private async find(isIt: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const found = this.messages.find(isIt);
      if (found) return found;
      if (this.hasEnded) throw new Error('The debugger has ended.');
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  private take(): void {
    for (;;) {
      const end = this.bytes.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/.exec(this.bytes.toString('latin1', 0, end))?.[1]);
      if (end === -1 || this.bytes.length < end + 4 + length) return;
      this.messages.push(JSON.parse(this.bytes.toString('utf8', end + 4, end + 4 + length)) as Message);
      this.bytes = this.bytes.subarray(end + 4 + length);
      this.wake();
    }
  }

  private wake(): void {
    for (const go of this.waiting.splice(0)) go();
  }
}
