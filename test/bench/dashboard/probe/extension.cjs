/** Writes how long the event loop of its extension host was held up, since the file `reset` was last there. */
const { existsSync, rmSync, writeFileSync } = require('node:fs');
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
  const look = () => {
    if (existsSync(reset)) {
      rmSync(reset);
      delays.reset();
    }
    const figures = { p99: inMs(delays.percentile(99)), max: inMs(delays.max) };
    writeFileSync(path.join(folder, 'delays.json'), JSON.stringify(figures));
  };
  const timer = setInterval(look, EVERY_MS);
  subscriptions.push({ dispose: () => clearInterval(timer) });
};
