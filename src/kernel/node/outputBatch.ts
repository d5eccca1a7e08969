import type { KernelToHost } from '../../protocol/kernel.ts';

type Output = Extract<KernelToHost, { type: 'output' }>;

/** How long text waits for more, in ms. */
const FRAME_MS = 33;

/** Makes few messages of much text, and keeps everything in its order. */
export class OutputBatch {
  private pending: Output | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly send: (message: KernelToHost) => void) {}

  add(message: KernelToHost): void {
    if (message.type === 'output') this.append(message);
    else {
      this.flush();
      this.send(message);
    }
  }

  private append(output: Output): void {
    const { pending } = this;
    if (pending?.run === output.run && pending.stream === output.stream) {
      this.pending = { ...pending, text: pending.text + output.text };
    } else {
      this.flush();
      this.pending = output;
    }
    this.timer ??= setTimeout(() => this.flush(), FRAME_MS);
  }

  /** Sends what waits: nothing more may come. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.pending) this.send(this.pending);
    this.pending = undefined;
  }
}
