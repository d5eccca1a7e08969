import { anyServer, kinds, serverOf, type Kind, type Program } from '../../../support/server.ts';

/** Describes tests that need a Redis or Valkey server, whichever there is. */
export function withServer(title: string, tests: () => void): void {
  describe(title, () => {
    before('need a Redis or Valkey server', async function () {
      await anyServer().catch((error: unknown) => leaveOut(this, error, true));
    });
    tests();
  });
}

/** Describes tests for Redis and for Valkey. One of the two is enough for a machine. */
export function withEachServer(
  title: (kind: Kind) => string,
  tests: (program: () => Program, kind: Kind) => void,
): void {
  for (const kind of kinds)
    describe(title(kind), () => {
      let program: Program;
      before(`need a ${kind}`, async function () {
        try {
          program = await serverOf(kind);
        } catch (error) {
          const others = await Promise.allSettled(kinds.map(serverOf));
          leaveOut(
            this,
            error,
            others.every(({ status }) => status === 'rejected'),
          );
        }
      });
      tests(() => program, kind);
    });
}

/** Where none can be had they are red in CI, and skipped by name elsewhere, with the reason. */
function leaveOut(context: Mocha.Context, error: unknown, isNeeded: boolean): void {
  if (isNeeded && process.env['CI'] !== undefined) throw error;
  // The reason stands in the names of what is skipped.
  const suite = context.test?.parent;
  if (suite) suite.title += ` (${error instanceof Error ? error.message : String(error)})`;
  context.skip();
}
