import type { Event } from 'vscode';

/** Resolves as soon as `holds` does; it is asked now and after each `event`. The test's own timeout is the limit. */
export function until(holds: () => boolean, event: Event<unknown>): Promise<void> {
  if (holds()) return Promise.resolve();
  return new Promise((resolve) => {
    const subscription = event(() => {
      if (!holds()) return;
      subscription.dispose();
      resolve();
    });
  });
}
