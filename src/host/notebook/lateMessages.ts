import type { Disposable } from '../lifecycle.ts';
import type { CellRun } from './cellRun.ts';
import type { RunMessage } from '../sessions/kernel.ts';

/** How long what is said of a cell after its end waits for more, in ms: its spinner turns with every batch. */
const LATE_MS = 1000;

/** What is said of cells after their end, in batches: text of timers, and caches that later cells go on using. */
export class LateMessages implements Disposable {
  private readonly pending = new Map<CellRun, RunMessage[]>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  add(run: CellRun, message: RunMessage): void {
    this.pending.set(run, joined(this.pending.get(run) ?? [], message));
    this.timer ??= setTimeout(() => this.flush(), LATE_MS);
  }

  /** Hands over what waits. Best done while another cell runs: then VS Code announces no end of a cell. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    for (const [run, messages] of this.pending) run.receiveLate(messages);
    this.pending.clear();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.pending.clear();
  }
}

/** Text goes on; of each display only the newest state is left. */
function joined(messages: readonly RunMessage[], message: RunMessage): RunMessage[] {
  const last = messages.at(-1);
  if (message.type === 'output' && last?.type === 'output' && last.stream === message.stream) {
    return [...messages.slice(0, -1), { ...last, text: last.text + message.text }];
  }
  const isSame = (each: RunMessage): boolean =>
    message.type === 'display' && each.type === 'display' && each.display === message.display;
  return [...messages.filter((each) => !isSame(each)), message];
}
