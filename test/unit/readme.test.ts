import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/lib/paths.mjs';
import { operations } from '../../src/aws/operations';
import { checks } from '../../src/core/access/checks';
import { lintFile } from './policy/support';

const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
/** Done by a service for the caller, so a permission without a call. */
const BEHIND = ['kms:Decrypt'];
const CHANGES = /:(?:Put|Delete)/;

describe('README', () => {
  const policy = /```json\n(\{[\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const allowed = [...policy.matchAll(/"(\w+:\w+)"/g)].map(([, action]) => action).sort();
  const reads = [...operations.filter(action => !CHANGES.test(action)), ...BEHIND].sort();
  const needed = reads.filter(action => action !== 'sts:GetCallerIdentity');

  it('says of every call when it is made, and of no other', () => {
    const [, section = ''] = readme.split('### What Keyhole calls and when');
    const [table = ''] = section.split(/^## /m);
    const told = [...table.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, action]) => action),
    );
    assert.deepEqual(told.sort(), [...operations, ...BEHIND].sort());
  });

  it('has a policy for what is read, and for nothing else', () => {
    assert.deepEqual(allowed, needed);
    assert.deepEqual(lintFile(policy, { kind: 'identity' }), []);
  });

  it('is what Check My Access looks at', () => {
    assert.deepEqual(checks.map(({ action }) => action).sort(), reads);
  });
});
