import assert from 'node:assert/strict';
import type { DescribedSecret, KeyMetadata, ParameterMetadata } from '../../../src/core/catalog/items';
import type { HealthFacts, HealthItems, HealthKey, HealthKind } from '../../../src/core/health/facts';
import type { Remark, RuleFor } from '../../../src/core/health/rule';
import type { Severity } from '../../../src/core/problem';

export const NOW = Date.parse('2026-11-20T10:00:00Z');
const ACCOUNT = '111122223333';

export function daysAgo(days: number): number {
  return NOW - days * 86_400_000;
}

export function facts(known: Partial<HealthFacts> = {}): HealthFacts {
  return {
    now: NOW,
    region: 'eu-west-1',
    parameters: [],
    secrets: [],
    keys: [],
    allAliases: true,
    allItems: true,
    mentions: new Map(),
    ...known,
  };
}

export function parameter(known: Partial<ParameterMetadata> = {}): ParameterMetadata {
  return { name: '/app/host', type: 'String', version: 1, tier: 'Standard', ...known };
}

export function secret(known: Partial<DescribedSecret> = {}): DescribedSecret {
  const { name = 'app/login' } = known;
  return { name, arn: `arn:aws:secretsmanager:eu-west-1:${ACCOUNT}:secret:${name}-AbCdEf`, ...known };
}

export function key({
  metadata,
  ...known
}: Partial<Omit<HealthKey, 'metadata'>> & { metadata?: Partial<KeyMetadata> } = {}): HealthKey {
  const keyId = known.keyId ?? '1234abcd-12ab-34cd-56ef-1234567890ab';
  const arn = `arn:aws:kms:eu-west-1:${ACCOUNT}:key/${keyId}`;
  return {
    keyId,
    arn,
    manager: 'CUSTOMER',
    aliases: ['alias/app'],
    label: 'app',
    metadata: {
      keyId,
      arn,
      manager: 'CUSTOMER',
      state: 'Enabled',
      spec: 'SYMMETRIC_DEFAULT',
      usage: 'ENCRYPT_DECRYPT',
      origin: 'AWS_KMS',
      ...metadata,
    },
    ...known,
  };
}

export interface RuleCases<K extends HealthKind> {
  /** What is found, with what the message holds, and the severity. */
  readonly found: Readonly<
    Record<
      string,
      readonly [item: HealthItems[K], says: RegExp, severity: Severity, known?: Partial<HealthFacts>]
    >
  >;
  readonly silent: Readonly<Record<string, readonly [item: HealthItems[K], known?: Partial<HealthFacts>]>>;
}

/** A rule by the items it finds and those it says nothing of: right ones, and ones that not enough is known of. */
export function ruleTests<K extends HealthKind>(rule: RuleFor<K>, { found, silent }: RuleCases<K>): void {
  describe(`health rule ${rule.code}`, () => {
    for (const [what, [item, says, severity, known]] of Object.entries(found)) {
      it(`finds ${what}`, () => {
        const remark: Remark | undefined = rule.check(item, facts(known));
        assert.ok(remark);
        assert.match(remark.message, says);
        assert.equal(remark.severity ?? rule.severity, severity);
      });
    }
    for (const [what, [item, known]] of Object.entries(silent)) {
      it(`is silent about ${what}`, () => assert.equal(rule.check(item, facts(known)), undefined));
    }
  });
}
