import assert from 'node:assert/strict';
import { keyUnused } from '../../../../src/core/health/rules/keyUnused';
import { daysAgo, facts, key, parameter, ruleTests } from '../support';

const old = { trackedSince: daysAgo(200), creationDate: daysAgo(400) };

ruleTests(keyUnused, {
  found: {
    'one not used for long': [
      key({ usage: { ...old, lastUsedDate: daysAgo(91), operation: 'Decrypt' } }),
      /^It was last used on 2026-08-21\.$/,
      'info',
    ],
    'one never used': [
      key({ usage: { trackedSince: daysAgo(100), creationDate: daysAgo(100) } }),
      /never used since it was made, on 2026-08-12/,
      'info',
    ],
    'one not used since KMS keeps that': [
      key({ usage: old }),
      /no use since 2026-05-04, when it began to keep that/,
      'info',
    ],
    'what is encrypted with one': [
      key({ usage: old }),
      /Encrypted with it, and read by nobody since: \/app\/password/,
      'info',
      { parameters: [parameter({ name: '/app/password', type: 'SecureString', keyId: 'alias/app' })] },
    ],
    'one of which not all is known': [
      key({ usage: old }),
      /Not everything was read that may be encrypted with it/,
      'info',
      { allItems: false },
    ],
  },
  silent: {
    'one used 90 days ago': [key({ usage: { ...old, lastUsedDate: daysAgo(90) } })],
    'one that is young': [key({ usage: { trackedSince: daysAgo(90), creationDate: daysAgo(90) } })],
    'one whose use was not read': [key({})],
    'one whose use is not told': [key({ usage: {} })],
    'one that is disabled, which another rule says': [key({ usage: old, metadata: { state: 'Disabled' } })],
    'one of AWS': [key({ usage: old, manager: 'AWS' })],
  },
});

describe('a key that nobody uses', () => {
  it('is offered for deletion only where it is known that nothing is encrypted with it', () => {
    const unused = key({ usage: old });
    assert.equal(keyUnused.check(unused, facts())?.fixes, undefined);
    assert.deepEqual(keyUnused.check(unused, facts({ allItems: false }))?.fixes, []);
  });
});
