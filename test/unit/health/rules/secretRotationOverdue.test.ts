import { secretRotationOverdue } from '../../../../src/core/health/rules/secretRotationOverdue';
import { daysAgo, ruleTests, secret } from '../support';

const rotated = { rotationEnabled: true, lastRotatedDate: daysAgo(40) } as const;

ruleTests(secretRotationOverdue, {
  found: {
    'one whose date is past': [
      secret({ ...rotated, nextRotationDate: daysAgo(3) }),
      /due to rotate on 2026-11-17, and was last rotated on 2026-10-11/,
      'warning',
    ],
  },
  silent: {
    'one whose date is to come': [secret({ ...rotated, nextRotationDate: daysAgo(-1) })],
    'one without a date': [secret(rotated)],
    'one that was never rotated, which another rule tells': [
      secret({ rotationEnabled: true, nextRotationDate: daysAgo(3) }),
    ],
    'one that is stuck, which another rule tells': [
      secret({
        ...rotated,
        nextRotationDate: daysAgo(3),
        lastChangedDate: daysAgo(3),
        versions: [{ versionId: 'two', stages: ['AWSPENDING'] }],
      }),
    ],
    'one whose rotation is off': [
      secret({ ...rotated, rotationEnabled: false, nextRotationDate: daysAgo(3) }),
    ],
  },
});
