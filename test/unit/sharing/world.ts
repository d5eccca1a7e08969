import { memoizeShared, type Shared, type SharedOptions } from '../../../src/sharing/index.ts';
import { FakeClient, FakeServer, FakeTime } from './fake.ts';

type Page = Shared<(key: string) => Promise<unknown>>;

/** Some processes and their server, on a clock of their own. */
export class World {
  readonly time = new FakeTime();
  readonly server = new FakeServer(this.time);
  readonly problems: string[] = [];
  runs = 0;
  /** What the function gives. */
  truth: unknown = { page: 1 };
  /** How long it takes, in ms. */
  takes = 0;

  process(options: Partial<SharedOptions> = {}): { readonly page: Page; readonly client: FakeClient } {
    const client = new FakeClient(this.server);
    const run = async (key: string): Promise<unknown> => {
      this.runs++;
      const value = this.truth;
      if (this.takes > 0) await new Promise<void>((resolve) => this.time.after(this.takes, resolve));
      if (value instanceof Error) throw value;
      return value === 'key' ? key : value;
    };
    const page = memoizeShared(run, {
      client,
      name: 'page',
      clock: this.time,
      // What the server has said has arrived, and waits until the process looks.
      timers: {
        after: this.time.after.bind(this.time),
        afterThisTurn: (task: () => void) =>
          setImmediate(() => {
            while (client.toClient.length > 0) client.step(false);
            task();
          }),
      },
      jitter: 0,
      onProblem: (problem) => this.problems.push(problem),
      ...(options as object),
    });
    return { page, client };
  }
}
