import { keyDeletionReferenced } from '../../../../src/core/health/rules/keyDeletionReferenced';
import { daysAgo, key, parameter, ruleTests } from '../support';

const pending = key({ metadata: { state: 'PendingDeletion', deletionDate: daysAgo(-7) } });
const mentions = new Map([[pending.arn, ['a.yaml']]]);

ruleTests(keyDeletionReferenced, {
  found: {
    'one that something is under': [
      pending,
      /deleted on 2026-11-27, and these are lost with it: \/app\/key/,
      'error',
      { parameters: [parameter({ name: '/app/key', type: 'SecureString', keyId: pending.arn })], mentions },
    ],
    'one of which another Region may have another': [
      key({ metadata: { state: 'PendingDeletion', multiRegion: true } }),
      /to be deleted, and these cannot be read in this Region without it: \/app\/key/,
      'error',
      { parameters: [parameter({ name: '/app/key', type: 'SecureString', keyId: pending.arn })] },
    ],
    'one that a file names': [pending, /and named in: a\.yaml/, 'warning', { mentions }],
    'a primary that waits for its replicas': [
      key({ metadata: { state: 'PendingReplicaDeletion' } }),
      /It is to be deleted, and named in/,
      'warning',
      { mentions },
    ],
  },
  silent: {
    'one that nothing needs': [pending],
    'one that stays': [key(), { mentions }],
    'one whose state is not known': [
      { keyId: 'k', arn: pending.arn, manager: 'CUSTOMER', aliases: [], label: 'k' },
      { mentions },
    ],
  },
});
