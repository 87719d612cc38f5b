import { originOf } from '../../catalog/replica';
import { dayOf, daysSince } from '../days';
import type { RuleFor } from '../rule';

/** The longest that AWS's own check takes for recent: https://docs.aws.amazon.com/securityhub/latest/userguide/secretsmanager-controls.html */
const OLD_DAYS = 90;

export const secretRotationOff: RuleFor<'secret'> = {
  code: 'secret-rotation-off',
  on: 'secret',
  severity: 'warning',
  title: 'Secrets that do not rotate',
  documentation: {
    what: 'A secret without rotation: a warning where it was last changed more than 90 days ago, so that its value is at least that old, else a note. Silent for replicas, for secrets that another service manages, and for those scheduled for deletion.',
    why: 'A value that never changes stays good for whoever has got hold of it.',
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets.html',
  },
  fixes: ['set-rotation'],
  check(secret, { now }) {
    const { rotationEnabled, owningService, deletedDate, lastRotatedDate, lastChangedDate } = secret;
    if (rotationEnabled || owningService !== undefined || deletedDate !== undefined) return undefined;
    if (originOf(secret) !== undefined) return undefined;
    const rotated =
      lastRotatedDate === undefined
        ? // DescribeSecret keeps the day of the last rotation to itself where rotation was turned off.
          'When it was last rotated, if ever, AWS does not tell.'
        : `It was last rotated on ${dayOf(lastRotatedDate)}.`;
    if (lastChangedDate === undefined) return { severity: 'info', message: `Rotation is off. ${rotated}` };
    const age = daysSince(lastChangedDate, now);
    if (age <= OLD_DAYS) return { severity: 'info', message: `Rotation is off. ${rotated}` };
    return {
      message: `Rotation is off, and nothing of it was changed since ${dayOf(lastChangedDate)}, for ${age} days. ${rotated}`,
    };
  },
};
