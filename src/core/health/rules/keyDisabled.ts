import { namesUnder } from '../../catalog/keyUses';
import { filesText } from '../filesText';
import type { RuleFor } from '../rule';

export const keyDisabled: RuleFor<'key'> = {
  code: 'key-disabled',
  on: 'key',
  severity: 'error',
  title: 'Keys that are disabled',
  documentation: {
    what: 'A customer managed key that is disabled: an error where parameters or secrets of this Region are encrypted with it, for they cannot be read, else a note. Deleting it is offered only where all parameters and secrets were read.',
    why: 'Nothing that is encrypted with it can be read, and it costs as much as one that is enabled. Before it is deleted CloudTrail tells who still asks for it.',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html',
  },
  fixes: ['enable-key', 'delete-key'],
  check(key, { parameters, secrets, allItems }) {
    if (key.manager !== 'CUSTOMER' || key.metadata?.state !== 'Disabled') return undefined;
    const there = secrets.filter(({ deletedDate }) => deletedDate === undefined);
    const under = [...namesUnder(key, parameters), ...namesUnder(key, there)];
    if (under.length === 0 && allItems)
      return { severity: 'info', message: 'It is disabled, and costs as much as one that is not.' };
    // Nobody is shown the way to lose them, or what may be there and was not read.
    if (under.length === 0)
      return {
        severity: 'info',
        fixes: ['enable-key'],
        message: 'It is disabled. Not everything was read that may be encrypted with it.',
      };
    return {
      fixes: ['enable-key'],
      message: `It is disabled, so that these cannot be read: ${filesText(under)}.`,
    };
  },
};
