import type { RuleFor } from '../rule';

/** Absent from SecureStrings of some emulators; AWS always tells it. */
const SERVICE_KEY = 'alias/aws/ssm';

export const parameterServiceKey: RuleFor<'parameter'> = {
  code: 'parameter-service-key',
  on: 'parameter',
  severity: 'info',
  title: "Secure strings under AWS's own key",
  documentation: {
    what: 'A SecureString that is encrypted with the AWS managed key `alias/aws/ssm`.',
    why: 'Nobody can change the policy of that key: everybody in the account who may read the parameter may decrypt it, no other account can, and it cannot be disabled in an emergency. A key of your own costs $1 a month, for as many parameters as you like.',
    source: 'https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html',
  },
  fixes: ['change-settings'],
  check: ({ type, keyId }) =>
    type === 'SecureString' && keyId === SERVICE_KEY
      ? { message: `It is under ${SERVICE_KEY}, whose policy nobody can change.` }
      : undefined,
};
