import { findServer, type Found } from '../../../../src/kernel/node/redis/find.ts';

let found: Promise<Found> | undefined;

/** The server of this machine. Tests are started by a person, so one is fetched where there is none. */
export function testServer(): Promise<Found> {
  return (found ??= findServer({ mayFetch: true }));
}

/**
 * Describes tests that need a Redis or Valkey server. Where none can be had they are red in CI, and skipped by name
 * elsewhere, with the reason.
 */
export function withServer(title: string, tests: () => void): void {
  describe(title, () => {
    before('need a Redis or Valkey server', async function () {
      await testServer().catch((error: unknown) => {
        if (process.env['CI'] !== undefined) throw error;
        // The reason stands in the names of what is skipped.
        const suite = this.test?.parent;
        if (suite) suite.title += ` (${error instanceof Error ? error.message : String(error)})`;
        this.skip();
      });
    });
    tests();
  });
}
