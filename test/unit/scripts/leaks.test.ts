import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findLeaks, findLeaksInArguments, formsOf } from '../../browser/lib/leaks';

const canary = { label: 'secret', value: 'Zq7"w/ü x&=%-4f9c2e81b0d7' };

describe('browser tests: the search for leaks', () => {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(path.join(os.tmpdir(), 'leaks-'));
    mkdirSync(path.join(directory, 'deep/er'), { recursive: true });
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('finds nothing where nothing is', () => {
    writeFileSync(path.join(directory, 'deep/er/log.txt'), 'Zq7 4f9c2e81b0d7');
    assert.deepEqual(findLeaks(directory, [canary]), []);
  });

  for (const [form, bytes] of formsOf(canary.value)) {
    it(`finds the form ${form} in the middle of other bytes`, () => {
      writeFileSync(
        path.join(directory, 'deep/er/state.bin'),
        Buffer.concat([Buffer.from([0, 255, 7]), bytes, Buffer.from([9, 0])]),
      );
      const leaks = findLeaks(directory, [canary]);
      assert.ok(leaks.some(leak => leak.form === form && leak.where === path.join('deep/er/state.bin')));
    });
  }

  for (const before of ['', 'a', 'ab', 'abc']) {
    it(`finds base64 of a text with ${before.length} bytes before it`, () => {
      const whole = Buffer.from(`${before}${canary.value}and more`).toString('base64');
      writeFileSync(path.join(directory, 'x.json'), `{"data":"${whole}"}`);
      assert.ok(findLeaks(directory, [canary]).some(leak => leak.form.startsWith('base64 at')));
    });
  }

  it('finds a value in a file name without repeating it', () => {
    writeFileSync(path.join(directory, 'deep', 'plain4f9c2e81b0d7.txt'), '');
    const [leak] = findLeaks(directory, [{ label: 'name', value: 'plain4f9c2e81b0d7' }]);
    assert.equal(leak?.label, 'name');
    assert.ok(!leak?.where.includes('4f9c'));
  });

  it('finds a value in the arguments of a process', () => {
    if (process.platform !== 'linux') return assert.deepEqual(findLeaksInArguments([canary]), []);
    const value = process.argv[1] ?? '';
    assert.ok(findLeaksInArguments([{ label: 'own', value }]).some(leak => leak.form === 'UTF-8'));
  });
});
