import { secretDeletionReferenced } from '../../../../src/core/health/rules/secretDeletionReferenced';
import { daysAgo, ruleTests, secret } from '../support';

const gone = secret({ deletedDate: daysAgo(-7) });
const mentions = new Map([[gone.arn, ['a.yaml', 'b.yaml']]]);

ruleTests(secretDeletionReferenced, {
  found: {
    'one that files refer to': [
      gone,
      /gone after 2026-11-27, and referred to in: a\.yaml, b\.yaml/,
      'warning',
      { mentions },
    ],
    'one that AWS tells the day of the request of': [
      secret({ deletedDate: daysAgo(1) }),
      /deletion and referred to in: a\.yaml/,
      'warning',
      { mentions },
    ],
    'one that many files refer to': [
      gone,
      /: a, b, c, d and 2 more\.$/,
      'warning',
      { mentions: new Map([[gone.arn, ['a', 'b', 'c', 'd', 'e', 'f']]]) },
    ],
  },
  silent: {
    'one that no file refers to': [gone],
    'one that stays': [secret(), { mentions }],
  },
});
