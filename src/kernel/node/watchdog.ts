import { Worker } from 'node:worker_threads';

/** How often the parent is looked for, in ms. */
const PERIOD_MS = 250;

/**
 * Ends this process soon after its parent is gone, also in the middle of an endless loop: the main thread could not
 * hear of it then, so another thread keeps watch.
 */
export function watchParent(): void {
  const watch = `
    const parent = ${process.ppid};
    const alive = () => { try { process.kill(parent, 0); return process.ppid === parent; } catch { return false; } };
    setInterval(() => { if (!alive()) process.kill(process.pid, 'SIGKILL'); }, ${PERIOD_MS});
  `;
  new Worker(watch, { eval: true, stdout: false, stderr: false }).unref();
}
