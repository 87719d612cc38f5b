import type { Failure } from '../failure';
import { partitionOf } from '../partition';

/** Where it was tried. */
export interface DeniedPlace {
  readonly region: string;
  /** Twelve digits; absent where it is not known. */
  readonly account?: string;
}

/** A statement of an identity policy. */
export interface MissingStatement {
  readonly Effect: 'Allow';
  readonly Action: string;
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * The least that would have let a denied call through: its action, on what it was tried on. For a key behind another
 * service through that service alone. https://docs.aws.amazon.com/service-authorization/latest/reference/
 */
export function missingStatement(failure: Failure, place: DeniedPlace): MissingStatement {
  const { operation, missingAction = operation, resource } = failure;
  const [caller = ''] = operation.split(':');
  return leastStatement(missingAction, caller, resource, place);
}

/**
 * What allows an action on one resource, a name or an ARN; absent: on all of its kind. On a key only through the service
 * that calls it, `ssm` or `secretsmanager`.
 */
export function leastStatement(
  Action: string,
  caller: string,
  resource: string | undefined,
  place: DeniedPlace,
): MissingStatement {
  const [service = ''] = Action.split(':');
  const base = { Effect: 'Allow', Action } as const;
  if (UNSCOPED.has(Action)) return { ...base, Resource: '*' };
  if (service === 'kms') {
    const through = caller !== 'kms' && {
      StringEquals: { 'kms:ViaService': `${caller}.${place.region}.amazonaws.com` },
    };
    return { ...base, ...keyOf(resource, through || undefined, place) };
  }
  if (resource?.startsWith('arn:')) return { ...base, Resource: resource };
  if (service === 'ssm')
    return { ...base, Resource: arn(place, 'ssm', `parameter/${(resource ?? '*').replace(/^\//, '')}`) };
  // Secrets Manager puts a hyphen and six characters behind the name.
  if (service === 'secretsmanager')
    return {
      ...base,
      Resource: arn(place, 'secretsmanager', `secret:${resource === undefined ? '*' : `${resource}-??????`}`),
    };
  return { ...base, Resource: '*' };
}

/** Actions that name no resource: a policy that does is no use for them. */
const UNSCOPED: ReadonlySet<string> = new Set([
  'ssm:DescribeParameters',
  'secretsmanager:ListSecrets',
  'secretsmanager:BatchGetSecretValue',
  'kms:ListKeys',
  'kms:ListAliases',
  'iam:ListRoles',
  'iam:ListUsers',
  'tag:GetResources',
  'sts:GetCallerIdentity',
]);

/** Only the ARN of a key stands for it: an alias is asked for by a condition. */
function keyOf(
  resource: string | undefined,
  through: MissingStatement['Condition'],
  place: DeniedPlace,
): Pick<MissingStatement, 'Resource' | 'Condition'> {
  const any = arn(place, 'kms', 'key/*');
  const alias = /(?:^|:)(alias\/.+)$/.exec(resource ?? '')?.[1];
  if (alias !== undefined)
    return {
      Resource: any,
      Condition: { ...through, 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': alias } },
    };
  const isKey = /^arn:[^:]+:kms:.*:key\//.test(resource ?? '');
  const isId = resource !== undefined && /^(?:mrk-)?[0-9a-f-]{32,36}$/.test(resource);
  const Resource =
    isKey && resource !== undefined ? resource : isId ? arn(place, 'kms', `key/${resource}`) : any;
  return { Resource, ...(through && { Condition: through }) };
}

function arn({ region, account = '*' }: DeniedPlace, service: string, rest: string): string {
  return `arn:${partitionOf(region)}:${service}:${region}:${account}:${rest}`;
}
