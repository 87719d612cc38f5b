import type { ResourceRule } from '../context';
import { daysWithin } from '../daysWithin';

const CODE = 'key/rotation-period';

export const keyRotationPeriod: ResourceRule = {
  code: CODE,
  severity: 'error',
  evidence: 'static',
  summary: 'The rotation period of a key is outside what KMS takes.',
  documentation: {
    what: '`RotationPeriodInDays` below 90 or above 2560.',
    why: 'EnableKeyRotation refuses it and the deployment fails.',
    example: ['RotationPeriodInDays: 30  # found', 'RotationPeriodInDays: 90  # right'].join('\n'),
    source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_EnableKeyRotation.html',
  },
  check: daysWithin({
    code: CODE,
    property: 'RotationPeriodInDays',
    types: new Set(['AWS::KMS::Key']),
    least: 90,
    most: 2560,
    sentence: 'A key rotates every',
  }),
};
