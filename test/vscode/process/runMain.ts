import { shutdown } from './shutdown.ts';

/** Runs a command's body: its number becomes the exit code, an error its message; whatever was started is ended. */
export function runMain(main: () => Promise<number>): void {
  // Whoever reads our output has gone: `npm start | head`. Ends like Ctrl+C.
  process.stdout.on('error', () => process.kill(process.pid, 'SIGTERM'));
  void main()
    .catch((error: unknown) => {
      console.error(error instanceof Error ? error.message : error);
      return 1;
    })
    .then(async (code) => {
      await shutdown();
      process.exitCode = code;
    });
}
