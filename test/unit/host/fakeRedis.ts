import type { Redis, RedisLine } from '../../../src/host/platform.ts';

/** A line to a server that a test plays. */
export class FakeLine implements RedisLine {
  problem: string | undefined;
  wantsLogin = false;
  answer: string | undefined = 'redis_version:7.0.15';
  asked = 0;
  isClosed = false;
  private readonly listeners: ((problem: string | undefined) => void)[] = [];

  constructor(
    readonly address: string,
    readonly password: string | undefined,
  ) {}

  onProblem(listener: (problem: string | undefined) => void): void {
    this.listeners.push(listener);
  }

  tell(problem: string | undefined): void {
    this.problem = problem;
    for (const listener of this.listeners) listener(problem);
  }

  info(): Promise<string> {
    this.asked++;
    return this.answer === undefined ? Promise.reject(new Error('away')) : Promise.resolve(this.answer);
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }
}

/** A recording that runs until it is called off. */
export interface FakeMonitor {
  readonly address: string;
  readonly password: string | undefined;
  readonly onLine: (line: string) => void;
  fail(error: Error): void;
}

/** A world of servers, each with the password that it takes. */
export class FakeRedis implements Redis {
  readonly lines: FakeLine[] = [];
  readonly monitors: FakeMonitor[] = [];
  password: string | undefined;
  /** What is heard as soon as somebody listens. */
  heard: string[] = [];
  /** Why no line can be had. */
  problem: string | undefined;

  connect(address: string, password: string | undefined): Promise<RedisLine> {
    const line = new FakeLine(address, password);
    line.wantsLogin = password !== this.password;
    if (line.wantsLogin) line.problem = 'The server asks for its secret.';
    line.problem ??= this.problem;
    this.lines.push(line);
    return Promise.resolve(line);
  }

  monitor(
    address: string,
    password: string | undefined,
    signal: AbortSignal,
    onLine: (line: string) => void,
  ): Promise<void> {
    return new Promise((resolve, reject) => {
      for (const line of this.heard) onLine(line);
      this.monitors.push({ address, password, onLine, fail: reject });
      signal.addEventListener('abort', () => resolve());
    });
  }
}
