import { labelOf } from '../catalog/keyGroups';
import { failureOf } from '../failure';
import type { AwsConnection } from '../ports';
import type { Asking } from './asking';
import { createAsking } from './asking';
import type { HealthKind } from './facts';
import { type KeyReading, readKey } from './readDetails';
import type { HealthReading, NotRead } from './reading';

/** A parameter's name, a secret's or a key's ARN. */
export interface HealthItemId {
  readonly kind: HealthKind;
  readonly id: string;
}

/**
 * The reading with one item as it is now, after something was done to it; without it where it is gone. Rejects with a
 * FailureError where it cannot be read: what the reading says of it is old then.
 */
export async function reread(
  reading: HealthReading,
  { kind, id }: HealthItemId,
  aws: AwsConnection,
  how: KeyReading,
): Promise<HealthReading> {
  const { facts } = reading;
  switch (kind) {
    case 'parameter': {
      const now = (await aws.parameters.describeNames([id])).get(id);
      const parameters = replaced(facts.parameters, ({ name }) => name === id, now);
      return { ...reading, calls: reading.calls + 1, facts: { ...facts, parameters } };
    }
    case 'secret': {
      const now = await unlessGone(aws.secrets.describe(id));
      const secrets = replaced(facts.secrets, ({ arn }) => arn === id, now);
      return { ...reading, calls: reading.calls + 1, facts: { ...facts, secrets } };
    }
    case 'key': {
      const key = facts.keys.find(({ arn }) => arn === id);
      if (key === undefined) return reading;
      const asking = createAsking(undefined);
      const aliases = await aliasesOf(key.keyId, aws, asking);
      const { keyId, arn, manager } = key;
      const named = aliases === undefined ? key : { aliases, label: labelOf(keyId, aliases) };
      const now = await readKey(
        { keyId, arn, manager, label: named.label, aliases: named.aliases },
        aws,
        asking,
        how,
      );
      const keys = replaced(facts.keys, each => each.arn === id, now.metadata === undefined ? key : now);
      const notRead = withNew(reading.notRead, asking.notRead);
      return { ...reading, calls: reading.calls + asking.calls, notRead, facts: { ...facts, keys } };
    }
  }
}

/** What a rule does not learn of now is no longer found by it, which is not the same as being fine. */
function withNew(known: readonly NotRead[], now: readonly NotRead[]): readonly NotRead[] {
  return [...known, ...now.filter(({ action }) => known.every(each => each.action !== action))];
}

async function aliasesOf(
  keyId: string,
  { keys }: AwsConnection,
  asking: Asking,
): Promise<readonly string[] | undefined> {
  const names: string[] = [];
  const isWhole = await asking.list('kms:ListAliases', async (options, counted) => {
    for await (const page of keys.aliasesOf(keyId, options)) {
      names.push(...page.map(({ aliasName }) => aliasName));
      counted(names.length);
    }
  });
  return isWhole ? names.sort() : undefined;
}

async function unlessGone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (thrown) {
    if (failureOf(thrown).code === 'not-found') return undefined;
    throw thrown;
  }
}

function replaced<T>(items: readonly T[], isIt: (item: T) => boolean, now: T | undefined): readonly T[] {
  return items.flatMap(item => (isIt(item) ? (now ?? []) : item));
}
