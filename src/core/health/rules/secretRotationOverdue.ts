import { dayOf } from '../days';
import { rotationTrouble } from '../rotation';
import type { RuleFor } from '../rule';

export const secretRotationOverdue: RuleFor<'secret'> = {
  code: 'secret-rotation-overdue',
  on: 'secret',
  severity: 'warning',
  title: 'Rotations that are overdue',
  documentation: {
    what: 'A secret that rotates and was rotated before, whose next date is past.',
    why: 'Secrets Manager rotates on or before that date, and tries again where it fails: it has been failing since.',
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html',
  },
  fixes: ['rotate-now', 'set-rotation'],
  check(secret, { now }) {
    if (rotationTrouble(secret, now) !== 'overdue') return undefined;
    const { lastRotatedDate = now, nextRotationDate = now } = secret;
    return {
      message: `It was due to rotate on ${dayOf(nextRotationDate)}, and was last rotated on ${dayOf(lastRotatedDate)}.`,
    };
  },
};
