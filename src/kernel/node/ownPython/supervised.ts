import type { MessagePort } from 'node:worker_threads';
import type { FromPython, ToPython } from './messages.ts';
import { PythonProcess } from './pythonProcess.ts';

/** The person's own Python, as the thread has it that supervises: one process at a time. */
export class SupervisedPython {
  private process: PythonProcess | undefined;

  constructor(private readonly port: MessagePort) {
    port.on('message', (message: ToPython) => this.receive(message));
  }

  /** Whether it is given time to react to an interrupt; then nobody else is to lose patience. */
  get isStopping(): boolean {
    return this.process?.isStopping ?? false;
  }

  /** The process groups that an interrupt of the session spares. */
  get groups(): ReadonlySet<number> {
    return this.process?.groups ?? new Set();
  }

  /** Ends it with all that it has started. */
  end(): void {
    this.process?.end();
  }

  private receive(message: ToPython): void {
    const { id } = message;
    if (message.type === 'start') {
      const tell = (told: Omit<FromPython, 'id'>): void => this.port.postMessage({ ...told, id });
      const process = new PythonProcess(id, message.command, message.code, {
        onOutput: (stream, text) => tell({ type: 'output', stream, text } as FromPython),
        onLine: (line) => tell({ type: 'line', line } as FromPython),
        onEnd: (end) => {
          if (this.process === process) this.process = undefined;
          tell({ type: 'end', end } as FromPython);
        },
      });
      this.process = process;
      return;
    }
    const { process } = this;
    if (process?.id !== id) return;
    if (message.type === 'send') process.send(message.line);
    else if (message.type === 'interrupt') process.interrupt();
    else process.rested();
  }
}
