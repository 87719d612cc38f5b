// Mocha's spec reporter that also writes its counts to the file named in KEYHOLE_COUNTS, so that the summary is
// counted and never parsed out of text. A run that dies before the end leaves no file, and no file is a failure.
const { writeFileSync } = require('node:fs');
const { reporters, Runner } = require('mocha');

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      if (process.env.KEYHOLE_COUNTS) {
        writeFileSync(
          process.env.KEYHOLE_COUNTS,
          JSON.stringify({ passed: passes, failed: failures, skipped: pending }),
        );
      }
    });
  }
};
