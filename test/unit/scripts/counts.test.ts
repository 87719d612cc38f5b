import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readCounts, testFiles } from '../../../scripts/lib/mochaSuite.mjs';
import { root } from '../../../scripts/lib/paths.mjs';

describe('scripts: counting tests', () => {
  let directory: string;
  let counts: string;
  beforeEach(() => {
    directory = mkdtempSync(path.join(os.tmpdir(), 'counts-'));
    counts = path.join(directory, 'counts.json');
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('calls a run without a report broken', () => {
    assert.throws(() => readCounts(counts, 'unit', 0), /unit: the test run ended without a report \(0\)/);
  });

  it('calls a run without a test broken', () => {
    report({ passed: 0, failed: 0, skipped: 3 });
    assert.throws(() => readCounts(counts, 'unit', 0), /unit: no test was executed/);
  });

  it('calls a run broken that passed and then crashed', () => {
    report({ passed: 3, failed: 0, skipped: 0 });
    assert.throws(
      () => readCounts(counts, 'host', 'the page crashed'),
      /did not end in order \(the page crashed\)/,
    );
  });

  it('gives the counts of a run that failed in order', () => {
    const counted = { passed: 3, failed: 1, skipped: 2, failures: ['adds: no'] };
    report(counted);
    assert.deepEqual(readCounts(counts, 'unit', 1), counted);
  });

  it('finds no files in a suite that does not exist', () => {
    assert.deepEqual(testFiles('no-such-suite'), []);
  });

  it('finds the files of a suite by a part of their names, of several names each', () => {
    const asked = ['scripts/counts', 'sandbox/time'];
    assert.deepEqual(
      testFiles('unit', asked).map(name => path.basename(name)),
      ['time.test.ts', 'counts.test.ts'],
    );
  });

  it('counts passed, failed and skipped tests as mocha saw them, and names what failed', () => {
    const file = path.join(directory, 'sample.cjs');
    writeFileSync(
      file,
      `it('a', () => {}); it('b', () => {}); describe('c', () => it('d', () => { throw new Error('no\\nnot'); })); it('e');`,
    );
    const mocha = path.join(root, 'node_modules/mocha/bin/mocha.js');
    const reporter = path.join(root, 'scripts/lib/reporter.cjs');
    const { status } = spawnSync(process.execPath, [mocha, '--reporter', reporter, file], {
      cwd: root,
      env: { ...process.env, KEYHOLE_COUNTS: counts },
    });
    assert.deepEqual(readCounts(counts, 'sample', status ?? undefined), {
      passed: 2,
      failed: 1,
      skipped: 1,
      failures: ['c d: no\n    not'],
    });
  });

  function report(content: object): void {
    writeFileSync(counts, JSON.stringify(content));
  }
});
