import { secretRotationStuck } from '../../../../src/core/health/rules/secretRotationStuck';
import { daysAgo, ruleTests, secret } from '../support';

const versions = [
  { versionId: 'one', stages: ['AWSCURRENT'] },
  { versionId: 'two', stages: ['AWSPENDING'] },
];
const rotating = { rotationEnabled: true, versions, lastChangedDate: daysAgo(3) } as const;

ruleTests(secretRotationStuck, {
  found: {
    'a version that is still pending': [secret(rotating), /version two still has AWSPENDING/, 'warning'],
    'one that is overdue because of it': [
      secret({ ...rotating, nextRotationDate: daysAgo(1) }),
      /two/,
      'warning',
    ],
  },
  silent: {
    'a rotation that is under way': [secret({ ...rotating, lastChangedDate: daysAgo(0.5) })],
    'one whose last change is not known': [secret({ rotationEnabled: true, versions })],
    'one whose versions were not told': [secret({ rotationEnabled: true, lastChangedDate: daysAgo(3) })],
    'AWSPENDING on the current version': [
      secret({ ...rotating, versions: [{ versionId: 'one', stages: ['AWSCURRENT', 'AWSPENDING'] }] }),
    ],
    'one that does not rotate any longer': [secret({ ...rotating, rotationEnabled: false })],
    'one on its way out': [secret({ ...rotating, deletedDate: daysAgo(1) })],
  },
});
