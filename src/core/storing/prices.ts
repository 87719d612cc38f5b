/**
 * What keeping one value costs, in US dollars in us-east-1; other Regions differ a little, China and GovCloud more.
 * https://aws.amazon.com/secrets-manager/pricing/, https://aws.amazon.com/systems-manager/pricing/ (Parameter Store) and
 * https://aws.amazon.com/kms/pricing/
 */
export const storingPrices = {
  /** Year and month in which they held. */
  asOf: '2026-06',
  region: 'us-east-1',
  /** A replica in another Region is charged like a secret. */
  secret: { month: 0.4, tenThousandCalls: 0.05 },
  /** A standard parameter costs nothing, nor do calls at the standard throughput. */
  advancedParameter: { month: 0.05, tenThousandCalls: 0.05 },
  /** A key of one's own; the keys that AWS manages (aws/ssm) cost nothing a month, requests to them do. */
  key: { month: 1, tenThousandCalls: 0.03, freeCallsAMonth: 20_000 },
} as const;
