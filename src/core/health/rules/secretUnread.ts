import { originOf } from '../../catalog/replica';
import { dayOf, daysSince } from '../days';
import type { RuleFor } from '../rule';

const UNREAD_DAYS = 90;

export const secretUnread: RuleFor<'secret'> = {
  code: 'secret-unread',
  on: 'secret',
  severity: 'info',
  title: 'Secrets that nobody reads',
  documentation: {
    what: 'A secret that is more than 90 days old, and was not read for more than 90 days, or never in this Region. AWS keeps the day of the last read and no more. Silent where it does not tell when the secret was made, for replicas, for secrets that another service manages, and for those scheduled for deletion.',
    why: 'It costs each month, and is one more that can be lost. Something may read it once a year: a deletion can be taken back for 7 to 30 days.',
    source: 'https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_delete-secret.html',
  },
  fixes: ['delete-secret'],
  check(secret, { now }) {
    const { createdDate, lastAccessedDate, deletedDate, owningService } = secret;
    if (deletedDate !== undefined || createdDate === undefined) return undefined;
    // A replica is there for the day its primary's Region fails; the service knows what its own is for.
    if (owningService !== undefined || originOf(secret) !== undefined) return undefined;
    if (daysSince(createdDate, now) <= UNREAD_DAYS) return undefined;
    if (lastAccessedDate === undefined)
      return { message: `AWS knows of no read in this Region since it was made, on ${dayOf(createdDate)}.` };
    // A day of the calendar: the read may have been at its end.
    const days = daysSince(lastAccessedDate, now) - 1;
    return days > UNREAD_DAYS ? { message: `It was last read on ${dayOf(lastAccessedDate)}.` } : undefined;
  },
};
