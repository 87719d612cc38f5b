import { secretNeverRotated } from '../../../../src/core/health/rules/secretNeverRotated';
import { daysAgo, ruleTests, secret } from '../support';

ruleTests(secretNeverRotated, {
  found: {
    'a first rotation that was due': [
      secret({ rotationEnabled: true, nextRotationDate: daysAgo(2) }),
      /was due on 2026-11-18, and has never been done/,
      'warning',
    ],
  },
  silent: {
    'a first rotation to come': [secret({ rotationEnabled: true, nextRotationDate: daysAgo(-2) })],
    'one whose next date is not told': [secret({ rotationEnabled: true })],
    'one that was rotated': [
      secret({ rotationEnabled: true, nextRotationDate: daysAgo(2), lastRotatedDate: daysAgo(40) }),
    ],
    'one whose rotation is off': [secret({ nextRotationDate: daysAgo(2) })],
    'a replica': [
      secret({ rotationEnabled: true, nextRotationDate: daysAgo(2), primaryRegion: 'us-east-1' }),
    ],
  },
});
