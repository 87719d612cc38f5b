import { parameterNameLooksSecret } from '../../../../src/core/health/rules/parameterNameLooksSecret';
import { parameter, ruleTests } from '../support';

ruleTests(parameterNameLooksSecret, {
  found: {
    'a plain password': [
      parameter({ name: '/app/db/password' }),
      /plain String\. Its value was not read/,
      'info',
    ],
    'a list of tokens': [parameter({ name: 'api-token', type: 'StringList' }), /plain StringList/, 'info'],
  },
  silent: {
    'a SecureString': [parameter({ name: '/app/db/password', type: 'SecureString' })],
    'where a password is kept': [parameter({ name: '/app/db/password-arn' })],
    'a folder of that name': [parameter({ name: '/passwords/rotation/days' })],
  },
});
