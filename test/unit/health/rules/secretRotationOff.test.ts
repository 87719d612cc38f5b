import { secretRotationOff } from '../../../../src/core/health/rules/secretRotationOff';
import { daysAgo, ruleTests, secret } from '../support';

ruleTests(secretRotationOff, {
  found: {
    'one with an old value': [
      secret({ lastChangedDate: daysAgo(91) }),
      /since 2026-08-21, for 91 days\. When it was last rotated, if ever, AWS does not tell/,
      'warning',
    ],
    'one that was changed of late': [secret({ lastChangedDate: daysAgo(90) }), /Rotation is off/, 'info'],
    'one of unknown age': [
      secret({ rotationEnabled: false, lastRotatedDate: daysAgo(10) }),
      /last rotated on 2026-11-10/,
      'info',
    ],
    'a primary with replicas': [secret({ primaryRegion: 'eu-west-1' }), /off/, 'info'],
  },
  silent: {
    'one that rotates': [secret({ rotationEnabled: true, lastChangedDate: daysAgo(400) })],
    'one that another service manages': [secret({ owningService: 'rds', lastChangedDate: daysAgo(400) })],
    'one on its way out': [secret({ deletedDate: daysAgo(1), lastChangedDate: daysAgo(400) })],
    'a replica, which follows its primary': [
      secret({ primaryRegion: 'us-east-1', lastChangedDate: daysAgo(400) }),
    ],
  },
});
