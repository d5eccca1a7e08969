/**
 * Writes how long the event loop of its extension host was held up, since the file `reset` was last there, in ms. Of each
 * delay the time is told apart in which its thread was ready to run and the system ran another, where that can be known.
 */
const { existsSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { monitorEventLoopDelay } = require('node:perf_hooks');

const EVERY_MS = 250;
/** The timer of the histogram: a delay is what is above it. */
const RESOLUTION_MS = 5;

exports.activate = ({ subscriptions }) => {
  const folder = process.env.CACHEBOOK_BENCH;
  const reset = path.join(folder, 'reset');
  const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delays.enable();
  const inMs = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - RESOLUTION_MS);
  let work = 0;
  const look = () => {
    if (existsSync(reset)) {
      rmSync(reset);
      delays.reset();
      work = 0;
    }
    const figures = { p99: inMs(delays.percentile(99)), max: inMs(delays.max), work };
    writeFileSync(path.join(folder, 'delays.json'), JSON.stringify(figures));
  };
  let [before, waited] = [performance.now(), waitedMs()];
  const measure = () => {
    const [now, ms] = [performance.now(), waitedMs()];
    work = Math.max(work, now - before - RESOLUTION_MS - (ms - waited));
    [before, waited] = [now, ms];
  };
  const timers = [setInterval(look, EVERY_MS), setInterval(measure, RESOLUTION_MS)];
  subscriptions.push({ dispose: () => timers.forEach(clearInterval) });
};

/** How long the thread has waited for a processor since it began, in ms. */
function waitedMs() {
  try {
    return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[1]) / 1e6;
  } catch {
    return 0;
  }
}
