/**
 * The calls Keyhole makes to read, in the order they are tried: a listing before what needs one of its items. A call that
 * changes something is never made to see whether it would be allowed.
 */
import { failureError, failureOf } from '../failure';
import type { AwsConnection } from '../ports';
import type { CallOptions, Pages } from '../stores/call';

/** Something to try a call on: the first that a listing told. */
export interface Found {
  readonly parameter?: string;
  readonly secret?: string;
  readonly key?: string;
}

export interface Check {
  /** The IAM action. */
  readonly action: string;
  /** What does not work without it. */
  readonly usedFor: string;
  /** Absent: the call needs nothing. */
  readonly on?: keyof Found;
  /** Absent: the call reads a value, which somebody has to ask for. */
  readonly run?: (aws: AwsConnection, item: string, options: CallOptions) => Promise<Found | undefined>;
}

export const checks: readonly Check[] = [
  {
    action: 'sts:GetCallerIdentity',
    usedFor: 'the account in the status bar',
    run: ({ identity }, _, options) => done(identity.callerIdentity(options)),
  },
  {
    action: 'ssm:DescribeParameters',
    usedFor: 'the Parameters view, completion, warnings about names that do not exist',
    run: async ({ parameters }, _, options) => {
      const [first] = await firstPage(parameters.describe({}, options));
      return first && { parameter: first.name };
    },
  },
  {
    action: 'ssm:GetParameters',
    usedFor: 'the same warnings where parameters may not be listed',
    on: 'parameter',
    run: ({ parameters }, name, options) => done(parameters.getNames([name], options)),
  },
  {
    action: 'ssm:GetParametersByPath',
    usedFor: 'Public Parameters in the Parameters view, keyhole exec with a path',
    run: ({ parameters }, _, options) =>
      done(firstPage(parameters.byPath('/aws/service/list', { recursive: false }, options))),
  },
  {
    action: 'ssm:GetParameterHistory',
    usedFor: 'completion and warnings of versions',
    on: 'parameter',
    run: ({ parameters }, name, options) => done(firstPage(parameters.history(name, options))),
  },
  {
    action: 'ssm:ListTagsForResource',
    usedFor: 'Edit Tags of a parameter',
    on: 'parameter',
    run: ({ tags }, id, options) => done(tags.read({ kind: 'parameter', id }, options)),
  },
  {
    action: 'ssm:GetParameter',
    usedFor: 'Reveal Value, and plain values in hovers',
    on: 'parameter',
  },
  {
    action: 'secretsmanager:ListSecrets',
    usedFor: 'the Secrets view, completion',
    run: async ({ secrets }, _, options) => {
      // Calls on a secret that is going to be deleted are refused whoever makes them.
      const there = (await firstPage(secrets.list({}, options))).find(
        ({ deletedDate }) => deletedDate === undefined,
      );
      return there && { secret: there.arn };
    },
  },
  {
    action: 'secretsmanager:DescribeSecret',
    usedFor: 'warnings about secrets that do not exist',
    on: 'secret',
    run: ({ secrets }, id, options) => done(secrets.describe(id, options)),
  },
  {
    action: 'secretsmanager:ListSecretVersionIds',
    usedFor: 'completion and warnings of version ids',
    on: 'secret',
    run: ({ secrets }, id, options) => done(firstPage(secrets.versions(id, options))),
  },
  {
    action: 'secretsmanager:GetResourcePolicy',
    usedFor: 'Open Resource Policy',
    on: 'secret',
    run: ({ secrets }, id, options) => done(secrets.policy(id, options)),
  },
  {
    action: 'secretsmanager:GetSecretValue',
    usedFor: 'Reveal Value, Run with Values',
    on: 'secret',
  },
  {
    action: 'secretsmanager:BatchGetSecretValue',
    usedFor: 'warnings of keys in secrets, where keyhole.lint.secretKeys is on: fewer calls',
  },
  {
    action: 'kms:ListKeys',
    usedFor: 'the Keys view',
    run: async ({ keys }, _, options) => {
      const [first] = await firstPage(keys.listKeys(options));
      return first && { key: first.arn };
    },
  },
  {
    action: 'kms:ListAliases',
    usedFor: 'the names in the Keys view',
    run: async ({ keys }, _, options) => {
      const aliases = await firstPage(keys.listAliases(options));
      // A key of the customer tells more: everybody may read the policies of AWS's own.
      const own = aliases.find(
        ({ aliasName, targetKeyId }) => targetKeyId !== undefined && !aliasName.startsWith('alias/aws/'),
      );
      return own?.targetKeyId === undefined ? undefined : { key: own.targetKeyId };
    },
  },
  {
    action: 'kms:DescribeKey',
    usedFor: 'the state of a key, warnings about keys that decrypt nothing',
    on: 'key',
    run: ({ keys }, id, options) => done(keys.describe(id, options)),
  },
  {
    action: 'kms:GetKeyPolicy',
    usedFor: 'Open Key Policy',
    on: 'key',
    run: ({ keys }, id, options) => done(keys.policy(id, options)),
  },
  {
    action: 'kms:GetKeyRotationStatus',
    usedFor: 'the rotation in the tooltip of a key',
    on: 'key',
    run: ({ keys }, id, options) => done(keys.rotation(id, options)),
  },
  {
    action: 'kms:GetKeyLastUsage',
    usedFor:
      'when a key was last used: in its tooltip, by the filter used:, before it is disabled or deleted',
    on: 'key',
    run: ({ keys }, id, options) => done(keys.lastUsage(id, options)),
  },
  {
    action: 'kms:ListResourceTags',
    usedFor: 'Edit Tags of a key',
    on: 'key',
    run: ({ tags }, id, options) => done(tags.read({ kind: 'key', id }, options)),
  },
  {
    action: 'kms:ListKeyRotations',
    usedFor: 'the last rotations in the tooltip of a key',
    on: 'key',
    run: ({ keys }, id, options) => done(firstPage(keys.rotations(id, options)).catch(unlessUnsupported)),
  },
  {
    action: 'kms:ListGrants',
    usedFor: 'Show Key Grants, and how many there are before a key is deleted',
    on: 'key',
    run: ({ keys }, id, options) => done(firstPage(keys.grants(id, options))),
  },
  {
    action: 'kms:Decrypt',
    usedFor: 'Reveal Value of what a key of your own encrypts',
    on: 'key',
  },
  {
    action: 'tag:GetResources',
    usedFor: 'the filter tag: and groups by tag in the views',
    run: ({ tags }, _, options) => done(firstPage(tags.all('parameter', options))),
  },
  {
    action: 'iam:ListRoles',
    usedFor: 'completion of principals in policies',
    run: ({ principals }, _, options) => done(firstPage(principals.roles(options))),
  },
  {
    action: 'iam:ListUsers',
    usedFor: 'completion of principals in policies',
    run: ({ principals }, _, options) => done(firstPage(principals.users(options))),
  },
];

/** Keys that encrypt nothing have no rotations, and whoever may ask is told that. */
function unlessUnsupported(thrown: unknown): undefined {
  const failure = failureOf(thrown, 'kms:ListKeyRotations');
  if (failure.awsCode !== 'UnsupportedOperationException') throw failureError(failure);
  return undefined;
}

/** What was answered is of no interest, only that it was. */
async function done(answer: Promise<unknown>): Promise<undefined> {
  await answer;
  return undefined;
}

/** One page is enough to know, and an account may have hundreds. */
async function firstPage<T>(pages: Pages<T>): Promise<readonly T[]> {
  for await (const page of pages) return page;
  return [];
}
