import assert from 'node:assert/strict';
import type { KeyMetadata } from '../../../../src/core/catalog/items';
import { wideRemarks } from '../../../../src/core/health/keyPolicy';
import { keyPolicyWide } from '../../../../src/core/health/rules/keyPolicyWide';
import { key, ruleTests } from '../support';

const open = {
  code: 'policy/reachable-from-any-account',
  severity: 'error',
  message: 'Any AWS account can use this key',
} as const;
const foreign = { code: 'policy/foreign-account', severity: 'info', message: 'Another account: 1' } as const;

ruleTests(keyPolicyWide, {
  found: {
    'a policy that is wide open': [
      key({ policy: [foreign, open] }),
      /Any AWS account can use this key \(policy\/reachable-from-any-account\)/,
      'error',
    ],
    'one that is open a little': [key({ policy: [foreign] }), /Another account/, 'info'],
  },
  silent: {
    'one that lets in whom it should': [key({ policy: [] })],
    'one that was not read': [key()],
    'one of AWS': [key({ manager: 'AWS', policy: [open] })],
  },
});

describe('what is wide in a live key policy', () => {
  const { metadata } = key();
  const remarks = (principal: unknown, trusted: readonly string[] = []) => {
    const root = {
      Sid: 'root',
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111122223333:root' },
      Action: 'kms:*',
      Resource: '*',
    };
    const statement = {
      Sid: 'more',
      Effect: 'Allow',
      Principal: principal,
      Action: 'kms:Decrypt',
      Resource: '*',
    };
    const text = JSON.stringify({ Version: '2012-10-17', Statement: [root, statement] });
    assert.ok(metadata);
    const described: KeyMetadata = metadata;
    return wideRemarks(text, described, trusted).map(({ code }) => code);
  };

  it('is what the policy linter says of who is let in', () => {
    assert.deepEqual(remarks('*'), ['policy/reachable-from-any-account']);
    assert.deepEqual(remarks({ AWS: 'arn:aws:iam::111122223333:role/app' }), []);
  });

  it('is not an account that is trusted', () => {
    const other = { AWS: 'arn:aws:iam::444455556666:root' };
    assert.deepEqual(remarks(other), ['policy/foreign-account']);
    assert.deepEqual(remarks(other, ['444455556666']), []);
  });

  it('is nothing in a text that is no policy', () => {
    assert.ok(metadata);
    for (const text of ['', '{', '[]', 'null', '{"Statement":7}'])
      assert.deepEqual(wideRemarks(text, metadata), []);
  });
});
