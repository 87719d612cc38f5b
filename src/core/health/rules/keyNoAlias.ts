import type { RuleFor } from '../rule';

export const keyNoAlias: RuleFor<'key'> = {
  code: 'key-no-alias',
  on: 'key',
  severity: 'info',
  title: 'Keys without an alias',
  documentation: {
    what: 'A customer managed key that is not to be deleted and has no alias. Silent where not all aliases could be read.',
    why: 'Nobody sees what it is for, and whoever uses it has its id: an alias can be pointed at another key.',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html',
  },
  fixes: ['create-alias'],
  check({ manager, aliases, metadata }, { allAliases }) {
    if (!allAliases || manager !== 'CUSTOMER' || aliases.length > 0) return undefined;
    if (metadata?.state !== 'Enabled' && metadata?.state !== 'Disabled') return undefined;
    return {
      message: metadata.description ? `It has no alias: ${metadata.description}` : 'It has no alias.',
    };
  },
};
