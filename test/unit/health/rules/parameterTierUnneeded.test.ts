import { parameterTierUnneeded } from '../../../../src/core/health/rules/parameterTierUnneeded';
import { parameter, ruleTests } from '../support';

const image = { tier: 'Advanced', dataType: 'aws:ec2:image' } as const;

ruleTests(parameterTierUnneeded, {
  found: {
    'the id of an image': [parameter(image), /unless it is shared/, 'info'],
    'one whose policies were taken away': [
      parameter({ ...image, policies: '[ ]' }),
      /id of an image/,
      'info',
    ],
  },
  silent: {
    'any other, whose size is not known': [parameter({ tier: 'Advanced', dataType: 'text' })],
    'one with a policy': [parameter({ ...image, policies: '[{"Type":"Expiration"}]' })],
    'one in an account that may have no room': [parameter(image), { allItems: false }],
    'a standard one': [parameter({ ...image, tier: 'Standard' })],
    'one whose tier was not told': [{ name: '/a', type: 'String', version: 1, dataType: 'aws:ec2:image' }],
    'one in an account without room for standard ones': [
      parameter(image),
      { parameters: Array.from({ length: 10_000 }, () => parameter()) },
    ],
  },
});
