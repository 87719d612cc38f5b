import type { RuleFor } from '../rule';

/** https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html */
const STANDARD_LIMIT = 10_000;

export const parameterTierUnneeded: RuleFor<'parameter'> = {
  code: 'parameter-tier-unneeded',
  on: 'parameter',
  severity: 'info',
  title: 'Advanced parameters that a standard one would do for',
  documentation: {
    what: 'An advanced parameter without policies whose data type, `aws:ec2:image`, says that its value is the id of an image, in an account that has room for standard ones. Silent where not all parameters and secrets could be read, and for every other: how large a value is tells the value alone, which is not read.',
    why: 'An advanced parameter costs each month, and never becomes a standard one again: it is made anew. Only an advanced one can be shared with other accounts, which its metadata does not tell.',
    source:
      'https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html',
  },
  fixes: ['copy-parameter'],
  check({ tier, policies = '[]', dataType }, { parameters, allItems }) {
    if (tier !== 'Advanced' || dataType !== 'aws:ec2:image') return undefined;
    if (!allItems || parameters.length >= STANDARD_LIMIT) return undefined;
    if (policies.replace(/\s/g, '') !== '[]') return undefined;
    return {
      message:
        'It is advanced, has no policy, and holds the id of an image: unless it is shared with other accounts a standard one would do.',
    };
  },
};
