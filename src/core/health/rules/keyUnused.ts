import { namesUnder } from '../../catalog/keyUses';
import { lastUseOf, latestUse } from '../../keys/lastUse';
import { dayOf, daysSince } from '../days';
import { filesText } from '../filesText';
import type { RuleFor } from '../rule';

const UNUSED_DAYS = 90;

export const keyUnused: RuleFor<'key'> = {
  code: 'key-unused',
  on: 'key',
  severity: 'info',
  title: 'Keys that nobody uses',
  documentation: {
    what: 'An enabled customer managed key that was not used for more than 90 days, or not since it was made or since KMS keeps that, more than 90 days ago. Silent where that may not be read. Where parameters or secrets of this Region are encrypted with it they are named, and no deletion is offered, nor where not all of them could be read.',
    why: 'It costs each month. Something may use it once a year: AWS advises to disable it first and to look in CloudTrail for who is refused, as what it has encrypted is lost for good when it is gone.',
    source: 'https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html',
  },
  fixes: ['delete-key'],
  check(key, { now, parameters, secrets, allItems }) {
    if (key.manager !== 'CUSTOMER' || key.metadata?.state !== 'Enabled') return undefined;
    const use = key.usage && lastUseOf(key.usage);
    if (use === undefined || daysSince(latestUse(use), now) <= UNUSED_DAYS) return undefined;
    const day = dayOf(latestUse(use));
    const message = {
      used: `It was last used on ${day}.`,
      never: `It was never used since it was made, on ${day}.`,
      'not-since': `KMS knows of no use since ${day}, when it began to keep that.`,
    }[use.kind];
    const under = [...namesUnder(key, parameters), ...namesUnder(key, secrets)];
    // Nobody is shown the way to lose them, or what may be there and was not read.
    if (under.length > 0)
      return {
        fixes: [],
        message: `${message} Encrypted with it, and read by nobody since: ${filesText(under)}.`,
      };
    return allItems
      ? { message }
      : { fixes: [], message: `${message} Not everything was read that may be encrypted with it.` };
  },
};
