import { secretUnread } from '../../../../src/core/health/rules/secretUnread';
import { daysAgo, ruleTests, secret } from '../support';

ruleTests(secretUnread, {
  found: {
    'one nobody has read': [
      secret({ createdDate: daysAgo(91) }),
      /no read in this Region since it was made/,
      'info',
    ],
    'one nobody has read for long': [
      secret({ createdDate: daysAgo(400), lastAccessedDate: Date.parse('2026-08-20T00:00:00Z') }),
      /last read on 2026-08-20/,
      'info',
    ],
  },
  silent: {
    'one that is young': [secret({ createdDate: daysAgo(90) })],
    'one that may have been read 90 days ago, late in the day': [
      secret({ createdDate: daysAgo(400), lastAccessedDate: Date.parse('2026-08-21T00:00:00Z') }),
    ],
    'one whose age is not told': [secret({ lastAccessedDate: daysAgo(400) })],
    'a replica, which cannot be deleted here': [
      secret({ createdDate: daysAgo(400), primaryRegion: 'us-east-1' }),
    ],
    'one that another service manages': [secret({ createdDate: daysAgo(400), owningService: 'rds' })],
    'one on its way out': [secret({ createdDate: daysAgo(400), deletedDate: daysAgo(1) })],
  },
});
