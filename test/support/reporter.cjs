/**
 * Mocha's spec reporter, and at its end one line of JSON in the file that CACHEBOOK_RESULTS names: how many tests
 * passed, failed and were skipped, which took longest, and what became of those that failed. `npm test` adds these
 * lines up.
 */
const { appendFileSync } = require('node:fs');
const { inspect } = require('node:util');
const Mocha = require('mocha');

/** So many of the slowest tests are named. */
const SLOWEST = 3;

/** So many lines of an error are told again at the end. */
const LINES = 6;

module.exports = class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const skipped = [];
    const slowest = [];
    const failures = [];
    runner.on('fail', (test, error) => failures.push({ title: test.fullTitle(), error: firstLines(error) }));
    runner.on('pending', (test) => skipped.push(test.fullTitle()));
    runner.on('test end', (test) => {
      slowest.push({ title: test.fullTitle(), ms: test.duration ?? 0 });
      slowest.sort((a, b) => b.ms - a.ms).splice(SLOWEST);
    });
    runner.once('end', () => {
      const file = process.env.CACHEBOOK_RESULTS;
      const { passes: passed, failures: failed } = this.stats;
      if (file) appendFileSync(file, `${JSON.stringify({ passed, failed, skipped, slowest, failures })}\n`);
    });
  }
};

function firstLines(error) {
  const text = String(error?.stack || error?.message || inspect(error));
  return text.split('\n').slice(0, LINES).join('\n');
}
