import { parameterServiceKey } from '../../../../src/core/health/rules/parameterServiceKey';
import { parameter, ruleTests } from '../support';

ruleTests(parameterServiceKey, {
  found: {
    "one under AWS's own key": [
      parameter({ type: 'SecureString', keyId: 'alias/aws/ssm' }),
      /under alias\/aws\/ssm/,
      'info',
    ],
  },
  silent: {
    'one under a key of your own': [parameter({ type: 'SecureString', keyId: 'alias/app' })],
    'one whose key was not told': [parameter({ type: 'SecureString' })],
    'a plain one': [parameter({ keyId: 'alias/aws/ssm' })],
  },
});
