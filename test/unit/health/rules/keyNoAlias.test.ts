import { keyNoAlias } from '../../../../src/core/health/rules/keyNoAlias';
import { key, ruleTests } from '../support';

ruleTests(keyNoAlias, {
  found: {
    'a key without a name': [key({ aliases: [] }), /^It has no alias\.$/, 'info'],
    'one that is disabled, by its description': [
      key({ aliases: [], metadata: { state: 'Disabled', description: 'Reports' } }),
      /no alias: Reports/,
      'info',
    ],
  },
  silent: {
    'one with a name': [key()],
    'one where not all aliases were read': [key({ aliases: [] }), { allAliases: false }],
    'one that is to be deleted': [key({ aliases: [], metadata: { state: 'PendingDeletion' } })],
    'one of AWS': [key({ aliases: [], manager: 'AWS' })],
    'one that nothing is known of': [{ keyId: 'k', arn: 'a', manager: 'CUSTOMER', aliases: [], label: 'k' }],
  },
});
