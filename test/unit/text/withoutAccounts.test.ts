import assert from 'node:assert/strict';
import { withoutAccounts } from '../../../src/core/text/withoutAccounts';

const M = '••••••••••••';

describe('texts without account numbers', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['dev · 123456789012 · eu-west-1', `dev · ${M} · eu-west-1`],
    ['arn:aws:iam::123456789012:role/app', `arn:aws:iam::${M}:role/app`],
    ['123456789012, 210987654321', `${M}, ${M}`],
    ['sign in to 123456789012.', `sign in to ${M}.`],
    // Neither longer numbers nor the end of a key's id, which is looked for by it.
    ['1234567890123 and 12345678901', '1234567890123 and 12345678901'],
    ['1234abcd-12ab-34cd-56ef-123456789012', '1234abcd-12ab-34cd-56ef-123456789012'],
    [
      'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-123456789012',
      `arn:aws:kms:eu-west-1:${M}:key/1234abcd-12ab-34cd-56ef-123456789012`,
    ],
    ['', ''],
  ];
  for (const [text, shown] of cases)
    it(JSON.stringify(text), () => assert.equal(withoutAccounts(text), shown));
});
