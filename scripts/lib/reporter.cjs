// Mocha's spec reporter that also writes its counts, and what failed, to the file named in KEYHOLE_COUNTS, so that the
// summary is counted and never parsed out of text. A run that dies before the end leaves no file, and no file is a failure.
const { writeFileSync } = require('node:fs');
const { reporters, Runner } = require('mocha');

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const failed = [];
    runner.on(Runner.constants.EVENT_TEST_FAIL, (test, error) =>
      failed.push(`${test.fullTitle()}: ${beginning(String(error?.message ?? error))}`),
    );
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      if (process.env.KEYHOLE_COUNTS) {
        writeFileSync(
          process.env.KEYHOLE_COUNTS,
          JSON.stringify({ passed: passes, failed: failures, skipped: pending, failures: failed }),
        );
      }
    });
  }
};

/** Enough to know what it was; a comparison of large objects is whole where the test ran. */
function beginning(message) {
  const lines = message.split('\n');
  return lines.slice(0, 12).join('\n    ') + (lines.length > 12 ? '\n    …' : '');
}
