/**
 * What AWS charges, in US dollars: the list prices of us-east-1. Some Regions charge more or less, and accounts have
 * discounts and free tiers; the China, GovCloud, European Sovereign and isolated partitions have lists of their own.
 */
export interface Price {
  readonly usd: number;
  /** The month it was last compared with what is said of AWS's page, `2026-09`. */
  readonly asOf: string;
  /** AWS's page. */
  readonly source: string;
}

const SECRETS = 'https://aws.amazon.com/secrets-manager/pricing/';
const PARAMETERS = 'https://aws.amazon.com/systems-manager/pricing/#Parameter_Store';
const KEYS = 'https://aws.amazon.com/kms/pricing/';

export const prices = {
  /** A month. A replica is a secret of its own; one that is scheduled for deletion costs nothing. */
  secret: { usd: 0.4, asOf: '2026-09', source: SECRETS },
  /** 10,000 calls. */
  secretCalls: { usd: 0.05, asOf: '2026-09', source: SECRETS },
  /** A month; standard ones cost nothing. */
  advancedParameter: { usd: 0.05, asOf: '2025-10', source: PARAMETERS },
  /** 10,000 calls that concern advanced parameters, or any where higher throughput is on. */
  parameterCalls: { usd: 0.05, asOf: '2025-10', source: PARAMETERS },
  /**
   * A month, of every kind and in custom key stores too; each primary and each replica of a multi-Region key. AWS managed
   * keys, and those that are scheduled for deletion, cost nothing.
   */
  key: { usd: 1, asOf: '2026-06', source: KEYS },
  /** 10,000 requests, of symmetric keys; 20,000 a month are free. */
  keyCalls: { usd: 0.03, asOf: '2026-06', source: KEYS },
  /** A month, for each of the first two rotations of a key, automatic or on demand. */
  keyRotation: { usd: 1, asOf: '2026-06', source: KEYS },
} as const satisfies Readonly<Record<string, Price>>;

/** Further rotations of a key cost nothing. */
export const CHARGED_ROTATIONS = 2;
