/**
 * Mocha's spec reporter, and at its end one line of JSON in the file that CACHEBOOK_RESULTS names: how many tests
 * passed, failed and were skipped. `npm test` adds these lines up.
 */
const { appendFileSync } = require('node:fs');
const Mocha = require('mocha');

module.exports = class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const skipped = [];
    runner.on('pending', (test) => skipped.push(test.fullTitle()));
    runner.once('end', () => {
      const file = process.env.CACHEBOOK_RESULTS;
      const { passes: passed, failures: failed } = this.stats;
      if (file) appendFileSync(file, `${JSON.stringify({ passed, failed, skipped })}\n`);
    });
  }
};
