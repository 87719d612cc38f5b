import type { ResourceRule } from '../context';
import { daysWithin } from '../daysWithin';

const CODE = 'key/pending-window';

export const keyPendingWindow: ResourceRule = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'The waiting period of a key is outside what KMS takes.',
  documentation: {
    what: '`PendingWindowInDays` below 7 or above 30, of a key or a replica.',
    why: 'ScheduleKeyDeletion refuses it: the stack cannot delete the key, and CloudFormation refuses the property before.',
    example: ['PendingWindowInDays: 1  # found', 'PendingWindowInDays: 7  # right'].join('\n'),
    source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_ScheduleKeyDeletion.html',
  },
  check: daysWithin({
    code: CODE,
    property: 'PendingWindowInDays',
    types: new Set(['AWS::KMS::Key', 'AWS::KMS::ReplicaKey']),
    least: 7,
    most: 30,
    sentence: 'A key waits for its deletion',
  }),
};
