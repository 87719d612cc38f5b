import assert from 'node:assert/strict';
import { keyDisabled } from '../../../../src/core/health/rules/keyDisabled';
import { daysAgo, facts, key, parameter, ruleTests, secret } from '../support';

const disabled = key({ metadata: { state: 'Disabled' } });
const under = { keyId: 'alias/app' } as const;

ruleTests(keyDisabled, {
  found: {
    'one that nothing is under': [disabled, /costs as much/, 'info'],
    'one that things are under': [
      disabled,
      /cannot be read: \/app\/key, app\/login/,
      'error',
      {
        parameters: [parameter({ name: '/app/key', type: 'SecureString', ...under })],
        secrets: [secret(under)],
      },
    ],
    'one that something may be under that was not read': [
      disabled,
      /Not everything was read/,
      'info',
      { allItems: false },
    ],
    'one that only a secret on its way out is under': [
      disabled,
      /costs as much/,
      'info',
      { secrets: [secret({ ...under, deletedDate: daysAgo(1) })] },
    ],
  },
  silent: {
    'one that is enabled': [key(), { secrets: [secret(under)] }],
    'one whose state is not known': [{ keyId: 'k', arn: 'a', manager: 'CUSTOMER', aliases: [], label: 'k' }],
  },
});

describe('what is offered for a disabled key', () => {
  it('is no deletion where something is under it', () => {
    assert.deepEqual(keyDisabled.check(disabled, facts({ secrets: [secret(under)] }))?.fixes, ['enable-key']);
    assert.deepEqual(keyDisabled.check(disabled, facts({ allItems: false }))?.fixes, ['enable-key']);
    assert.equal(keyDisabled.check(disabled, facts())?.fixes, undefined);
  });
});
