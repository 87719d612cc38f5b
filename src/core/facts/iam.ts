import {
  type ActionRow,
  globalConditionKeyRows,
  type ServiceRows,
  servicePrefixes,
  serviceRows,
} from './iam.generated';

/** An action of KMS, Secrets Manager or Systems Manager as IAM's service authorization reference lists it. */
export interface IamAction {
  /** `Decrypt`, without the service prefix. */
  readonly name: string;
  /** `Read`, `Write`, `List`, `Tagging, Write`, `Permissions management, Write`. */
  readonly accessLevel: string;
  readonly description: string;
  /** `key`, `alias`, `Secret`…; empty for an action that names no resource (`kms:ListKeys`). */
  readonly resourceTypes: readonly string[];
  readonly conditionKeys: readonly ConditionKey[];
}

export interface ConditionKey {
  /** `kms:ViaService`; `${TagKey}` stands for any text, `${0-31}` for a number. */
  readonly key: string;
  /** `String`, `ArrayOfString`, `Bool`, `ARN`, `Numeric`, `Date`. */
  readonly type: string;
  readonly description: string;
}

export interface IamService {
  readonly prefix: string;
  readonly name: string;
  readonly actions: readonly IamAction[];
  /** By name in lower case. */
  readonly actionsByName: ReadonlyMap<string, IamAction>;
  readonly conditionKeys: readonly ConditionKey[];
}

const services: ReadonlyMap<string, IamService> = new Map(
  serviceRows.map(rows => [rows.prefix, serviceOf(rows)]),
);

/** The condition keys of every service, `aws:PrincipalArn`; without descriptions. */
export const globalConditionKeys: readonly ConditionKey[] = globalConditionKeyRows.map(([key, type]) => ({
  key,
  type,
  description: '',
}));

/**
 * What is known of a service by its prefix in any case: `kms`, `secretsmanager` or `ssm`; undefined for all others.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html
 */
export function iamService(prefix: string): IamService | undefined {
  return services.get(prefix.toLowerCase());
}

const prefixes: ReadonlySet<string> = new Set(servicePrefixes);

/** Whether any service of AWS has this IAM prefix, in any case. */
export function serviceExists(prefix: string): boolean {
  return prefixes.has(prefix.toLowerCase());
}

/**
 * The actions a pattern (`Describe*`, `ReEncrypt?o`, without the prefix) stands for. Case does not count.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
 */
export function actionsMatching(service: IamService, pattern: string): readonly IamAction[] {
  const wanted = pattern.toLowerCase();
  if (!/[*?]/.test(wanted)) {
    const action = service.actionsByName.get(wanted);
    return action === undefined ? [] : [action];
  }
  if (wanted === '*') return service.actions;
  const found: IamAction[] = [];
  const before = literalStart(wanted);
  for (const [name, action] of service.actionsByName) {
    if (name.startsWith(before) && globMatches(wanted, name)) found.push(action);
  }
  return found;
}

/** Whether there is one; see {@link actionsMatching}. */
export function matchesAction(service: IamService, pattern: string): boolean {
  const wanted = pattern.toLowerCase();
  if (!/[*?]/.test(wanted)) return service.actionsByName.has(wanted);
  const before = literalStart(wanted);
  for (const name of service.actionsByName.keys())
    if (name.startsWith(before) && globMatches(wanted, name)) return true;
  return false;
}

/** `get` of `get*`, as people write it: most names differ there. */
function literalStart(pattern: string): string {
  return pattern.slice(0, pattern.search(/[*?]/));
}

/** IAM's wildcards: `*` is any run of characters, `?` one. Linear in practice, quadratic at worst, never recursive. */
export function globMatches(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    if (pattern[p] === '*') {
      star = p++;
      resume = t;
    } else if (pattern[p] === '?' || (p < pattern.length && pattern[p] === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

function serviceOf(rows: ServiceRows): IamService {
  const conditionKeys = rows.conditionKeys.map(([key, type, description]) => ({ key, type, description }));
  const actions = rows.actions.map(row => actionOf(row, conditionKeys));
  const actionsByName = new Map(actions.map(action => [action.name.toLowerCase(), action]));
  return { prefix: rows.prefix, name: rows.name, conditionKeys, actions, actionsByName };
}

function actionOf(row: ActionRow, all: readonly ConditionKey[]): IamAction {
  const [name, accessLevel, description, resourceTypes, keys] = row;
  const conditionKeys = keys.map(index => all[index]).filter(key => key !== undefined);
  return { name, accessLevel, description, resourceTypes, conditionKeys };
}
