/**
 * Mocha's spec reporter, and at its end one line of JSON in the file that CACHEBOOK_RESULTS names: how many tests
 * passed, failed and were skipped, and which took longest. `npm test` adds these lines up.
 */
const { appendFileSync } = require('node:fs');
const Mocha = require('mocha');

/** So many of the slowest tests are named. */
const SLOWEST = 3;

module.exports = class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const skipped = [];
    const slowest = [];
    runner.on('pending', (test) => skipped.push(test.fullTitle()));
    runner.on('test end', (test) => {
      slowest.push({ title: test.fullTitle(), ms: test.duration ?? 0 });
      slowest.sort((a, b) => b.ms - a.ms).splice(SLOWEST);
    });
    runner.once('end', () => {
      const file = process.env.CACHEBOOK_RESULTS;
      const { passes: passed, failures: failed } = this.stats;
      if (file) appendFileSync(file, `${JSON.stringify({ passed, failed, skipped, slowest })}\n`);
    });
  }
};
