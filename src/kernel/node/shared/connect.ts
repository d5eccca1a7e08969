import * as l10n from '@vscode/l10n';
import { codeOf, explain, systemTimers } from '../../../sharing/index.ts';
import type {
  ConnectOptions,
  SharedConnection,
  SharedServer,
  SharedState,
  Timers,
} from '../../../sharing/index.ts';
import { addressOf, type Address } from './address.ts';
import { openLine, type Line } from './line.ts';
import { explainConnection, wantsLogin } from './explain.ts';

/** After so many looks without an answer the line is given up, but not before a command may take. */
const LOOKS = 4;

/** The pauses between two tries to connect, in ms: they become longer, and none is quite like another. */
const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 1000;

type Events = 'invalidate' | 'ready' | 'error' | 'reconnecting' | 'end';
type Hear = (value: never) => void;
interface Call {
  readonly keys: string[];
  readonly arguments: string[];
}

/** As `ConnectShared` says. The timers are for those who replace the global ones. */
export async function connectShared(
  url: string,
  options: ConnectOptions = {},
  timers: Timers = systemTimers,
): Promise<SharedConnection> {
  const connection = new Connection(addressOf(url, options), options, timers);
  await connection.begin();
  return connection;
}

/** Keeps a line up. A timer of it keeps no process alive, but while somebody waits for the first answer. */
class Connection implements SharedConnection {
  readonly tracksKeys = true;
  state: SharedState = 'connecting';
  problem: string | undefined;
  wantsLogin = false;
  server: SharedServer | undefined;
  private readonly hearers = new Map<Events, Set<Hear>>();
  /** Commands that were sent while there was no line. */
  private readonly waiting = new Set<() => void>();
  private readonly timeoutMs: number;
  private line: Line | undefined;
  private tries = 0;
  private cancel: () => void = () => undefined;

  constructor(
    private readonly address: Address,
    private readonly options: ConnectOptions,
    private readonly timers: Timers,
  ) {
    this.timeoutMs = (options.timeout ?? 0.2) * 1000;
  }

  get isReady(): boolean {
    return this.line !== undefined;
  }

  /** Resolves when the first try has come to an end, or has taken too long. */
  begin(): Promise<void> {
    const ms = (this.options.connectTimeout ?? 1) * 1000;
    return new Promise((resolve) => {
      const late = (): void => {
        if (this.state === 'connecting') this.fail(new Error('ETIMEDOUT'), true);
        resolve();
      };
      const cancel = this.timers.after(ms, late, false);
      void this.connect(true).then(() => {
        cancel();
        resolve();
      });
    });
  }

  eval(script: string, call: Call): Promise<unknown> {
    return this.send(
      ['EVAL', script, String(call.keys.length), ...call.keys, ...call.arguments],
      call.keys[0],
    );
  }

  evalSha(sha1: string, call: Call): Promise<unknown> {
    return this.send(
      ['EVALSHA', sha1, String(call.keys.length), ...call.keys, ...call.arguments],
      call.keys[0],
    );
  }

  /** Who looks up a value has an origin to go to. Who sends a command has not, and so waits for the line as well. */
  command(words: readonly string[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const go = (): void => {
        this.waiting.delete(go);
        this.send([...words], undefined)
          .then(resolve, reject)
          .finally(cancel);
      };
      const late = (): void => {
        this.waiting.delete(go);
        reject(new Error(this.problem ?? l10n.t('The server has not answered in time.')));
      };
      const cancel = this.timers.after(this.timeoutMs, late, false);
      if (this.isReady || this.isClosed()) go();
      else this.waiting.add(go);
    });
  }

  on(event: Events, hear: Hear): this {
    const known = this.hearers.get(event) ?? new Set();
    this.hearers.set(event, known.add(hear));
    return this;
  }

  close(): Promise<void> {
    if (this.state === 'closed') return Promise.resolve();
    this.state = 'closed';
    this.cancel();
    const { line } = this;
    this.line = undefined;
    line?.end();
    this.goOn();
    this.tell('end');
    return Promise.resolve();
  }

  private send(words: string[], key: string | undefined): Promise<unknown> {
    if (!this.line) return Promise.reject(new Error(l10n.t('There is no line to the server.')));
    return this.line.send(words, key);
  }

  private async connect(isFirst: boolean): Promise<void> {
    try {
      const line = await openLine(this.address, this.timers, {
        onInvalidate: (key) => this.tell('invalidate', key),
        onLost: (error) => this.lose(line, error),
      });
      if (this.isClosed()) {
        line.end();
        return;
      }
      this.line = line;
      this.server = line.server;
      this.tries = 0;
      this.state = 'connected';
      this.wantsLogin = false;
      this.say(line.server.role === 'replica' ? explain(new Error('READONLY It is')) : undefined);
      this.goOn();
      this.tell('ready');
      this.beat(line);
    } catch (error) {
      this.fail(error, isFirst);
      this.comeBack();
    }
  }

  private goOn(): void {
    for (const go of [...this.waiting]) go();
  }

  private isClosed(): boolean {
    return this.state === 'closed';
  }

  /** What was connected is no longer. */
  private lose(line: Line, error: unknown): void {
    if (this.line !== line) return;
    this.line = undefined;
    line.end();
    this.cancel();
    this.fail(error, false);
    this.comeBack();
  }

  private fail(error: unknown, isFirst: boolean): void {
    if (this.isClosed()) return;
    this.state = 'bypassed';
    this.wantsLogin = wantsLogin(error);
    // A server that starts again is away for a moment: that is told when a try to come back has failed as well.
    if (isFirst || this.tries > 0) this.say(explainConnection(error, this.address));
    this.tell('error', error);
  }

  private comeBack(): void {
    if (this.isClosed()) return;
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.tries++);
    this.cancel = this.timers.after(pause * (0.75 + Math.random() / 2), () => void this.connect(false), true);
  }

  /** Looks again and again whether the server is there: a line can be dead without saying so. */
  private beat(line: Line): void {
    const pause = (this.options.heartbeat ?? 0.25) * 1000;
    // A server that works on one command answers no other: as long as that may take, its silence says nothing.
    const longest = Math.max(LOOKS * pause, this.timeoutMs);
    let heard = performance.now();
    const look = (): void => {
      if (this.line !== line) return;
      // A process that was busy reads first what has come.
      this.timers.afterThisTurn(() => {
        if (performance.now() - heard > longest) this.lose(line, new Error('ETIMEDOUT'));
      });
      line.send(['PING'], undefined).then(
        () => (heard = performance.now()),
        (error: unknown) => codeOf(error) !== undefined && (heard = performance.now()),
      );
      this.cancel = this.timers.after(pause, look, true);
    };
    look();
  }

  private say(problem: string | undefined): void {
    if (problem === this.problem) return;
    this.problem = problem;
    try {
      this.options.onProblem?.(problem);
    } catch {
      // Who listens is a guest.
    }
  }

  private tell(event: Events, value?: unknown): void {
    for (const hear of [...(this.hearers.get(event) ?? [])]) hear(value as never);
  }
}
