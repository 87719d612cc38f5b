// What a sandbox starts with, as JSON that people can write. It is put in by the operations themselves, so a seed that
// AWS would refuse is refused.
import type { ParameterType } from '../core/catalog/items';
import type { Clock } from '../core/ports';
import { contextFor } from './answer';
import type { Operation, RequestContext } from './context';
import { createFaults } from './faults';
import { addPrincipal } from './iam';
import type { Tag } from './input';
import { createAlias } from './kms/aliases';
import { createKeyRecord } from './kms/keys';
import { disableKey, scheduleKeyDeletion } from './kms/lifecycle';
import { checkedPolicy } from './kms/policies';
import { enableKeyRotation } from './kms/rotation';
import { tagResource as tagKey } from './kms/tags';
import { deleteSecret, putResourcePolicy } from './secretsManager/lifecycle';
import { tagResource as tagSecret } from './secretsManager/tags';
import { createSecret, putSecretValue } from './secretsManager/write';
import { putParameter } from './ssm/put';
import { addTagsToResource } from './ssm/tags';
import type { SandboxState } from './state';

export interface SandboxSeed {
  readonly version: 1;
  /** Twelve digits. */
  readonly account?: string;
  /** Roles and users of the account by name, with their path where they have one: `ci/deploy`. */
  readonly roles?: readonly string[];
  readonly users?: readonly string[];
  /** By Region, `eu-west-1`. */
  readonly regions: Readonly<Record<string, RegionSeed>>;
}

export interface RegionSeed {
  readonly keys?: readonly KeySeed[];
  readonly parameters?: readonly ParameterSeed[];
  readonly secrets?: readonly SecretSeed[];
}

/** Of anything. */
type TagSeed = Readonly<Record<string, string>>;

export interface KeySeed {
  /** A UUID, so that a policy or a test can name it. */
  readonly id?: string;
  /** `alias/my-app` */
  readonly alias?: string;
  readonly description?: string;
  /** The policy's JSON, as an object. */
  readonly policy?: object;
  readonly rotationPeriodInDays?: number;
  readonly state?: 'Enabled' | 'Disabled' | 'PendingDeletion';
  readonly tags?: TagSeed;
  /** ISO 8601. */
  readonly created?: string;
}

export interface ParameterSeed {
  readonly name: string;
  readonly type: ParameterType;
  /** Oldest first; one version each. */
  readonly values: readonly string[];
  readonly description?: string;
  readonly tier?: 'Standard' | 'Advanced' | 'Intelligent-Tiering';
  readonly keyId?: string;
  readonly allowedPattern?: string;
  readonly tags?: TagSeed;
  /** ISO 8601, of the newest version; each older one is thirty days older. */
  readonly modified?: string;
}

export interface SecretSeed {
  readonly name: string;
  /** Oldest first; the last is AWSCURRENT, the one before AWSPREVIOUS. */
  readonly values: readonly string[];
  readonly description?: string;
  readonly kmsKeyId?: string;
  readonly policy?: object;
  /** Scheduled for deletion, thirty days from the start of the sandbox. */
  readonly deleted?: boolean;
  readonly tags?: TagSeed;
  /** ISO 8601, of the newest version. */
  readonly modified?: string;
}

const MONTH = 30 * 86_400_000;

export function applySeed(state: SandboxState, seed: SandboxSeed, clock: Clock): void {
  const faults = createFaults();
  for (const kind of ['role', 'user'] as const) {
    for (const name of (kind === 'role' ? seed.roles : seed.users) ?? [])
      named(`${kind} ${name}`, () => addPrincipal(state, kind, name, clock.now()));
  }
  for (const [region, content] of Object.entries(seed.regions)) {
    const at = (time: number) => contextFor(region, { state, faults, clock: { now: () => time } }, () => {});
    const now = clock.now();
    const ids: string[] = [];
    for (const key of content.keys ?? [])
      named(`key ${key.alias ?? key.id}`, () => ids.push(addKey(key, at, now)));
    for (const parameter of content.parameters ?? [])
      named(`parameter ${parameter.name}`, () => addParameter(parameter, at, now));
    for (const secret of content.secrets ?? [])
      named(`secret ${secret.name}`, () => addSecret(secret, at, now));
    // Last: a key that is disabled now was not when it encrypted what is there.
    for (const [index, key] of (content.keys ?? []).entries())
      named(`key ${key.alias ?? key.id}`, () => settleKey(key, ids[index] ?? '', at, now));
  }
}

type ContextAt = (time: number) => RequestContext;

/** Its id. */
function addKey(seed: KeySeed, at: ContextAt, now: number): string {
  const context = at(timeOf(seed.created, now));
  const policy = seed.policy && checkedPolicy({}, context, JSON.stringify(seed.policy, undefined, 2));
  const key = createKeyRecord(context, {
    ...(seed.id === undefined ? {} : { id: seed.id }),
    ...(seed.description === undefined ? {} : { description: seed.description }),
    ...(policy === undefined ? {} : { policy }),
  });
  if (seed.tags) tagKey({ KeyId: key.id, Tags: tagsOf(seed.tags) }, context);
  if (seed.alias !== undefined) createAlias({ AliasName: seed.alias, TargetKeyId: key.id }, context);
  const days = seed.rotationPeriodInDays;
  if (days !== undefined) enableKeyRotation({ KeyId: key.id, RotationPeriodInDays: days }, context);
  return key.id;
}

function settleKey(seed: KeySeed, KeyId: string, at: ContextAt, now: number): void {
  if (seed.state === 'Disabled') disableKey({ KeyId }, at(timeOf(seed.created, now)));
  if (seed.state === 'PendingDeletion') scheduleKeyDeletion({ KeyId, PendingWindowInDays: 30 }, at(now));
}

function addParameter(seed: ParameterSeed, at: ContextAt, now: number): void {
  const newest = timeOf(seed.modified, now);
  seed.values.forEach((value, index) => {
    const age = (seed.values.length - 1 - index) * MONTH;
    const input = {
      Name: seed.name,
      Type: seed.type,
      Value: value,
      Description: seed.description,
      Tier: seed.tier,
      KeyId: seed.keyId,
      AllowedPattern: seed.allowedPattern,
      Overwrite: index > 0,
    };
    putParameter(input, at(newest - age));
  });
  if (seed.tags)
    addTagsToResource(
      { ResourceType: 'Parameter', ResourceId: seed.name, Tags: tagsOf(seed.tags) },
      at(newest),
    );
}

function addSecret(seed: SecretSeed, at: ContextAt, now: number): void {
  const newest = timeOf(seed.modified, now);
  seed.values.forEach((value, index) => {
    const context = at(newest - (seed.values.length - 1 - index) * MONTH);
    const put: Operation = index === 0 ? createSecret : putSecretValue;
    put(
      {
        Name: seed.name,
        SecretId: seed.name,
        SecretString: value,
        Description: seed.description,
        KmsKeyId: seed.kmsKeyId,
      },
      context,
    );
  });
  if (seed.tags) tagSecret({ SecretId: seed.name, Tags: tagsOf(seed.tags) }, at(newest));
  if (seed.policy)
    putResourcePolicy({ SecretId: seed.name, ResourcePolicy: JSON.stringify(seed.policy) }, at(newest));
  if (seed.deleted) deleteSecret({ SecretId: seed.name }, at(now));
}

function tagsOf(tags: TagSeed): readonly Tag[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

function timeOf(iso: string | undefined, now: number): number {
  if (iso === undefined) return now;
  const time = Date.parse(iso);
  if (Number.isNaN(time)) throw new Error(`not a date: ${iso}`);
  return time;
}

function named(what: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    const reason = error instanceof Error ? error.message : typeof error;
    throw new Error(`The seed's ${what} cannot be used: ${reason}`);
  }
}
