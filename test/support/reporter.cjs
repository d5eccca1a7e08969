/**
 * Mocha's spec reporter, and at its end one line of JSON in the file that CACHEBOOK_RESULTS names: how many tests of
 * each outermost group passed and failed, which were skipped, which took longest, and why the failed ones failed.
 * `npm test` adds these lines up.
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
    const groups = {};
    const countsOf = (test) => (groups[test.titlePath()[0]] ??= { passed: 0, failed: 0 });
    runner.on('pass', (test) => countsOf(test).passed++);
    runner.on('fail', (test, error) => {
      countsOf(test).failed++;
      failures.push({ title: test.fullTitle(), error: firstLines(error) });
    });
    runner.on('pending', (test) => skipped.push(test.fullTitle()));
    runner.on('test end', (test) => {
      slowest.push({ title: test.fullTitle(), ms: test.duration ?? 0 });
      slowest.sort((a, b) => b.ms - a.ms).splice(SLOWEST);
    });
    runner.once('end', () => {
      const file = process.env.CACHEBOOK_RESULTS;
      if (file) appendFileSync(file, `${JSON.stringify({ groups, skipped, slowest, failures })}\n`);
    });
  }
};

function firstLines(error) {
  const text = String(error?.stack || error?.message || inspect(error));
  return text.split('\n').slice(0, LINES).join('\n');
}
