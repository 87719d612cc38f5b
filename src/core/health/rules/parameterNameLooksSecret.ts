import { parameterLooksSecret } from '../../value/looksSecret';
import type { RuleFor } from '../rule';

export const parameterNameLooksSecret: RuleFor<'parameter'> = {
  code: 'parameter-name-looks-secret',
  on: 'parameter',
  severity: 'info',
  title: 'Plain parameters whose names look like those of secrets',
  documentation: {
    what: 'A String or StringList whose name ends like that of a secret (`password`, `api-key`, `token`), and not like that of a place where one is kept (`password-arn`). The name alone is looked at: values are not read.',
    why: 'A plain parameter is not encrypted with a key that has a policy, and its value is in the answer to whoever may read it. AWS does not turn one into a SecureString in place: a new one is made, and this one deleted when nothing reads it.',
    source:
      'https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-securestring.html',
  },
  fixes: [],
  check: ({ type, name }) =>
    type !== 'SecureString' && parameterLooksSecret(name)
      ? {
          message: `Its name looks like that of a secret, and it is a plain ${type}. Its value was not read.`,
        }
      : undefined,
};
